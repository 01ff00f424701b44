// Many accounts at once, by filters that narrow each other, among those whom one manages (api-admin §6.1).
import type { Actor } from '@primero/domain/access/actor.ts'
import { hiddenRoles } from '@primero/domain/access/people-reach.ts'
import * as z from 'zod'
import { type AccountRow, activityRanges, findAccounts } from '../accounts/queries.ts'
import type { Tx } from '../db/database.ts'
import type { House } from '../house.ts'
import { listOfWords, words } from './body.ts'

const oneOrMany = z.union([z.union([z.int(), words]), z.array(z.union([z.int(), words])).max(1000)])
const range = z.record(z.string(), z.unknown())

export const filterShape = {
  ids: z.array(z.int()).max(5000).optional(),
  agency: oneOrMany.optional(),
  role_id: oneOrMany.optional(),
  user_group_ids: listOfWords.optional(),
  query: words.optional(),
  user_name: words.optional(),
  last_access: range.optional(),
  last_case_viewed: range.optional(),
  last_case_updated: range.optional(),
}
export type Filters = z.infer<z.ZodObject<typeof filterShape>>

/** More than a house has people. */
const everybody = 100_000

/** Without any filter everybody would be meant; and so by one that says nothing. */
export const isAnybodyMeant = (filters: Filters): boolean =>
  Object.keys(filters).length > 0 &&
  !Object.values(filters).some(isNothing) &&
  !activityRanges(filters).some(({ from, to }) => from === null && to === null)

const isNothing = (filter: unknown): boolean =>
  typeof filter === 'string'
    ? filter.trim() === ''
    : typeof filter === 'object' && Object.keys(filter ?? {}).length === 0

export async function chosen(
  house: House,
  tx: Tx,
  actor: Actor,
  filters: Filters,
  disabled: boolean[] = [],
): Promise<AccountRow[]> {
  const keys = (kind: 'agency' | 'role', value: z.infer<typeof oneOrMany> | undefined) =>
    [value ?? []].flat().map((id) => house.wireIds().keyOf(kind, String(id)) ?? '')
  const { rows } = await findAccounts(tx, actor, hiddenRoles(house.configuration(), actor), {
    page: 1,
    per: everybody,
    ids: filters.ids,
    text: filters.query,
    userName: filters.user_name,
    roles: keys('role', filters.role_id),
    agencies: keys('agency', filters.agency),
    groups: filters.user_group_ids ?? [],
    disabled,
    activity: activityRanges(filters),
    order: { by: undefined, descending: true, agencies: [] },
  })
  return rows
}
