import { createHash } from 'node:crypto'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Fastify from 'fastify'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { House } from '../house.ts'
import { webApp } from './web-app.ts'

const root = mkdtempSync(join(tmpdir(), 'primero-web-'))
const openUnder = async (appName: string) => {
  const app = Fastify({ routerOptions: { ignoreDuplicateSlashes: true } })
  await webApp(app as never, { settings: { root, appName } } as House)
  return app
}

const sha256 = (text: string): string => createHash('sha256').update(text).digest('base64')
const page = '<!doctype html><meta name="version" content="0a1b2c3d4e5f"><title>Primero</title>'
const worker = `({version:"0a1b2c3d4e5f",files:[["/","${sha256(page)}"]]})`
let app: Awaited<ReturnType<typeof openUnder>>
let notes: typeof app

beforeAll(async () => {
  const dist = join(root, 'packages/web/dist')
  mkdirSync(dist, { recursive: true })
  writeFileSync(join(dist, 'index.html'), page)
  writeFileSync(join(dist, 'service-worker.js'), worker)
  app = await openUnder('Primero')
  notes = await openUnder('Notes')
})

afterAll(async () => {
  await app.close()
  await notes.close()
  rmSync(root, { recursive: true, force: true })
})

const leadsTo = async (url: string) => (await app.inject({ url })).headers.location

test('an old link leads to the same page', async () => {
  expect(await leadsTo('/v2')).toBe('/')
  expect(await leadsTo('/v2/cases/0b1c')).toBe('/cases/0b1c')
})

test('no old link leads to another host', async () => {
  expect(await leadsTo('/v2/%2Felsewhere/cases')).toBe('/elsewhere/cases')
  expect(await leadsTo('/v2/.%2F%5Celsewhere')).toBe('/elsewhere')
})

test('the app is installed under the name that its operator chose, with words that tell nothing', async () => {
  const said = (await notes.inject({ url: '/manifest.json', headers: { 'accept-language': 'ar-SY,fr;q=0.8' } })).body
  expect(JSON.parse(said)).toMatchObject({ name: 'Notes', short_name: 'Notes', lang: 'ar', dir: 'rtl' })
  const english = (await notes.inject({ url: '/manifest.json', headers: { 'accept-language': 'so' } })).body
  expect(english).not.toMatch(/primero|case|child|surviv|protect|incident|gbv|violence/i)
})

test('a page under another name is another version, and its worker knows it by its hash', async () => {
  for (const url of ['/', '/cases/0b1c', '/new']) {
    const named = (await notes.inject({ url })).body
    expect(named).toContain('<title>Notes</title>')
    expect(named).not.toContain('Primero')
  }
  const [named, told] = [
    (await notes.inject({ url: '/' })).body,
    (await notes.inject({ url: '/service-worker.js' })).body,
  ]
  expect(told).toContain(sha256(named))
  expect(told).not.toContain('0a1b2c3d4e5f')
  expect(/content="(\w+)"/.exec(named)?.[1]).toBe(/version:"(\w+)"/.exec(told)?.[1])
  expect((await app.inject({ url: '/' })).body).toBe(page)
  expect((await app.inject({ url: '/service-worker.js' })).body).toBe(worker)
})

test('a phone asks each time whether there is a new version', async () => {
  for (const served of [app, notes]) {
    for (const url of ['/', '/service-worker.js']) {
      expect((await served.inject({ url })).headers['cache-control']).toBe('no-cache')
    }
  }
})
