// Referrals between child protection and GBV over HTTP: what goes, who lets it go, who sees it, and what ends it at once.
import { alwaysThere } from '@primero/domain/workflow/module-package-contents.cases.ts'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { openTestHouse, shippedBundles, type TestHouse } from '../../test/house.ts'
import { edits, intend, pulled, push, registers, uuid } from '../../test/sync/device.ts'
import { asHouse } from '../db/database.ts'
import { heldRecords } from '../search/queries.ts'

let t: TestHouse
const cp = 'primeromodule-cp'
const gbv = 'primeromodule-gbv'
const open = 'agency-open-door'
const bridge = 'agency-child-bridge'
const [north, south] = [['usergroup-primero-cp'], ['usergroup-training-dallis']]
const health = 'health_medical_service'
const across = ['receive_referral_different_module', 'create_case_from_referral']

function bundles() {
  const all = structuredClone(shippedBundles())
  for (const { roles } of all)
    for (const role of roles) {
      if (role.id !== 'role-cp-case-worker' && role.id !== 'role-gbv-caseworker') continue
      role.permissions['case'] = [...(role.permissions['case'] ?? []), ...across, 'referral', 'enable_disable_record']
    }
  all[0]?.roles.push({
    id: 'role-agency-lets-go',
    name: 'Agency',
    scope: 'agency',
    modules: [gbv],
    permissions: { case: ['read', 'approve_action_plan'] },
    forms: 'all',
    identity: 'none',
  })
  all[0]?.roles.push({
    id: 'role-both',
    name: 'Both',
    scope: 'all',
    modules: [cp, gbv],
    permissions: { case: ['read', 'view_case_relationships', 'update_case_relationships'] },
    forms: 'all',
    identity: 'none',
  })
  return all
}

beforeAll(async () => {
  t = await openTestHouse(inject('database'), { bundles: bundles() })
  await t.enrol(
    { userName: 'olga', role: 'role-cp-case-worker', agency: open, groups: north },
    { userName: 'omar', role: 'role-cp-case-worker', agency: bridge, groups: south },
    { userName: 'badr', role: 'role-cp-manager', agency: open, groups: north },
    { userName: 'gita', role: 'role-gbv-caseworker', agency: open, groups: north },
    { userName: 'vera', role: 'role-gbv-caseworker', agency: bridge, groups: south },
    { userName: 'sima', role: 'role-gbv-case-management-supervisor', agency: open, groups: north },
    { userName: 'both', role: 'role-both', agency: open, groups: north },
    { userName: 'aya', role: 'role-agency-lets-go', agency: open, groups: south },
    { userName: 'zia', role: 'role-agency-lets-go', agency: bridge, groups: north },
    { userName: 'plain', role: 'role-gbv-manager', agency: bridge, groups: south },
  )
})
afterAll(() => t.close())

const yes = { consent_for_services: true, disclosure_other_orgs: true }
const child = { name_first: 'Mirsad', name_last: 'Hadzic', age: 9, sex: 'male', nationality: ['jordan'], ...yes }
const childCase = (more: object = {}) => registers(t.as('olga'), { ...child, ...more }, cp)
const survivorCase = () =>
  registers(t.as('gita'), { name: 'Sara Haddad', age: 15, sex: 'female', consent_for_services: true }, gbv)

type More = { fields?: string[]; allowsCase?: boolean; transition?: Record<string, unknown> }
const sends = (by: string, id: string, to: string, { fields = [], allowsCase = true, transition = {} }: More = {}) =>
  intend(by, 'transition.make', {
    type: 'case',
    id,
    transition: uuid(),
    kind: 'Referral',
    to,
    service: health,
    notes: 'Please see this child',
    package: { fields, safetyNotes: 'Call before noon', contact: '0791 000 111', allowsCase },
    ...transition,
  })
