// Hints of notices that leave by mail: when, what they count, and what they never say. Against a real mail server.
import { bundlingCases, type Bundling } from '@primero/domain/workflow/notices-together.cases.ts'
import type { Person } from '@primero/domain/workflow/notices-leaving.cases.ts'
import { noticeKinds } from '@primero/domain/workflow/notices.ts'
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, inject, test } from 'vitest'
import { openTestHouse, type TestHouse } from '../../test/house.ts'
import { type Mailbox, openMailbox } from '../../test/mailbox.ts'
import { intend, push, registers, uuid } from '../../test/sync/device.ts'
import { accountsNamed } from '../accounts/queries.ts'
import { asHouse } from '../db/database.ts'
import { sendMails } from '../mail/send.ts'
import { tellTasks } from '../tasks/tell.ts'
import { notify } from './notify.ts'
import { noticeWords } from './words.ts'

let t: TestHouse
let box: Mailbox
let count = 0
let now = new Date('2026-03-01T10:20:00.000Z')

beforeAll(async () => {
  t = await openTestHouse(inject('database'))
  box = await openMailbox()
  t.house.settings = { ...t.house.settings, smtp: box.settings }
  const cp = { role: 'role-cp-case-worker', agency: 'agency-open-door', groups: ['usergroup-primero-cp'] }
  await t.enrol(
    { userName: 'olga', ...cp },
    { userName: 'badr', ...cp, role: 'role-cp-manager' },
    { userName: 'root', role: 'role-superuser' },
  )
  await sql`update account set email = user_name || '@example.org'`.execute(t.house.db)
})
afterAll(async () => {
  await box.close()
  await t.close()
})
beforeEach(async () => {
  await sql`delete from mail`.execute(t.house.db)
  box.mails.length = 0
})

const at = (moment: string) => {
  now = new Date(moment)
  t.house.clock = () => now
}

async function somebody(locale = 'en'): Promise<string> {
  count += 1
  const userName = `person-${count}`
  await t.enrol({ userName, role: 'role-cp-case-worker', locale })
  await sql`update account set email = user_name || '@example.org' where user_name = ${userName}`.execute(t.house.db)
  return userName
}

const becomes = (name: string, p: Person) => {
  const times = {
    zone: p.zone ?? 'UTC',
    quiet: p.quiet ?? null,
    digest: p.digest ?? 'at_once',
    urgentWaits: p.urgentWaits ?? false,
  }
  return sql`
    update account set notice_times = ${JSON.stringify(times)}::jsonb, disabled = ${p.disabled ?? false},
      settings = ${JSON.stringify({ notifications: p.own ?? {} })}::jsonb
    where user_name = ${name}`.execute(t.house.db)
}

const hears = (name: string, told: Bundling['notices'][number][]) =>
  asHouse(t.house.db, t.house.configuration(), async (tx) => {
    for (const { kind, urgent = false } of told)
      await notify(t.house, tx, await accountsNamed(tx, [name]), { kind, by: null, urgent })
  })

const nextDue = async (): Promise<string | undefined> => {
  const { rows } = await sql<{ due: Date }>`
    select min(due_at) as due from mail where sent_at is null having min(due_at) is not null`.execute(t.house.db)
  return rows[0]?.due.toISOString()
}

describe('what leaves together', () => {
  test.each(bundlingCases.map((one) => [one.says, one] as const))('%s', async (_says, one) => {
    const name = await somebody()
    await becomes(name, one.person ?? {})
    const reader = t.as(name)
    const reads = async (kind: string) => {
      const { notices } = (await reader.get('/api/ext/me/notices')).body
      for (const { id } of notices.filter((n: { kind: string }) => n.kind === kind))
        await reader.post(`/api/ext/me/notices/${id}/seen`, {})
    }
    const events = [
      ...one.notices.map(({ at: when }) => when),
      ...one.notices.flatMap(({ readAt }) => readAt ?? []),
      ...(one.changes ?? []).map(({ at: when }) => when),
    ]
    const left: { at: string; count: number; kinds: Record<string, number> }[] = []
    const times = new Set(events)
    for (let when = [...times].sort()[0]; when !== undefined; ) {
      at(when)
      await hears(
        name,
        one.notices.filter((n) => n.at === when),
      )
      for (const { kind, readAt } of one.notices) if (readAt === when) await reads(kind)
      for (const change of one.changes ?? []) if (change.at === when) await becomes(name, change.person)
      await sendMails(t.house)
      for (const { text } of box.mails.splice(0)) left.push({ at: when, ...counted(text) })
      times.delete(when)
      const due = await nextDue()
      when = [...times, ...(due === undefined ? [] : [due])].sort()[0]
    }
    expect(left).toEqual(one.mails)
  })
})

