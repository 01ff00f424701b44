// In which ways a person may share a record: what the menu and the page of each way ask.
import type { RecordShape } from '@primero/domain/sync/protocol.ts'
import type { AppConfig } from './store.ts'

/** As addresses name them. */
export const ways = ['refer', 'transfer', 'assign'] as const
export type SharingWay = (typeof ways)[number]

export const rights: Record<SharingWay, readonly string[]> = {
  refer: ['referral', 'referral_from_service'],
  transfer: ['transfer'],
  assign: ['assign', 'assign_within_agency', 'assign_within_user_group'],
}

export const sharingRights = Object.values(rights).flat()

export const mayShare = ({ actions, type }: RecordShape, way: SharingWay): boolean =>
  (way === 'assign' || type === 'case') && rights[way].some((action) => actions.includes(action))

/** Whoever was let in by a share does not give the record away. */
export const isGuest = (config: AppConfig, { data }: RecordShape): boolean =>
  config.me.scope === 'self' && typeof data['owned_by'] === 'string' && data['owned_by'] !== config.me.userName
