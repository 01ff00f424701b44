// Which referrals break into somebody's quiet hours (notices.ts).
import { timeframeOf } from '../cases/due.ts'
import { isObject } from '../forms/answer.ts'
import type { Data } from '../records/record.ts'

const day = 24 * 3_600_000

/** Is an answer to a referral wanted within a day? Clinical care after violence always is: it counts by the hour. */
export function isWantedSoon(
  { service, serviceRow }: { service: string | null; serviceRow: string | null },
  data: Data,
): boolean {
  if (data['module_id'] === 'primeromodule-gbv' && service === 'health_medical_service') return true
  const rows: readonly unknown[] = Array.isArray(data['services_section']) ? data['services_section'] : []
  const row = rows.filter(isObject).find((one) => one['unique_id'] === serviceRow)
  const length = timeframeOf(row?.['service_response_timeframe'])
  return serviceRow !== null && length !== undefined && length <= day
}
