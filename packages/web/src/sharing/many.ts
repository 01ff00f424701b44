// Several cases are shared at once: each is weighed by what is asked of it alone. Pure.
import type { RecordShape } from '@primero/domain/sync/protocol.ts'
import { standingShare } from '@primero/domain/workflow/standing.ts'
import { isGuest, mayShare, type SharingWay } from '../store/sharingWays.ts'
import type { AppConfig } from '../store/store.ts'
import { coveringOf } from './covering.ts'
import { type Wish, ways } from './wish.ts'

export const mostAtOnce = 100

/** Why a case stays behind; `fits`: it goes along. */
export type Weighed = 'fits' | 'elsewhere' | 'right' | 'theirs' | 'sent' | 'consent'

export function weigh(
  config: Pick<AppConfig, 'me'>,
  record: RecordShape,
  { way, wish, module, today }: { way: SharingWay; wish: Wish; module: string; today: string },
): Weighed {
  if (record.module !== module) return 'elsewhere'
  if (!mayShare(record, way) || (way !== 'refer' && isGuest(config as AppConfig, record))) return 'right'
  if (way === 'assign' && record.data['owned_by'] === wish.to) return 'theirs'
  const outside = wish.outside === true
  const meant = {
    type: ways[way],
    by: config.me.userName,
    to: outside ? null : (wish.to ?? null),
    remote: outside,
    toRemote: outside ? (wish.toRemote?.trim() ?? null) : null,
    service: way === 'refer' ? (wish.service ?? null) : null,
    serviceRow: null,
  }
  const shares = (record.shares ?? []).map((one) => ({ ...one, type: one.kind, remote: one.to === null }))
  if (standingShare(shares, meant)) return 'sent'
  return coveringOf(record, way, wish, today).isConsented ? 'fits' : 'consent'
}