/** What a mail in English counts. */
function counted(text: string): { count: number; kinds: Record<string, number> } {
  const kinds = Object.fromEntries(
    noticeKinds.flatMap((kind) => {
      const found = text.split(/\r?\n/).find((line) => line.startsWith(`- ${noticeWords('en', kind)}: `))
      return found === undefined ? [] : [[kind, Number(found.split(': ').at(-1))]]
    }),
  )
  return { count: Object.values(kinds).reduce((sum, n) => sum + n, 0), kinds }
}

const told = async (name: string, kind: string) =>
  (await t.as(name).get('/api/ext/me/notices')).body.notices.filter((one: { kind: string }) => one.kind === kind)

const flagged = async (id: string, user = 'badr') => {
  const flag = uuid()
  await push(
    t.as(user),
    intend(user, 'flag.add', { type: 'case', id, flag, message: 'visit Amina at school' }, { basedOn: 1 }),
  )
  return flag
}

describe('what a hint says', () => {
  test.each([
    ['en', 'New flags: 1'],
    ['fr', 'Nouveaux drapeaux\u00a0: 1'],
    ['es', 'Banderas nuevas: 1'],
    ['ar', 'علامات جديدة: 1'],
  ])(
    'is how many of which kind, in the language of its reader, and no name, no code, no word of anybody: %s',
    async (locale, line) => {
      at('2026-03-03T10:00:00.000Z')
      await sql`update account set locale = ${locale} where user_name = 'olga'`.execute(t.house.db)
      const id = await registers(t.as('olga'), { name: 'Amina Haddad', age: 9 })
      await flagged(id)
      await sendMails(t.house)
      const { raw = '', text = '' } = box.newestTo('olga@example.org') ?? {}
      expect(text).toContain(`- ${line}`)
      const [notice] = await told('olga', 'flag_raised')
      expect(notice).toMatchObject({ by: 'badr', record: { id } })
      for (const said of [raw.replaceAll('olga@example.org', ''), text])
        for (const word of ['Amina', 'badr', 'olga', 'school', id, notice.shortId]) expect(said).not.toContain(word)
      expect(text.match(/https?:\/\/\S+/g)).toEqual([t.house.settings.publicUrl])
    },
  )
})

describe('who hears', () => {
  test('of a flag its owner, of its end who raised it, and nobody of what he did himself', async () => {
    at('2026-03-04T10:00:00.000Z')
    const id = await registers(t.as('olga'), { age: 9 })
    const flag = await flagged(id)
    await push(
      t.as('olga'),
      intend('olga', 'flag.resolve', { type: 'case', id, flag, message: 'done' }, { basedOn: 2 }),
    )
    expect(await told('badr', 'flag_resolved')).toMatchObject([{ by: 'olga', record: { id } }])
    expect(await told('olga', 'flag_resolved')).toEqual([])
  })

  test('of his tasks a worker, on their day and once when they are late, however often the job runs', async () => {
    const row = { unique_id: uuid(), followup_needed_by_date: '2026-03-05', followup_type: 'after_reunification' }
    at('2026-03-04T10:00:00.000Z')
    await registers(t.as('olga'), { age: 9, followup_subform_section: [row] })
    const goesOver = async (when: string) => {
      at(when)
      await tellTasks(t.house)
      await tellTasks(t.house)
      const of = async (kind: string) => (await told('olga', kind)).map(({ many }: { many: number }) => many)
      return [await of('task_due'), await of('task_overdue')]
    }
    expect(await goesOver('2026-03-04T12:00:00.000Z')).toEqual([[], []])
    // Nobody is woken for it.
    expect(await goesOver('2026-03-05T05:30:00.000Z')).toEqual([[], []])
    expect(await goesOver('2026-03-05T07:00:00.000Z')).toEqual([[1], []])
    expect(await goesOver('2026-03-06T07:00:00.000Z')).toEqual([[1], [1]])
    expect(await goesOver('2026-03-07T07:00:00.000Z')).toEqual([[1], [1]])
  })
})

