// Whoever accepted a package makes a case of it in his own module, once: what the package holds and he may write.
import type { Actor } from '@primero/domain/access/actor.ts'
import { writable } from '@primero/domain/access/fields.ts'
import { may } from '@primero/domain/access/role.ts'
import type { Configuration } from '@primero/domain/configuration/configuration.ts'
import { enumerated } from '@primero/domain/forms/options.ts'
import { Problem } from '@primero/domain/problem.ts'
import { takenInto } from '@primero/domain/workflow/module-contents.ts'
import { isPackageModule, mayMakeCase } from '@primero/domain/workflow/module-package.ts'
import type { Transition } from '@primero/domain/workflow/transition.ts'
import { asHouseMeanwhile, type Tx } from '../db/database.ts'
import type { House } from '../house.ts'
import { save } from '../records/save.ts'
import type { By } from '../sharing/settled.ts'
import { keepMade, type PackageRow } from './queries.ts'
import { contentsIn, newCommonWord } from './sealed.ts'
import { shownTo } from './standing.ts'

const isAble = ({ role }: Actor): boolean =>
  may(role, 'case', 'create') && may(role, 'case', 'create_case_from_referral')

export const makingOf = (actor: Actor, row: PackageRow, { status, allowCaseCreation }: Transition) =>
  mayMakeCase({
    isRecipient: row.to_user === actor.userName,
    isAble: isAble(actor) && actor.role.modules.includes(row.to_module),
    isAllowed: allowCaseCreation,
    isMade: row.made_id !== null,
    status,
  })

/** @returns its id: the new one, or that of the case that was made before */
export async function makeCase(
  house: House,
  tx: Tx,
  actor: Actor,
  id: string,
  asked: string,
  by: By,
): Promise<{ id: string; isNew: boolean }> {
  const config = house.configuration()
  // The case behind it stays locked until the transaction ends: asked twice at once, one case is made.
  const { row, share, isOpen } = await asHouseMeanwhile(tx, config, actor, () => shownTo(house, tx, actor, id))
  const making = makingOf(actor, row, share)
  if (making === 'same' && row.made_id !== null) return { id: row.made_id, isNew: false }
  const contents = isOpen ? contentsIn(house, row) : undefined
  const module = row.to_module
  if (making !== 'made' || contents === undefined || !isPackageModule(module)) throw new Problem('forbidden', {})
  const data = takenInto(module, contents.fields, targetsOf(config, actor, module))
  await save(house, tx, actor, {
    name: 'record.create',
    args: { type: 'case', id: asked, module, data },
    basedOn: 0,
    strict: true,
    ...by,
  })
  await keepMade(tx, id, { id: asked, link: newCommonWord(), at: house.clock() })
  return { id: asked, isNew: true }
}

function targetsOf(config: Configuration, actor: Actor, module: string) {
  const fields = writable(config, actor, { type: 'case', module })
  return (name: string) => {
    const field = fields.get(name)
    return field && { field, options: enumerated(config, field) }
  }
}
