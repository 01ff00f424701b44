import { expect, test } from 'vitest'
import { readSettings } from './config.ts'

test('an operator may give the installed app a name that tells nothing, in any script', () => {
  expect(readSettings({}).appName).toBe('Primero')
  for (const name of ['Notes', 'ملاحظات', 'Carnet no. 2']) {
    expect(readSettings({ APP_NAME: name }).appName).toBe(name)
  }
})

test('a name that would be markup, or longer than an icon can carry, stops the start with a sentence', () => {
  for (const name of ['<b>', 'a"b', 'a&b', '$&', 'x'.repeat(31)]) {
    expect(() => readSettings({ APP_NAME: name })).toThrow(/APP_NAME/)
  }
})

test('one session altogether is for the operator to choose, in words that are known', () => {
  expect(readSettings({}).sessions).toBe('devices')
  expect(readSettings({ SESSIONS: 'strict' }).sessions).toBe('strict')
  expect(() => readSettings({ SESSIONS: 'single' })).toThrow('The setting SESSIONS is not right')
})

test('training accounts have no password that is tried first', () => {
  expect(() => readSettings({ PRIMERO_DEMO_PASSWORD: 'password1' })).toThrow('PRIMERO_DEMO_PASSWORD')
  expect(readSettings({ PRIMERO_DEMO_PASSWORD: 'river-lantern-quiet-42' }).demoPassword).toBe('river-lantern-quiet-42')
})

test('mail needs a server and an address that it comes from, and leaves in the open on this machine only', () => {
  const mail = { SMTP_HOST: 'mail.example.org', MAIL_FROM: 'primero@example.org' }
  expect(readSettings({}).smtp).toBeUndefined()
  expect(readSettings(mail).smtp).toMatchObject({ port: 587, tls: 'starttls', login: undefined })
  expect(readSettings({ ...mail, SMTP_TLS: 'tls' }).smtp).toMatchObject({ port: 465 })
  expect(() => readSettings({ SMTP_HOST: 'mail.example.org' })).toThrow('MAIL_FROM')
  expect(() => readSettings({ MAIL_FROM: mail.MAIL_FROM })).toThrow('SMTP_HOST')
  expect(() => readSettings({ ...mail, SMTP_USER: 'us' })).toThrow('SMTP_PASSWORD')
  expect(() => readSettings({ ...mail, SMTP_TLS: 'none' })).toThrow('this machine')
  expect(readSettings({ ...mail, SMTP_HOST: 'localhost', SMTP_TLS: 'none' }).smtp).toMatchObject({ tls: 'none' })
})

test('pushes go to services that are named, on the internet; to this machine only where somebody tries it out', () => {
  expect(readSettings({}).webPush).toBeUndefined()
  expect(readSettings({ WEB_PUSH: 'on' }).webPush).toEqual({
    hosts: expect.arrayContaining(['fcm.googleapis.com']),
    pauseAfter: 1440,
  })
  expect(readSettings({ WEB_PUSH: 'on', WEB_PUSH_HOSTS: 'push.example.org' }).webPush?.hosts).toEqual([
    'push.example.org',
  ])
  expect(readSettings({ WEB_PUSH: 'on', WEB_PUSH_HOSTS: 'localhost:8443' }).webPush?.trial).toEqual({})
  for (const host of [
    '10.0.0.1',
    'localhost',
    '[::1]',
    'https://push.example.org',
    'localhost:1,push.example.org',
    '*',
  ])
    expect(() => readSettings({ WEB_PUSH: 'on', WEB_PUSH_HOSTS: host })).toThrow('WEB_PUSH_HOSTS')
  const production = {
    PRIMERO_MODE: 'production',
    DATABASE_URL: 'a',
    DATABASE_OWNER_URL: 'b',
    DATABASE_JOB_URL: 'c',
    PRIMERO_KEY_FILE: 'd',
    PUBLIC_URL: 'https://primero.example.org',
  }
  expect(() => readSettings({ ...production, WEB_PUSH: 'on', WEB_PUSH_HOSTS: 'localhost:8443' })).toThrow('internet')
})