async function sent(by: string, id: string, to: string, more: More = {}): Promise<string> {
  const intention = sends(by, id, to, more)
  const [outcome] = await push(t.as(by), intention)
  expect(outcome?.outcome, JSON.stringify(outcome)).toBe('applied')
  return (intention.args as { transition: string }).transition
}
const refusal = async (by: string, id: string, to: string, more: More = {}) => {
  const [outcome] = await push(t.as(by), sends(by, id, to, more))
  return outcome?.problem?.params?.attribute ?? outcome?.problem?.code
}
const look = (user: string, id: string) => t.as(user).get(`/api/ext/packages/${id}`)
const answers = (user: string, id: string, answer: string) =>
  t.as(user).post(`/api/ext/packages/${id}/answer`, { answer })
const ofCase = async (user: string, id: string) => t.as(user).get(`/api/ext/packages/of-case?case=${id}`)
const sealed = async (id: string): Promise<boolean> => {
  const { rows } = await sql<{ is: boolean }>`
    select package_sealed is not null or waiting_sealed is not null as is from module_package where id = ${id}`.execute(
    t.house.db,
  )
  return rows[0]?.is === true
}
const notices = async (user: string) => (await t.as(user).get('/api/ext/me/notices')).body.notices
async function agrees(id: string, agencies = [bridge]): Promise<string> {
  const consent = uuid()
  const terms = { purposes: ['referral'], services: [health], agencies, givenBy: ['other'], explainedHow: ['spoken'] }
  const [outcome] = await push(t.as('gita'), intend('gita', 'consent.give', { type: 'case', id, consent, ...terms }))
  expect(outcome?.outcome, JSON.stringify(outcome)).toBe('applied')
  return consent
}
async function accepted(more: More = {}, data: object = {}) {
  const id = await childCase(data)
  const sentId = await sent('olga', id, 'vera', more)
  expect((await answers('vera', sentId, 'accept')).status).toBe(200)
  return { id, package: sentId }
}
async function madeOf(of: string, id: string = uuid()): Promise<string> {
  const made = await t.as('vera').post(`/api/ext/packages/${of}/case`, { id })
  expect(made.status, made.text).toBe(201)
  return made.body.id
}

const onTheWire: Record<(typeof alwaysThere)[number], string> = {
  reference: 'reference',
  service: 'service',
  wanted_by: 'wantedBy',
  deadline: 'deadline',
  notes: 'notes',
  safety_notes: 'safetyNotes',
  sender_agency: 'agency',
  sender_contact: 'contact',
}

