// The package of which a case was made is over: the case is flagged, once. Its answers stay its owner’s.
import type { Actor } from '@primero/domain/access/actor.ts'
import type { Uuid } from '@primero/domain/ids.ts'
import { carryOut } from '@primero/domain/records/command.ts'
import { accountsNamed } from '../accounts/queries.ts'
import { nobody } from '../accounts/nobody.ts'
import { afterCommit, type Tx } from '../db/database.ts'
import { type House, occasionOf } from '../house.ts'
import type { Act } from '../records/act.ts'
import { besideOf, keepBeside } from '../records/beside.ts'
import { heldOf } from '../records/held.ts'
import { knownFor } from '../records/known.ts'
import { updateRecord, writeDown } from '../records/written.ts'
import { tell } from '../workflow-notices/tell.ts'
import { languageOf, overWords } from './words.ts'

/** The second lock is open. */
export async function flagMade(house: House, tx: Tx, id: string): Promise<void> {
  const held = await heldOf(tx, 'case', id)
  if (held === undefined) return
  const { facts, row } = held
  const by = flagging(facts.module)
  const [owner] = await accountsNamed(tx, [facts.ownedBy])
  const flag = { type: 'case' as const, id, flag: crypto.randomUUID(), message: overWords[languageOf(owner?.locale)] }
  const act: Act = { name: 'flag.add', args: flag, basedOn: 0, intention: crypto.randomUUID() as Uuid, strict: false }
  const [looked, beside] = await Promise.all([knownFor(house, tx, by, act, held), besideOf(tx, act, held)])
  const known = { ...looked, ...beside }
  const occasion = occasionOf(house, by.userName)
  const carried = carryOut(house.configuration(), by, known, act, occasion)
  await keepBeside(tx, row.n, known, carried, occasion)
  await updateRecord(house, tx, held, carried, facts, row.parent_n)
  await writeDown(house, tx, by, act, row.n, carried, occasion)
  await tell(house, tx, {
    by,
    record: carried.record,
    facts,
    mailed: [],
    ...(carried.flag ? { flag: carried.flag } : {}),
    isConflict: false,
    isQuiet: false,
  })
  afterCommit(tx, () => house.hub.changed({ type: 'case', module: facts.module, seenBy: facts.seenBy }))
}

const flagging = (module: string): Actor => ({
  ...nobody,
  role: { ...nobody.role, scope: 'all', modules: [module], permissions: { case: ['read', 'flag'] } },
})
