// The matrix: every shipped role × every route × records in every relation to who asks. What `domain` decides is what
// the server does. Here a seeded slice in which each two of them meet; `npm run proof -- matrix` plays the whole.
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import type { RouteOptions } from 'fastify'
import { createApp } from '../../src/app.ts'
import { noOne, routeOf } from './matrix/door.ts'
import { doors } from './matrix/doors.ts'
import { peopleOf, playAll, sliceOf, wholeOf } from './matrix/play.ts'
import { partAsked, report } from './proof.ts'
import { openStage, type Stage } from './matrix/stage.ts'

/** Another one brings other relations together. */
const seed = 4

let stage: Stage
const routes: string[] = []

const listed = ({ method, url }: RouteOptions): void => {
  for (const one of [method].flat()) if (one !== 'HEAD') routes.push(`${one} ${url}`)
}

beforeAll(async () => {
  stage = await openStage(inject('database'))
  await (await createApp(stage.t.house, false, listed)).close()
}, 60_000)
afterAll(() => stage.t.close())

test('every route of v2, sync and ext stands in a row of the matrix', () => {
  const known = new Set(doors.map(routeOf))
  const inside = [...new Set(routes.filter((route) => / \/api\/(?:v2|sync|ext)\//.test(route)))]
  expect(inside.length).toBeGreaterThan(100)
  const missing = inside.filter((route) => !known.has(route))
  expect(missing, 'Say in test/access/matrix/ who may: see doors.ts').toEqual([])
  expect(
    [...known].filter((route) => !routes.includes(route)),
    'Rows of routes that are gone',
  ).toEqual([])
})

test('no two rows have one name', () => {
  const names = doors.map(({ request }) => request)
  expect(names.filter((name, i) => names.indexOf(name) !== i)).toEqual([])
})

const part = partAsked<{ people: string[] }>()

test('each role, at each door, in each relation to a record, gets what the rules say', {
  timeout: part ? 1_800_000 : 600_000,
}, async () => {
  const cells = part ? wholeOf(doors, part.people) : sliceOf(doors, peopleOf(stage), seed)
  const { faults, opened } = await playAll(stage, cells)
  // A row that refuses everybody shows nothing: the proof asks that each has let somebody in.
  const rows = doors.filter((door) => door.isAllowed !== noOne).map(({ request }) => request)
  report({ counts: { cells: cells.length }, faults, rows, met: [...opened].map(({ request }) => request) })
  expect(faults).toEqual([])
})
