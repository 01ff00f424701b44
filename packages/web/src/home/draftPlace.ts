// Where a draft goes on. Keys are `case/<id>` for a record, `case/<id>/conflicts` for a choice between claims,
// `case/<id>/share/refer` for what is about to be shared, `case/<id>/flags/…` for what is written on a tab, and
// `case/new/<draft>` for one not yet made.
import { kinds } from '../kinds.ts'
import type { KeptDraft } from '../store/drafts.ts'

export type DraftPlace = { href: string; code: string; at: string; isNew: boolean }

const text = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined)

export function draftPlace(draft: KeptDraft): DraftPlace | undefined {
  const [type, id, ...page] = draft.key.split('/')
  const [newId] = page
  const open = newId === 'share' ? page : page.slice(0, 1)
  const kind = kinds.find((k) => k.type === type)
  if (!kind || !id) return undefined
  const { data = {} } = (draft.value ?? {}) as { data?: Record<string, unknown> }
  const code = text(data['short_id']) ?? (text(data['unique_identifier']) ?? newId ?? id).slice(-7)
  if (id !== 'new') return { href: `/${[kind.path, id, ...open].join('/')}`, code, at: draft.at, isNew: false }
  if (!newId) return undefined
  const module = text(data['module_id'])
  const query = new URLSearchParams({ draft: newId, ...(module ? { module } : {}) })
  return { href: `/${kind.path}/new?${query}`, code, at: draft.at, isNew: true }
}
