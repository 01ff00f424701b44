// A record that so far exists on this device only, as its author sees it: with all that the server will give it too.
import type { RecordType } from '@primero/domain/configuration/bundle.ts'
import type { Uuid } from '@primero/domain/ids.ts'
import { created } from '@primero/domain/records/create.ts'
import { derived } from '@primero/domain/records/derive.ts'
import type { Data } from '@primero/domain/records/record.ts'
import type { Intention, IntentionArgs } from '@primero/domain/sync/intention.ts'
import type { RecordShape } from '@primero/domain/sync/protocol.ts'
import type { Moment } from '@primero/domain/time.ts'
import { dayHere, newUuid } from './clock.ts'
import { may } from './config.ts'
import { personOf } from './self.ts'
import type { AppConfig } from './store.ts'
import { writableOnNew } from './writableOnNew.ts'

/** `birth` is a `record.create`. */
export function bornFrom(config: AppConfig, birth: Pick<Intention, 'args' | 'at'>): RecordShape {
  const { type, id, module, data } = birth.args as IntentionArgs<'record.create'>
  const whole = wholeOf(config, type, id as Uuid, module, data as Data, birth.at as Moment)
  const mayWrite = may(config, type, 'write')
  return {
    id,
    type,
    version: 0,
    module,
    data: whole,
    incomplete: [],
    actions: mayWrite ? ['write'] : [],
    writable: mayWrite ? [...writableOnNew(config, type, module)] : [],
    attachments: [],
    nameHidden: whole['hidden_name'] === true,
  }
}

function wholeOf(config: AppConfig, type: RecordType, id: Uuid, module: string, data: Data, now: Moment): Data {
  const { configuration, me } = config
  const occasion = { now, today: dayHere(now), user: me.userName }
  const author = personOf(config)
  const begun = created(
    configuration,
    { type, id, module, data, owner: author, creator: author, newId: newUuid },
    occasion,
  )
  return derived(configuration, type, undefined, begun, occasion)
}
