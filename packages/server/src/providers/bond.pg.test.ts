// An account that somebody comes into by a provider is that person's there, whoever has the name later.
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, inject, test, vi } from 'vitest'
import { openTestHouse, type TestHouse } from '../../test/house.ts'
import { app, type Door, type Jar, openDoor, providerAt } from '../../test/sign-on/door.ts'
import { startProvider, type TestProvider } from '../../test/sign-on/provider.ts'

let t: TestHouse
let idp: TestProvider
let use: Door['use']
let somebody: Door['somebody']
let change: Door['change']
let call: Door['call']
let signsIn: Door['signsIn']
let cases: Door['cases']
let withToken: Door['withToken']
let lastAudit: Door['lastAudit']

beforeAll(async () => {
  vi.spyOn(console, 'warn').mockReturnValue()
  t = await openTestHouse(inject('database'))
  idp = await startProvider({ app })
  ;({ use, somebody, change, call, signsIn, cases, withToken, lastAudit } = openDoor(t, idp))
})
afterAll(async () => {
  await idp.close()
  await t.close()
})
beforeEach(async () => {
  await sql`delete from throttle`.execute(t.house.db)
  use(providerAt(idp))
})

describe('an account', () => {
  const boundTo = async (name: string) => {
    const { provider_bound_at: at, provider_issuer: issuer } = await t.house.db
      .selectFrom('account')
      .selectAll()
      .where('user_name', '=', name)
      .executeTakeFirstOrThrow()
    return at === null ? undefined : issuer
  }
  const administrator = async () => {
    const userName = `administrator-${crypto.randomUUID()}@example.org`
    await t.enrol({ userName, role: 'role-superuser', groups: [] })
    await change(userName, { identity_provider: 'test' })
    const jar: Jar = {}
    expect(await signsIn(userName, jar)).toBe('/#sign-in=done')
    return jar
  }
  const numberOf = async (name: string) =>
    (await t.house.db.selectFrom('account').select('id').where('user_name', '=', name).executeTakeFirstOrThrow()).id
  const unbind = async (jar: Jar, name: string) =>
    call('DELETE', `/api/ext/users/${await numberOf(name)}/provider-person`, jar)

  test('is bound to whom the provider knows at the first sign-in, and to nobody who has the name there later', async () => {
    const name = await somebody()
    expect(await boundTo(name)).toBeUndefined()
    expect(await signsIn(name)).toBe('/#sign-in=done')
    expect(await boundTo(name)).toBe(idp.issuer)
    const jar: Jar = {}
    expect(await signsIn(`${name}#another`, jar)).toBe('/#sign-in=other')
    expect(await cases(jar)).toBe(401)
    expect(await lastAudit()).toMatchObject({ outcome: 'refused', code: 'provider-other', user_name: name })
    expect(await withToken(await idp.tokenFor(`${name}#another`))).toBe(401)
    expect(await signsIn(name)).toBe('/#sign-in=done')
    expect(await withToken(await idp.tokenFor(name))).toBe(200)
  })

  test('is bound by a token as by a sign-in, and each foreign token is told of once', async () => {
    const name = await somebody()
    expect(await withToken(await idp.tokenFor(name))).toBe(200)
    const foreign = await idp.tokenFor(`${name}#another`)
    expect([await withToken(foreign), await withToken(foreign)]).toEqual([401, 401])
    const { rows } = await sql`
      select from audit where action = 'failed_login' and code = 'provider-other' and user_name = ${name}`.execute(
      t.house.db,
    )
    expect(rows).toHaveLength(1)
    expect(await signsIn(`${name}#another`)).toBe('/#sign-in=other')
  })

  test('is bound to nobody who is not let in', async () => {
    const name = await somebody()
    await change(name, { disabled: true })
    expect(await signsIn(name)).toBe('/#sign-in=refused')
    await withToken(await idp.tokenFor(name))
    expect(await boundTo(name)).toBeUndefined()
  })

  test('of two who come first at once has one of them', async () => {
    const name = await somebody()
    const said = await Promise.all([signsIn(`${name}#one`), signsIn(`${name}#two`)])
    expect(said.toSorted()).toEqual(['/#sign-in=done', '/#sign-in=other'])
  })

  test('is the only one of its person', async () => {
    const [first, second] = [await somebody(), await somebody()]
    expect(await signsIn(first)).toBe('/#sign-in=done')
    await sql`update account set provider_subject =
      (select provider_subject from account where user_name = ${first}), provider_issuer = ${idp.issuer},
      provider_bound_at = now() where user_name = ${second}`
      .execute(t.house.db)
      .then(
        () => expect.fail('two accounts of one person'),
        (error) => expect(error).toMatchObject({ code: '23505' }),
      )
  })

  test('is bound anew by who administers it, after a proof: whoever was in by it is out', async () => {
    const name = await somebody()
    const [before, admin]: Jar[] = [{}, await administrator()]
    expect(await signsIn(name, before)).toBe('/#sign-in=done')
    t.pass(11)
    const late = await unbind(admin ?? {}, name)
    expect([late.statusCode, late.json().code]).toEqual([403, 'needs-proof'])
    t.pass(-11)
    const standing = await call('GET', `/api/ext/users/${await numberOf(name)}/standing`, admin ?? {})
    expect(standing.json().provider).toEqual({ name: 'Test organisation', boundAt: expect.any(String) })
    expect((await unbind(admin ?? {}, name)).statusCode).toBe(204)
    expect((await unbind(admin ?? {}, name)).statusCode).toBe(422)
    expect(await cases(before ?? {})).toBe(401)
    expect(await signsIn(`${name}#another`)).toBe('/#sign-in=done')
    expect(await signsIn(name)).toBe('/#sign-in=other')
    const { rows } = await sql`
      select from audit where action = 'unbind_provider' and outcome = 'done'
        and details ->> 'user' = ${String(await numberOf(name))}`.execute(t.house.db)
    expect(rows).toHaveLength(1)
  })

  test('keeps of the person there a mark only', async () => {
    const name = await somebody()
    await signsIn(`${name}#known-as-this`)
    for (const table of ['account', 'audit']) {
      const { rows } = await sql`
        select from ${sql.table(table)} x where to_jsonb(x)::text like '%known-as-this%'`.execute(t.house.db)
      expect(rows).toHaveLength(0)
    }
  })
})