describe('from child protection', () => {
  test('its recipient sees what was ticked, and nothing of the record', async () => {
    const id = await childCase()
    const of = await sent('olga', id, 'vera', { fields: ['name_first', 'nationality'] })
    const reply = await look('vera', of)
    expect(reply.status, reply.text).toBe(200)
    const lines = Object.fromEntries(
      reply.body.contents.lines.map(({ name, value }: { name: string; value: string }) => [name, value]),
    )
    expect(lines).toEqual({ age_band: '6 - 11', sex: 'Male', name_first: 'Mirsad', nationality: 'Jordan' })
    expect(reply.body).toMatchObject({
      status: 'in_progress',
      may: ['accept', 'reject'],
      contents: { notes: 'Please see this child', safetyNotes: 'Call before noon', contact: '0791 000 111' },
    })
    const { reference, service, contents } = reply.body
    const { lines: _lines, ...rest } = contents
    expect(Object.keys({ reference, service, ...rest }).sort()).toEqual(
      alwaysThere.map((name) => onTheWire[name]).sort(),
    )
    expect(reference).toMatch(/./)
    const { short_id, case_id_display } = (await t.as('olga').get(`/api/v2/cases/${id}`)).body.data
    for (const word of ['Hadzic', 'olga', id, short_id, case_id_display]) expect(reply.text).not.toContain(word)
    expect((await t.as('vera').get(`/api/v2/cases/${id}`)).status).toBe(403)
    expect(await pulled(t.as('vera'), 'case', id)).toBeUndefined()
    // What she is told of it names no case.
    const told = JSON.stringify(await notices('vera'))
    expect(told).toContain(of)
    for (const word of [id, short_id]) expect(told).not.toContain(word)
    for (const stranger of ['omar', 'gita', 'olga', 'plain']) expect((await look(stranger, of)).status).toBe(404)
    const listed = (await t.as('vera').get('/api/ext/packages')).body.packages
    expect(listed).toMatchObject([{ id: of, status: 'in_progress' }])
    expect((await t.as('gita').get('/api/ext/packages')).body.packages).toEqual([])
  })

  test('it holds what was said when it went, sealed; and what none may hold cannot be ticked', async () => {
    const id = await childCase()
    const of = await sent('olga', id, 'vera', { fields: ['age'] })
    await push(t.as('olga'), edits(t.as('olga'), id, 2, [{ path: ['age'], from: 9, to: 12 }]))
    expect((await look('vera', of)).text).toContain('6 - 11')
    const { rows } = await sql<{ sealed: Buffer; row: object }>`
      select package_sealed as sealed, to_jsonb(p) - 'package_sealed' as row from module_package p where id = ${of}`.execute(
      t.house.db,
    )
    const lies = `${rows[0]?.sealed.toString('latin1')} ${JSON.stringify(rows[0]?.row)}`
    // Long enough that no chance spells them.
    for (const word of ['Mirsad', '0791 000 111', 'before noon']) expect(lies).not.toContain(word)
    for (const name of ['date_of_birth', 'case_id_display', 'gbv_nationality', 'shoe_size'])
      expect(await refusal('olga', id, 'vera', { fields: [name] })).toBe('fields')
    // Somebody of the own module would be let in to the record: what was ticked for a package never sends that.
    expect(await refusal('olga', id, 'omar')).toBe('transitioned_to')
    expect(await refusal('olga', await childCase({ disclosure_other_orgs: false }), 'vera')).toBe('consent')
  })

  test('over v2 the smallest goes, and a recipient of both modules by then is still not let in', async () => {
    const id = await childCase()
    const made = await t.as('olga').post(`/api/v2/cases/${id}/referrals`, { data: { transitioned_to: 'vera' } })
    expect(made.status, made.text).toBe(200)
    const reply = await look('vera', made.body.data.id)
    expect(reply.body.contents.lines.map(({ name }: { name: string }) => name)).toEqual(['age_band', 'sex'])
    const { rows } = await sql`select from record_grant where transition = ${made.body.data.id}`.execute(t.house.db)
    expect(rows).toEqual([])
    const accepts = await t
      .as('vera')
      .patch(`/api/v2/cases/${id}/referrals/${made.body.data.id}`, { data: { status: 'accepted' } })
    expect(accepts.body.data).toMatchObject({ status: 'accepted', record_access_denied: true })
  })

  test('rejected or done it is empty at once, and the stub is left', async () => {
    const id = await childCase()
    const rejected = await sent('olga', id, 'vera')
    const reply = await answers('vera', rejected, 'reject')
    expect(reply.body).toMatchObject({ status: 'rejected', service: health, contents: null, may: [] })
    expect(await sealed(rejected)).toBe(false)
    const done = await accepted()
    expect((await answers('vera', done.package, 'done')).body).toMatchObject({ status: 'done', contents: null })
    expect(await sealed(done.package)).toBe(false)
    expect(JSON.stringify(await notices('olga'))).toContain('share_done')
  })
})

