// How the outbox stands, and trying again what was given up.
import { call } from '../../sync/http.ts'

export type GivenUp = {
  id: string
  kind: string
  /** Null where it is for somebody beyond one's reach. */
  user_name: string | null
  asked_at: string
  given_up_at: string
  tries: number
  code: string | null
}
export type Outbox = {
  is_set_up: boolean
  waiting: number
  oldest: string | null
  sent_within_a_day: number
  given_up: number
  newest_given_up: GivenUp[]
}

export const fetchOutbox = async (signal: AbortSignal): Promise<Outbox> =>
  (await call('GET', '/api/ext/mail', { signal })) as Outbox

/** @throws Refused 404 where a newer one of its kind waits already */
export const tryMailAgain = async (id: string): Promise<void> => {
  await call('POST', `/api/ext/mail/${encodeURIComponent(id)}/again`, { body: {} })
}
