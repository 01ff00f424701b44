// Where a draft goes on. Keys are `case/<id>` or `case/<id>/<form>` for a record, `case/new/…` for one not yet made.
import type { RecordType } from '@primero/domain/configuration/bundle.ts'
import { kinds } from '../kinds.ts'

export function draftPlace(key: string): { href: string } | undefined {
  const [type, id] = key.split('/')
  const kind = kinds.find((k) => k.type === (type as RecordType))
  if (!kind || !id) return undefined
  return { href: id === 'new' ? `/${kind.path}/new` : `/${kind.path}/${id}` }
}
