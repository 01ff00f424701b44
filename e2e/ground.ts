// What a state of a page is, and the records that the states are about, made by the people who own them.
import type { House, Look, Visit } from './house.ts'
import { registered } from './records.ts'

/** Records that the states are about. */
export type Ground = {
  house: House
  /** A child's case with answers, rows and a history. */
  kase: string
  code: string
  /** One that is closed, and one that is disabled. */
  closed: string
  disabled: string
  /** A survivor's case and the incident made from it. */
  survivor: string
  incident: string
}

export type State = {
  name: string
  as?: string
  at?: (ground: Ground) => string
  /** HTTP statuses that lead here. */
  refusals?: number[]
  clockInHand?: true
  /** From the page to the state; resolves when it is there to be seen. */
  reach?: (visit: Visit, ground: Ground) => Promise<void>
}

/** Opens a page of its own in this state. */
export async function visitState(state: State, ground: Ground, look: Look): Promise<Visit> {
  const { as, at, refusals, clockInHand, reach } = state
  const visit = await ground.house.visit({
    look,
    ...(as === undefined ? {} : { as }),
    ...(at === undefined ? {} : { at: at(ground) }),
    ...(refusals === undefined ? {} : { refusals }),
    ...(clockInHand ? { clockInHand } : {}),
  })
  await reach?.(visit, ground)
  return visit
}

export const worker = 'primero_cp'
export const survivors = 'primero_gbv'

export async function layGround(house: House): Promise<Ground> {
  const row = { service_type: 'health_medical_service', service_response_day_time: '2026-02-03T09:00:00.000Z' }
  const { id, code } = await registered(house, worker, {
    name_nickname: 'Iko',
    date_of_birth: '2016-03-04',
    risk_level: 'high',
    telephone_current: '+249912345678',
    services_section: [row],
    address_current: 'Beside the water tower',
  })
  await house.ask(worker, `PATCH cases/${id}`, { name_nickname: 'Ilo', risk_level: 'medium' })
  const closed = await registered(house, worker, { status: 'open' })
  await house.ask(worker, `PATCH cases/${closed.id}`, { status: 'closed', date_closure: '2026-03-01' })
  const disabled = await registered(house, worker, {})
  await house.ask(worker, `DELETE cases/${disabled.id}`)
  const gbv = { module_id: 'primeromodule-gbv', name: 'Sanna Ilvane', sex: 'female', age: 24 }
  const survivor = idOf(await house.ask(survivors, 'POST cases', gbv))
  const incident = idOf(
    await house.ask(survivors, 'POST incidents', { module_id: 'primeromodule-gbv', incident_case_id: survivor }),
  )
  return { house, kase: id, code, closed: closed.id, disabled: disabled.id, survivor, incident }
}

function idOf({ status, body }: { status: number; body: unknown }): string {
  if (status !== 200) throw new Error(`Not made: ${status} ${JSON.stringify(body)}`)
  return (body as { data: { id: string } }).data.id
}
