// Mail that leaves: what it says, when it is tried again, and that one intention is one mail. Against a real mail server.
import type { SMTPServerOptions } from 'smtp-server'
import { sql } from 'kysely'
import { afterAll, afterEach, beforeAll, describe, expect, inject, test } from 'vitest'
import { openTestHouse, type TestHouse } from '../../test/house.ts'
import { type Mailbox, openMailbox, tokenIn } from '../../test/mailbox.ts'
import { startWorker } from '../jobs/worker.ts'
import { queueLetter, queueMail, queueMailToAddress } from './outbox.ts'
import { delays, forgetMail, sendMails } from './send.ts'

let t: TestHouse
let box: Mailbox | undefined
let count = 0

beforeAll(async () => {
  t = await openTestHouse(inject('database'))
  await t.enrol({ userName: 'root', role: 'role-superuser' }, { userName: 'carl', role: 'role-cp-case-worker' })
})
afterAll(() => t.close())
afterEach(async () => {
  await box?.close()
  box = undefined
  await sql`delete from mail`.execute(t.house.db)
})

async function server(options: SMTPServerOptions = {}): Promise<Mailbox> {
  box = await openMailbox(options)
  t.house.settings = { ...t.house.settings, smtp: box.settings }
  return box
}

async function somebody(locale = 'en'): Promise<{ id: number; email: string; name: string }> {
  count += 1
  const name = `person-${count}`
  const email = `${name}@example.org`
  await t.enrol({ userName: name, fullName: 'Rahel Bekele', role: 'role-cp-case-worker', locale })
  const { rows } = await sql<{ id: number }>`
    update account set email = ${email} where user_name = ${name} returning id`.execute(t.house.db)
  return { id: rows[0]?.id ?? 0, email, name }
}

const asks = async (id: number, kind: 'reset' | 'invitation' = 'reset') => {
  await t.house.db.transaction().execute((tx) => queueMail(t.house, tx, kind, id))
}

type Row = { tries: number; sent: boolean; given_up: boolean; code: string | null; sealed: Buffer | null; due: number }
const rows = async (): Promise<Row[]> => {
  const found = await sql<Row>`
    select tries, sent_at is not null as sent, given_up_at is not null as given_up, code, sealed,
           extract(epoch from due_at)::float8 as due
    from mail order by at, id`.execute(t.house.db)
  return found.rows
}

/** Refuses so many deliveries with this answer, then takes them. */
function refuses(times: number, responseCode: number): SMTPServerOptions {
  let left = times
  return {
    onRcptTo: (_address, _session, callback) => {
      left -= 1
      callback(left >= 0 ? Object.assign(new Error('no'), { responseCode }) : null)
    },
  }
}

describe('what a mail says', () => {
  test.each([
    ['en', 'a message for you', 'Somebody asked for a new password'],
    ['fr', 'un message pour vous', 'Un nouveau mot de passe'],
    ['es', 'un mensaje para usted', 'Se pidió una nueva contraseña'],
    ['ar', 'رسالة لك', 'طُلبت كلمة مرور جديدة'],
    ['ar-SY', 'رسالة لك', 'طُلبت كلمة مرور جديدة'],
    ['so', 'a message for you', 'Somebody asked for a new password'],
  ])('is said in the language of who gets it: %s', async (locale, subject, text) => {
    const { mails } = await server()
    await asks((await somebody(locale)).id)
    await sendMails(t.house)
    expect(mails).toHaveLength(1)
    expect(mails[0]?.subject).toBe(`Primero${locale === 'fr' ? '\u00a0' : ''}: ${subject}`)
    expect(mails[0]?.text).toContain(text)
  })

  test('names nobody, and leads to the public address of the instance', async () => {
    const { mails } = await server()
    const { id, email, name } = await somebody()
    await asks(id)
    await sendMails(t.house)
    const { raw = '', text = '', to = [], from = '', headers = {} } = mails[0] ?? {}
    expect({ to, from }).toEqual({ to: [email], from: 'primero@example.org' })
    for (const said of [raw.replaceAll(email, ''), text])
      for (const word of [name, 'Rahel']) expect(said).not.toContain(word)
    expect(text).toContain(`${t.house.settings.publicUrl}/door/new-password#`)
    expect(headers).toMatchObject({ 'auto-submitted': 'auto-generated', 'content-language': 'en' })
  })

  test('calls the instance as it calls itself', async () => {
    const { mails } = await server()
    t.house.settings = { ...t.house.settings, appName: 'Notes' }
    await asks((await somebody()).id)
    await sendMails(t.house)
    t.house.settings = { ...t.house.settings, appName: 'Primero' }
    expect(mails[0]?.subject).toBe('Notes: a message for you')
    expect(mails[0]?.raw).not.toContain('Primero')
  })
})