describe('a case of one’s own', () => {
  test('is made of an accepted package, once, with what both modules know', async () => {
    const { id, package: of } = await accepted({ fields: ['age', 'name_first', 'nationality'] })
    const asked = uuid()
    const body = { id: asked }
    const [one, other] = await Promise.all([
      t.as('vera').post(`/api/ext/packages/${of}/case`, body),
      t.as('vera').post(`/api/ext/packages/${of}/case`, { id: uuid() }),
    ])
    expect([one.status, other.status].sort()).toEqual([200, 201])
    expect(one.body.id).toBe(other.body.id)
    const kase = (await t.as('vera').get(`/api/v2/cases/${one.body.id}`)).body.data
    expect(kase).toMatchObject({ module_id: gbv, owned_by: 'vera', age: 9, sex: 'male', status: 'open' })
    expect(JSON.stringify(kase)).not.toContain('Mirsad')
    expect(JSON.stringify(kase)).not.toContain('source_referral_id')
    // Neither side is told that the other has one.
    expect((await ofCase('olga', id)).text).not.toContain('source_referral_id')
    expect((await ofCase('vera', one.body.id)).text).not.toContain('source_referral_id')
    expect((await ofCase('vera', id)).status).toBe(404)
    for (const user of ['olga', 'gita'])
      expect((await t.as(user).post(`/api/ext/packages/${of}/case`, { id: uuid() })).status).toBe(404)
  })

  test('is made of none that waits for an answer, is over, or for which the sender did not allow it', async () => {
    const make = (of: string) => t.as('vera').post(`/api/ext/packages/${of}/case`, { id: uuid() })
    const id = await childCase()
    const waiting = await sent('olga', id, 'vera')
    expect((await make(waiting)).status).toBe(403)
    const shut = await accepted({ allowsCase: false })
    expect((await make(shut.package)).status).toBe(403)
    const done = await accepted()
    await answers('vera', done.package, 'done')
    expect((await make(done.package)).status).toBe(403)
  })

  test('is flagged once where the consent behind it goes, the package is emptied, and its recipient is told', async () => {
    const { id, package: of } = await accepted()
    const made = await madeOf(of)
    await t.as('olga').patch(`/api/v2/cases/${id}`, { data: { disclosure_other_orgs: false } })
    expect(await sealed(of)).toBe(false)
    expect((await look('vera', of)).body).toMatchObject({ status: 'revoked', contents: null, made })
    const flags = async () => (await t.as('vera').get(`/api/v2/cases/${made}/flags`)).body.data
    expect(await flags()).toMatchObject([{ message: expect.stringContaining('referral'), removed: false }])
    const told = (await notices('vera')).map(({ kind, record }: { kind: string; record: { id: string } }) => [
      kind,
      record?.id,
    ])
    expect(told).toContainEqual(['share_ended', of])
    expect(told).toContainEqual(['flag_raised', made])
    await t.as('olga').patch(`/api/v2/cases/${id}`, { data: { disclosure_other_orgs: true } })
    await t.as('olga').patch(`/api/v2/cases/${id}`, { data: { disclosure_other_orgs: false } })
    expect(await flags()).toHaveLength(1)
    expect((await t.as('vera').get(`/api/v2/cases/${made}`)).body.data).toMatchObject({ sex: 'male' })
  })

  test('is flagged where the work was done before; and a source that is disabled ends what is out', async () => {
    const done = await accepted()
    const made = await madeOf(done.package)
    await answers('vera', done.package, 'done')
    await t.as('olga').patch(`/api/v2/cases/${done.id}`, { data: { consent_for_services: false } })
    expect((await t.as('vera').get(`/api/v2/cases/${made}/flags`)).body.data).toHaveLength(1)
    expect((await look('vera', done.package)).body.status).toBe('done')
    const gone = await accepted()
    const disabled = await t
      .as('olga')
      .patch(`/api/v2/cases/${gone.id}?record_action=enable_disable_record`, { data: { record_state: false } })
    expect(disabled.status, disabled.text).toBe(200)
    expect((await look('vera', gone.package)).body).toMatchObject({ status: 'revoked', contents: null })
    expect(await sealed(gone.package)).toBe(false)
  })
})

