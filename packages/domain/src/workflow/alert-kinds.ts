/** What raises an alert. */
export const alertKinds = ['field_change', 'approval', 'referral', 'transfer', 'duplicate_field'] as const
export type AlertKind = (typeof alertKinds)[number]
