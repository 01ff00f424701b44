// What the pages of rights ask and say.
import type { Changing } from '@primero/domain/access/changing.ts'
import type { Danger } from '@primero/domain/access/danger.ts'
import type { Explanation, FieldExplanation, Step } from '@primero/domain/access/explain.ts'
import type { Relation } from '@primero/domain/access/made-up.ts'
import type { FormRight } from '@primero/domain/access/role.ts'
import type { RecordType, Role } from '@primero/domain/configuration/bundle.ts'
import { call } from '../../sync/http.ts'

/** `called`: as the reader's language has it; `role.name` as it is written. */
export type ListedRole = { role: Role; called: string; wireId: number; holders: number; enabled: number; dangers: Danger[] }
export type Choices = {
  modules: { id: string; name: string; types: RecordType[] }[]
  forms: { id: string; label: string; type: RecordType; modules: string[]; fields: number }[]
  agencies: { id: string; name: string }[]
  levels: { level: number; names: string[] }[]
}
type Word = { name: string; label: string }
type Change = { gained: Word[]; lost: Word[]; more: number }
type Range = { least: number; most: number }
export type Effect = {
  answer: Changing
  holders: number
  enabled: number
  gained: string[]
  lost: string[]
  beyond: string[]
  dangers: Danger[]
  newDangers: Danger[]
  fields: { type: RecordType; module: string; whose: 'any' | 'own' | 'others'; read: Change; write: Change }[]
  records: { type: RecordType; people: number; before: Range; after: Range }[]
}
export type Notice = {
  id: string
  at: string
  by: string
  role: { id: string; name: string }
  to: string | null
  isGiven: boolean
  beyond: string[]
  dangers: Danger[]
}

type Told = { action: string } & Explanation
export type ShownField = Omit<FieldExplanation, 'forms'> & { label: string }
export type Explained = {
  person: { userName: string | null; role: string }
  type: RecordType
  module: string
  asked: Told | null
  read: Told
  actions: { action: string; decision: Explanation['decision']; last: Step | null }[]
  forms: { id: string; label: string; right: FormRight | null; fields: ShownField[] }[]
  beside: ShownField[]
}
export type Question = {
  as: { user: string } | { role: string }
  about: { type: RecordType; id: string } | { type: RecordType; relation: Relation; module: string; status: string }
  action?: string
}

const get = async <T>(path: string, signal?: AbortSignal): Promise<T> =>
  (await call('GET', `/api/ext/${path}`, signal ? { signal } : {})) as T
const post = async <T>(path: string, body: unknown, signal?: AbortSignal): Promise<T> =>
  (await call('POST', `/api/ext/${path}`, { body, ...(signal ? { signal } : {}) })) as T

export const fetchRoles = (signal: AbortSignal) => get<{ roles: ListedRole[]; own: string }>('roles', signal)
export const fetchRole = (id: string, signal: AbortSignal) => get<ListedRole>(`roles/${encodeURIComponent(id)}`, signal)
export const fetchChoices = (signal: AbortSignal) => get<Choices>('access/choices', signal)
export const fetchNotices = (signal: AbortSignal) => get<{ notices: Notice[] }>('notices', signal)
export const putAside = (id: string) => post<undefined>(`notices/${encodeURIComponent(id)}/seen`, {})

/** What this change would do. @throws Refused 422 where it is no role */
export const effectOf = (role: Role, isNew: boolean) =>
  post<Effect>('access/effect', { role, ...(isNew ? {} : { id: role.id }) })

/** @throws Refused 409 `changed-elsewhere` where somebody else changed it meanwhile */
export const saveRole = async (role: Role, basedOn: Role | undefined): Promise<Role> =>
  basedOn === undefined
    ? (await post<{ role: Role }>('roles', { role })).role
    : (
        (await call('PUT', `/api/ext/roles/${encodeURIComponent(role.id)}`, { body: { role, basedOn } })) as {
          role: Role
        }
      ).role

export const removeRole = async (wireId: number): Promise<void> => {
  await call('DELETE', `/api/v2/roles/${wireId}`)
}

export const explain = (question: Question) => post<Explained>('access/explain', question)