describe('from a survivor’s case', () => {
  test('nothing goes without her word for that agency, nor before somebody else lets it go', async () => {
    const id = await survivorCase()
    expect(await refusal('gita', id, 'omar')).toBe('consent')
    await agrees(id, [])
    expect(await refusal('gita', id, 'omar')).toBe('consent')
    await agrees(id)
    const of = await sent('gita', id, 'omar')
    expect((await look('omar', of)).status).toBe(404)
    expect((await t.as('omar').get('/api/ext/packages')).body.packages).toEqual([])
    expect(JSON.stringify(await notices('omar'))).not.toContain(of)
    const theCase = (await t.as('gita').get(`/api/v2/cases/${id}`)).body.data
    expect(theCase.referred_users ?? []).toEqual([])
    expect((await pulled(t.as('gita'), 'case', id)).shares ?? []).toEqual([])
    expect((await ofCase('gita', id)).body.packages).toMatchObject([{ id: of, status: 'waits', may: ['revoke'] }])
    expect((await ofCase('sima', id)).body.packages).toMatchObject([{ id: of, may: ['release', 'refuse'] }])
    // Where it waits, and not only at the case.
    const told = { kind: 'approval_requested', by: 'gita', record: { type: 'release', id } }
    for (const user of ['sima', 'aya']) expect(await notices(user), user).toContainEqual(expect.objectContaining(told))
    for (const user of ['gita', 'zia', 'both', 'plain', 'vera', 'olga'])
      expect(JSON.stringify(await notices(user)), user).not.toContain(id)
    const release = (user: string) => t.as(user).post(`/api/ext/packages/${of}/release`, { release: true })
    for (const user of ['gita', 'omar', 'vera', 'plain', 'olga']) expect((await release(user)).status).toBe(404)
    expect((await release('sima')).status).toBe(204)
    expect((await release('sima')).status).toBe(204)
    const reply = await look('omar', of)
    expect(reply.body.contents.lines.map(({ name }: { name: string }) => name)).toEqual(['age_band', 'sex'])
    for (const word of ['Sara', 'Haddad', 'gita', 'sima', id]) expect(reply.text).not.toContain(word)
    expect((await pulled(t.as('gita'), 'case', id)).shares).toMatchObject([{ id: of, status: 'in_progress' }])
    expect((await t.as('omar').get(`/api/v2/cases/${id}`)).status).toBe(403)
  })

  test('what is refused, taken back, or lost its consent while it waited never went', async () => {
    const id = await survivorCase()
    const consent = await agrees(id)
    const refused = await sent('gita', id, 'omar')
    expect((await t.as('sima').post(`/api/ext/packages/${refused}/release`, { release: false })).status).toBe(204)
    const back = await sent('gita', id, 'omar')
    expect((await t.as('gita').delete(`/api/ext/packages/${back}`)).status).toBe(204)
    const lost = await sent('gita', id, 'omar')
    await push(t.as('gita'), intend('gita', 'consent.withdraw', { type: 'case', id, consent }))
    const states = (await ofCase('gita', id)).body.packages.map(({ status }: { status: string }) => status)
    expect(states).toEqual(['revoked', 'revoked', 'refused'])
    for (const of of [refused, back, lost]) {
      expect(await sealed(of)).toBe(false)
      expect((await look('omar', of)).status).toBe(404)
      const late = await t.as('sima').post(`/api/ext/packages/${of}/release`, { release: true })
      expect(late.status).toBe(204)
      expect((await look('omar', of)).status).toBe(404)
    }
    expect(await notices('omar')).not.toContainEqual(expect.objectContaining({ kind: 'share_ended' }))
  })

  test('whoever reads both cases is shown that they belong together, and nobody else', async () => {
    const id = await survivorCase()
    const consent = await agrees(id)
    const of = await sent('gita', id, 'omar', { fields: ['age'] })
    await t.as('sima').post(`/api/ext/packages/${of}/release`, { release: true })
    await answers('omar', of, 'accept')
    const made = await t.as('omar').post(`/api/ext/packages/${of}/case`, { id: uuid() })
    expect((await t.as('omar').get(`/api/v2/cases/${made.body.id}`)).body.data).toMatchObject({
      module_id: cp,
      age: 15,
      sex: 'female',
    })
    const source = (await ofCase('both', id)).body
    const origin = (await ofCase('both', made.body.id)).body
    expect(source.packages).toMatchObject([{ made: made.body.id, source_referral_id: expect.any(String) }])
    expect(origin.origin).toEqual({ case: id, source_referral_id: source.packages[0].source_referral_id })
    for (const [user, kase] of [
      ['gita', id],
      ['sima', id],
      ['omar', made.body.id],
    ] as const)
      expect((await ofCase(user, kase)).text).not.toContain('source_referral_id')
    await push(t.as('gita'), intend('gita', 'consent.withdraw', { type: 'case', id, consent }))
    expect((await t.as('omar').get(`/api/v2/cases/${made.body.id}/flags`)).body.data).toHaveLength(1)
    expect((await look('omar', of)).body).toMatchObject({ status: 'revoked', contents: null })
  })
})

