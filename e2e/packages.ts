// People of both modules who refer to each other, for journeys and states of packages.
import { randomUUID } from 'node:crypto'
import type { House } from './house.ts'

const root = 'primero'
const across = ['referral', 'receive_referral_different_module', 'create_case_from_referral', 'create']

type Role = { id: number; unique_id: string; permissions: Record<string, string[]> } & Record<string, unknown>

/** What a survivor agreed to: her referral to this agency, for whatever service. */
export async function agreesTo(house: House, user: string, id: string, agency: string): Promise<void> {
  const terms = {
    purposes: ['referral'],
    services: [],
    agencies: [agency],
    givenBy: ['other'],
    explainedHow: ['spoken'],
  }
  const args = { type: 'case', id, consent: randomUUID(), ...terms }
  const name = { name: 'consent.give', v: 1, user, device: randomUUID(), seq: 1, config: 1, basedOn: 1 }
  const reply = await fetch(`${house.url}/api/sync/push`, {
    method: 'POST',
    headers: {
      authorization: `Basic ${Buffer.from(`${user}:${house.password}`).toString('base64')}`,
      'content-type': 'application/json',
    },
    body: JSON.stringify({ intentions: [{ id: randomUUID(), at: new Date().toISOString(), ...name, args }] }),
  })
  const { outcomes = [] } = (await reply.json()) as { outcomes?: { outcome: string }[] }
  if (outcomes[0]?.outcome !== 'applied') throw new Error(`push answered ${reply.status} ${JSON.stringify(outcomes)}`)
}

/** Somebody like this person whose role takes packages, too. */
export async function takesPackages(house: House, like: string, role: string): Promise<string> {
  const { body } = await house.ask(root, 'GET roles?per=200')
  const known = (body as { data: Role[] }).data.find((one) => one.unique_id === role)
  if (known === undefined) throw new Error(`there is no role ${role}`)
  const { id: _id, unique_id: _name, ...rest } = known
  const permissions = { ...known.permissions, case: [...new Set([...(known.permissions['case'] ?? []), ...across])] }
  const made = await house.ask(root, 'POST roles', {
    ...rest,
    name: `Packages ${randomUUID().slice(0, 8)}`,
    permissions,
  })
  if (made.status !== 200) throw new Error(`roles answered ${made.status} ${JSON.stringify(made.body)}`)
  const user = await house.somebodyLike(like)
  const found = await house.ask(root, `GET users?query=${user}`)
  const id = (found.body as { data: { id: number; user_name: string }[] }).data.find(
    (one) => one.user_name === user,
  )?.id
  const given = (made.body as { data: Role }).data.unique_id
  const { status } = await house.ask(root, `PATCH users/${id}`, { role_unique_id: given })
  if (status !== 200) throw new Error(`users answered ${status}`)
  return user
}