describe('what somebody chooses', () => {
  const path = '/api/ext/me/notice-choices'
  const usual = {
    ways: { send_mail: true, receive_webpush: false },
    off: { send_mail: [], receive_webpush: [] },
    times: { zone: 'Asia/Amman', quiet: { from: '21:00', to: '06:00' }, digest: 'daily', urgentWaits: false },
  }

  test('is kept, beside what other clients said, and what waits leaves when it was chosen', async () => {
    at('2026-03-08T10:00:00.000Z')
    const name = await somebody()
    const mine = t.as(name)
    expect((await mine.get(path)).body).toMatchObject({
      times: { digest: 'at_once', quiet: null },
      open: { receive_webpush: null, send_mail: expect.arrayContaining(['flag_notification', 'task_notification']) },
      hasAddress: true,
      pushKey: null,
    })
    expect(
      (await mine.put(path, { ...usual, off: { ...usual.off, send_mail: ['flag_notification'] } })).body,
    ).toMatchObject({
      off: { send_mail: ['flag_notification'] },
      times: usual.times,
    })
    await hears(name, [
      { kind: 'flag_raised', at: '' },
      { kind: 'referral', at: '' },
    ])
    await sendMails(t.house)
    expect(box.mails).toEqual([])
    const { body } = await mine.put(path, { ...usual, times: { ...usual.times, digest: 'at_once' } })
    expect(body.off.send_mail).toEqual([])
    await sendMails(t.house)
    expect(box.mails.map(({ text }) => counted(text).kinds)).toEqual([{ flag_raised: 1, referral: 1 }])
  })

  test('takes rubbish for a refusal', async () => {
    for (const wrong of [
      null,
      [],
      { ...usual, more: 1 },
      { ...usual, times: { ...usual.times, zone: 'Nowhere/Else' } },
      { ...usual, times: { ...usual.times, quiet: { from: '25:00', to: '06:00' } } },
      { ...usual, off: { ...usual.off, send_mail: ['welcome'] } },
    ])
      expect((await t.as('olga').put(path, wrong)).status).toBe(422)
  })

  test('all that was told stands in a list, and is put away at once up to what was seen', async () => {
    const name = await somebody()
    const mine = t.as(name)
    await hears(name, [
      { kind: 'transfer', at: '' },
      { kind: 'referral', at: '' },
    ])
    const { body } = await mine.get('/api/ext/me/notices/all?per=1&page=1')
    expect(body).toMatchObject({ total: 2, open: 2, notices: [{ kind: 'referral', isOpen: true }] })
    await hears(name, [{ kind: 'flag_raised', at: '' }])
    expect((await mine.post('/api/ext/me/notices/seen', { upTo: body.notices[0].id })).status).toBe(204)
    expect((await mine.get('/api/ext/me/notices')).body.notices).toMatchObject([{ kind: 'flag_raised' }])
    expect((await t.as('badr').get('/api/ext/me/notices/all')).body.notices).not.toContainEqual(
      expect.objectContaining({ id: body.notices[0].id }),
    )
  })
})

test('two who tell the same people crosswise, each over a while, never wait for each other', async () => {
  at('2026-03-01T12:00:00.000Z')
  const [one, other] = [await somebody(), await somebody()]
  const meet = new Map<string, () => void>()
  const met = (who: string) => new Promise<void>((tell) => meet.set(who, tell))
  const tells = (first: string, second: string, seen: Promise<void>) =>
    asHouse(t.house.db, t.house.configuration(), async (tx) => {
      await notify(t.house, tx, await accountsNamed(tx, [first]), { kind: 'referral', by: null })
      meet.get(first)?.()
      await seen
      await notify(t.house, tx, await accountsNamed(tx, [second]), { kind: 'referral', by: null })
    })
  const [byOne, byOther] = [met(one), met(other)]
  await Promise.all([tells(one, other, byOther), tells(other, one, byOne)])
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from mail m join account a on a.id = m.account_id
    where a.user_name = any (${[one, other]}::text[])`.execute(t.house.db)
  expect(rows).toEqual([{ count: 2 }])
})