test('a name that the consent leaves out is in no package, nor any part of it', async () => {
  const id = await childCase()
  const terms = { purposes: ['referral'], services: [], agencies: [], givenBy: ['child'], explainedHow: ['spoken'] }
  const args = { type: 'case', id, consent: uuid(), ...terms, excluded: ['name'] }
  const [outcome] = await push(t.as('olga'), intend('olga', 'consent.give', args))
  expect(outcome?.outcome, JSON.stringify(outcome)).toBe('applied')
  const of = await sent('olga', id, 'vera', { fields: ['name_first', 'nationality'] })
  const { text } = await look('vera', of)
  expect(text).toContain('Jordan')
  expect(text).not.toContain('Mirsad')
})

test('who only reads waits for nobody who writes, and keeps nobody waiting', async () => {
  const { id, package: of } = await accepted()
  const made = await madeOf(of)
  let isLocked = (): void => {}
  let done = (): void => {}
  const locked = new Promise<void>((tell) => {
    isLocked = tell
  })
  const read = new Promise<void>((tell) => {
    done = tell
  })
  const writing = asHouse(t.house.db, t.house.configuration(), async (tx) => {
    await heldRecords(tx, 'case', [id, made], true)
    await sql`select from account where user_name = 'olga' for no key update`.execute(tx)
    isLocked()
    await read
  })
  await locked
  try {
    expect((await look('vera', of)).status).toBe(200)
    expect((await ofCase('olga', id)).body.packages).toHaveLength(1)
    expect((await ofCase('both', id)).body.packages).toMatchObject([{ made }])
    expect((await ofCase('both', made)).body.origin).toMatchObject({ case: id })
    expect((await t.as('olga').get(`/api/ext/packages/offer?case=${id}&to=vera`)).body.isPackage).toBe(true)
  } finally {
    done()
    await writing
  }
})

test('whoever links a case that was made with the one behind it, and whoever takes its consent back, wait for each other', async () => {
  const { id, package: of } = await accepted()
  const made = await madeOf(of, `00000000${uuid().slice(8)}`)
  const waiting = async (): Promise<number> => {
    const { rows } = await sql`
      select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`.execute(t.house.db)
    return rows.length
  }
  const calls = await asHouse(t.house.db, t.house.configuration(), async (tx) => {
    await heldRecords(tx, 'case', [made], true)
    const data = { case_id: made, relationship_type: 'sibling_of' }
    const linked = t.as('both').post(`/api/v2/cases/${id}/case_relationships`, { data })
    await expect.poll(waiting).toBe(1)
    const withdrawn = t.as('olga').patch(`/api/v2/cases/${id}`, { data: { disclosure_other_orgs: false } })
    await expect.poll(waiting).toBe(2)
    return [linked, withdrawn]
  })
  expect((await Promise.all(calls)).map(({ status }) => status)).toEqual([200, 200])
})

test('several that are sent again over v2 are no second packages, waiting or sent', async () => {
  const survivor = await survivorCase()
  await agrees(survivor)
  const ways = [
    { by: 'gita', id: survivor, to: 'omar' },
    { by: 'olga', id: await childCase(), to: 'vera' },
  ]
  for (const { by, id, to } of ways) {
    const asked = { data: { ids: [id], transitioned_to: to, service: health } }
    const first = await t.as(by).post('/api/v2/cases/referrals', asked)
    const again = await t.as(by).post('/api/v2/cases/referrals', asked)
    expect([first.status, again.status], again.text).toEqual([200, 200])
    expect(again.body.data[0].id).toBe(first.body.data[0].id)
    expect((await ofCase(by, id)).body.packages).toHaveLength(1)
  }
})