describe('one intention is one mail', () => {
  test('whoever asks again while the first waits gets one', async () => {
    const { mails } = await server()
    const { id } = await somebody()
    await asks(id)
    await asks(id)
    await sendMails(t.house)
    await sendMails(t.house)
    expect(mails).toHaveLength(1)
  })

  test('what was taken back is never sent', async () => {
    const { mails } = await server()
    const { id } = await somebody()
    const taken = t.house.db.transaction().execute(async (tx) => {
      await queueMail(t.house, tx, 'reset', id)
      throw new Error('changed my mind')
    })
    await expect(taken).rejects.toThrow('changed my mind')
    await sendMails(t.house)
    expect(mails).toEqual([])
  })

  test('two workers at once send each mail once', async () => {
    const { mails } = await server()
    for (let n = 0; n < 6; n += 1) await asks((await somebody()).id)
    await Promise.all([sendMails(t.house), sendMails(t.house), sendMails(t.house)])
    expect(mails.map(({ to }) => to[0]).sort()).toEqual([...new Set(mails.map(({ to }) => to[0]))].sort())
    expect(mails).toHaveLength(6)
  })

  test('a second try after a lost answer is the same mail with the same link', async () => {
    let isFirst = true
    const kept: string[] = []
    const { settings } = await server({
      onData: (stream, session, callback) => {
        const parts: Buffer[] = []
        stream.on('data', (part: Buffer) => parts.push(part))
        stream.on('end', () => {
          kept.push(Buffer.concat(parts).toString('utf8'))
          // It took the mail, and the line broke before it said so.
          if (isFirst) callback(Object.assign(new Error('gone'), { responseCode: 421 }))
          else callback()
          isFirst = false
          void session
        })
      },
    })
    expect(settings.tls).toBe('none')
    await asks((await somebody()).id)
    await sendMails(t.house)
    t.pass(2)
    await sendMails(t.house)
    const [first = '', second = ''] = kept
    const told = (raw: string) => [/message-id: (\S+)/i.exec(raw)?.[1], raw.slice(raw.indexOf('\r\n\r\n'))]
    expect(kept).toHaveLength(2)
    expect(told(second)).toEqual(told(first))
  })

  test('an address that nobody has is thrown away unsent', async () => {
    const { mails } = await server()
    await t.house.db.transaction().execute((tx) => queueMailToAddress(t.house, tx, 'reset', 'nobody@example.org'))
    expect(await rows()).toHaveLength(1)
    await sendMails(t.house)
    expect(mails).toEqual([])
    expect(await rows()).toEqual([])
  })

  test('whoever was disabled since gets none', async () => {
    const { mails } = await server()
    const { id } = await somebody()
    await asks(id)
    await sql`update account set disabled = true where id = ${id}`.execute(t.house.db)
    await sendMails(t.house)
    expect(mails).toEqual([])
  })

  test('not more than six links an hour go to one address, and the last one opens', async () => {
    const { mails, newestTo } = await server()
    const { id, email } = await somebody()
    for (let n = 0; n < 8; n += 1) {
      await asks(id)
      await sendMails(t.house)
    }
    expect(mails).toHaveLength(6)
    const reply = await t.app.inject({
      method: 'POST',
      url: '/api/v2/users/password-reset',
      payload: {
        user: {
          password: 'river-lantern-quiet-42',
          password_confirmation: 'river-lantern-quiet-42',
          reset_password_token: tokenIn(newestTo(email) ?? { text: '' }),
        },
      },
    })
    expect(reply.statusCode).toBe(200)
  })
})

