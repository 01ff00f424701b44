import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Fastify from 'fastify'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { House } from '../house.ts'
import { webApp } from './web-app.ts'

const app = Fastify({ routerOptions: { ignoreDuplicateSlashes: true } })
const root = mkdtempSync(join(tmpdir(), 'primero-web-'))

beforeAll(async () => {
  const dist = join(root, 'packages/web/dist')
  mkdirSync(dist, { recursive: true })
  writeFileSync(join(dist, 'index.html'), '<!doctype html><title>Primero</title>')
  await webApp(app as never, { settings: { root } } as House)
})

afterAll(async () => {
  await app.close()
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
