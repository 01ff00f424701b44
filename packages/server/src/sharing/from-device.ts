// Shares that a device sends: the same steps as over v2, under ids that the device made.
import type { Actor } from '@primero/domain/access/actor.ts'
import type { Uuid } from '@primero/domain/ids.ts'
import type { Intention, IntentionArgs, Outcome, LedgerName, SharingName } from '@primero/domain/sync/intention.ts'
import type { Wish } from '@primero/domain/workflow/share.ts'
import type { Tx } from '../db/database.ts'
import type { House } from '../house.ts'
import { refuseUnknownRole } from './authorized-role.ts'
import { answer, share } from './share.ts'

type Of<N extends Exclude<SharingName, LedgerName>> = Intention & { name: N; args: IntentionArgs<N> }
export type Sharing = { [N in Exclude<SharingName, LedgerName>]: Of<N> }[Exclude<SharingName, LedgerName>]

export async function shareFromDevice(house: House, tx: Tx, actor: Actor, sent: Sharing, ip: string): Promise<Outcome> {
  const { id: intention, args } = sent
  const by = { intention: intention as Uuid, ip }
  const of = { type: args.type, id: args.id }
  const done =
    sent.name === 'transition.make'
      ? await share(house, tx, actor, of, wishOf(house, sent.args), sent.args.to, by, packageOf(sent.args))
      : await answer(house, tx, actor, of, sent.args.transition, answerOf(sent.args), by)
  return { id: intention, outcome: 'applied', version: done.carried?.record.version ?? sent.basedOn }
}

const answerOf = ({ answer: event, reason, note }: IntentionArgs<'transition.answer'>) => ({
  event,
  reason: reason ?? null,
  note: note ?? null,
})

const packageOf = ({ package: asked }: IntentionArgs<'transition.make'>) =>
  asked && { fields: asked.fields, safetyNotes: asked.safetyNotes ?? null, contact: asked.contact ?? null }

function wishOf(house: House, args: IntentionArgs<'transition.make'>): Wish {
  refuseUnknownRole(house, args.authorizedRole ?? null)
  return {
    id: args.transition as Uuid,
    type: args.kind,
    remote: args.remote === true,
    service: args.service ?? null,
    serviceRow: args.serviceRow ?? null,
    notes: args.notes ?? null,
    toAgency: args.toAgency ?? null,
    toRemote: args.toRemote ?? null,
    exportType: null,
    consentOverridden: args.override !== undefined,
    consentIndividual: false,
    override:
      args.override === undefined
        ? null
        : {
            ground: args.override.ground,
            reason: args.override.reason,
            second: args.override.second ?? null,
            assessment: args.override.assessment ?? null,
            recipientSafe: args.override.recipientSafe === true,
          },
    authorizedRole: args.authorizedRole ?? null,
    forms: args.forms ?? null,
    opensLater: args.opensLater === true,
    allowCaseCreation: args.package?.allowsCase === true,
    provider: (args.provider as Uuid | undefined) ?? null,
  }
}