describe('a mail server that does not take a mail', () => {
  test('is asked again, later and later, and then the mail is given up', async () => {
    const { mails } = await server(refuses(99, 451))
    await asks((await somebody()).id)
    const waits: number[] = []
    for (const _delay of delays) {
      const now = t.house.clock().getTime() / 1000
      await sendMails(t.house)
      const [row] = await rows()
      waits.push(Math.round((row?.due ?? 0) - now))
      // Not before its time.
      await sendMails(t.house)
      expect((await rows())[0]?.tries).toBe(waits.length)
      t.pass((delays[waits.length - 1] ?? 0) / 60 + 1)
    }
    expect(waits).toEqual([...delays])
    expect(await rows()).toMatchObject([{ tries: 6, sent: false, given_up: true, code: '451' }])
    await sendMails(t.house)
    expect(mails).toEqual([])
  })

  test('takes it at the next try', async () => {
    const { mails } = await server(refuses(1, 450))
    await asks((await somebody()).id)
    await sendMails(t.house)
    expect(mails).toHaveLength(0)
    t.pass(2)
    await sendMails(t.house)
    expect(mails).toHaveLength(1)
    expect(await rows()).toMatchObject([{ tries: 2, sent: true, sealed: null, code: null }])
  })

  test('for good: then the mail is given up at once, and those behind it go', async () => {
    const { mails } = await server(refuses(1, 550))
    await asks((await somebody()).id)
    await asks((await somebody()).id)
    await sendMails(t.house)
    expect(mails).toHaveLength(1)
    expect(await rows()).toMatchObject([
      { tries: 1, given_up: true, code: '550' },
      { tries: 1, sent: true },
    ])
  })

  test('or is not there: everything waits', async () => {
    const { settings, close } = await server()
    await close()
    await asks((await somebody()).id)
    await asks((await somebody()).id)
    await sendMails(t.house)
    expect((await rows()).map(({ tries, given_up }) => ({ tries, given_up }))).toEqual([
      { tries: 1, given_up: false },
      { tries: 0, given_up: false },
    ])
    expect(settings.port).toBeGreaterThan(0)
    box = undefined
  })

  test('or offers no encryption where it is asked for: nothing is sent', async () => {
    const { mails, settings } = await server()
    t.house.settings = { ...t.house.settings, smtp: { ...settings, tls: 'starttls' } }
    await asks((await somebody()).id)
    await sendMails(t.house)
    expect(mails).toEqual([])
    expect((await rows())[0]).toMatchObject({ tries: 1, sent: false, given_up: false })
  })

  test('or does not know our password: the mail waits', async () => {
    const { mails, settings } = await server({
      authOptional: false,
      allowInsecureAuth: true,
      onAuth: ({ password }, _session, callback) =>
        password === 'right'
          ? callback(null, { user: 'us' })
          : callback(Object.assign(new Error(), { responseCode: 535 })),
    })
    await asks((await somebody()).id)
    t.house.settings = { ...t.house.settings, smtp: { ...settings, login: { user: 'us', pass: 'wrong' } } }
    await sendMails(t.house)
    expect((await rows())[0]).toMatchObject({ given_up: false, code: '535' })
    t.house.settings = { ...t.house.settings, smtp: { ...settings, login: { user: 'us', pass: 'right' } } }
    t.pass(2)
    await sendMails(t.house)
    expect(mails).toHaveLength(1)
  })
})

describe('who looks after the instance', () => {
  const health = async () => (await t.app.inject({ url: '/health/mail' })).statusCode

  test('sees what was given up, without the address or the words, and has it tried again', async () => {
    const { mails } = await server(refuses(1, 550))
    const { id, email, name } = await somebody()
    await asks(id)
    expect(await health()).toBe(204)
    await sendMails(t.house)
    expect(await health()).toBe(503)
    const { status, body, text } = await t.as('root').get('/api/ext/mail')
    expect(status).toBe(200)
    expect(body).toMatchObject({ is_set_up: true, given_up: 1, waiting: 0 })
    expect(body.newest_given_up).toMatchObject([{ kind: 'reset', user_name: name, tries: 1, code: '550' }])
    expect(text).not.toContain(email)
    const again = `/api/ext/mail/${body.newest_given_up[0].id}/again`
    expect((await t.as('root').post(again, {})).status).toBe(204)
    expect((await t.as('root').post(again, {})).status).toBe(404)
    await sendMails(t.house)
    expect(mails.map(({ to }) => to)).toEqual([[email]])
    expect(await health()).toBe(204)
  })

  test('is nobody without the right', async () => {
    await server()
    expect((await t.as('carl').get('/api/ext/mail')).status).toBe(403)
    expect((await t.as('carl').post(`/api/ext/mail/${crypto.randomUUID()}/again`, {})).status).toBe(403)
  })

  test('is warned where mails wait for long', async () => {
    await server()
    await asks((await somebody()).id)
    t.pass(61)
    expect(await health()).toBe(503)
  })
})

describe('without a mail server', () => {
  test('nothing is queued, and the administrators’ page says so', async () => {
    t.house.settings = { ...t.house.settings, smtp: undefined }
    const { id, email } = await somebody()
    await asks(id)
    const asked = await t.app.inject({
      method: 'POST',
      url: '/api/v2/users/password-reset-request',
      payload: { user: { email } },
    })
    expect(asked.statusCode).toBe(200)
    expect(await rows()).toEqual([])
    expect((await t.as('root').get('/api/ext/mail')).body).toMatchObject({ is_set_up: false, waiting: 0 })
    expect((await t.app.inject({ url: '/health/mail' })).statusCode).toBe(204)
  })

  test('who writes to many, or asks for somebody, is told that no mail leaves', async () => {
    t.house.settings = { ...t.house.settings, smtp: undefined }
    const { id } = await somebody()
    const letter = { data: { subject: 'Monday', message: 'We are closed.', ids: [id] } }
    const told = [{ status: 422, detail: 'base', message: ['errors.models.user.no_mail'] }]
    expect((await t.as('root').post('/api/v2/users/send_emails', letter)).body.errors).toMatchObject(told)
    const { status, body } = await t.as('root').post(`/api/v2/users/${id}/password-reset-request`, {})
    expect(status).toBe(422)
    expect(body.errors).toMatchObject(told)
  })
})

test('what an administrator writes lies sealed until it has left, and then nowhere', async () => {
  const { mails } = await server()
  const people = [await somebody('fr'), await somebody('en')]
  const letter = {
    data: { subject: 'Monday', message: 'We are closed.', ids: people.map(({ id }) => id) },
  }
  expect((await t.as('root').post('/api/v2/users/send_emails', letter)).status).toBe(200)
  const { rows: sealed } = await sql<{ sealed: Buffer }>`select sealed from letter`.execute(t.house.db)
  expect(sealed).toHaveLength(1)
  expect(sealed[0]?.sealed.toString('latin1')).not.toContain('closed')
  await sendMails(t.house)
  for (const { email } of people) expect(box?.newestTo(email)).toMatchObject({ to: [email], subject: 'Monday' })
  expect(mails).toHaveLength(2)
  expect(box?.newestTo(people[0]?.email ?? '')?.text).toMatch(/^We are closed\.[\s\S]*administration de Primero/)
  t.pass(31 * 24 * 60)
  await forgetMail(t.house)
  const left = await sql`select from letter union all select from mail`.execute(t.house.db)
  expect(left.rows).toEqual([])
})

test('the subject of a letter brings no header and no reader of its own', async () => {
  const { mails } = await server()
  const { id, email } = await somebody('en')
  const data = { subject: 'Monday\r\nBcc: all@example.org', message: 'We are closed.', ids: [id] }
  expect((await t.as('root').post('/api/v2/users/send_emails', { data })).status).toBe(200)
  await sendMails(t.house)
  expect(mails).toHaveLength(1)
  expect(box?.newestTo(email)).toMatchObject({ to: [email], subject: 'Monday Bcc: all@example.org' })
})

test('a letter to nobody named goes to nobody: one slip does not write to everybody', async () => {
  await server()
  const { status } = await t.as('root').post('/api/v2/users/send_emails', { data: { subject: 's', message: 'm' } })
  expect(status).toBe(422)
  expect(await rows()).toEqual([])
})

test('a letter that cannot be opened holds up nothing behind it', async () => {
  const { mails } = await server()
  const { id } = await somebody()
  await t.house.db.transaction().execute((tx) => queueLetter(t.house, tx, { subject: 's', text: 't' }, [id]))
  await sql`update letter set sealed = '\\x00'::bytea`.execute(t.house.db)
  t.pass(1)
  await asks(id)
  await sendMails(t.house)
  expect(mails).toHaveLength(1)
  expect(await rows()).toMatchObject([{ sent: false, code: 'unreadable' }, { sent: true }])
})

test('the worker sends as soon as it was committed', async () => {
  const { newestTo } = await server()
  const { id, email } = await somebody()
  const worker = await startWorker(t.house, t.urls.job)
  try {
    await asks(id)
    await expect.poll(() => newestTo(email)?.subject, { timeout: 10_000 }).toBe('Primero: a message for you')
  } finally {
    await worker.stop()
  }
})
