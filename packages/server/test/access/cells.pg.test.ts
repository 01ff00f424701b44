// The golden cells, written from the specification of rights, against the rules and against the server.
import { contextOf } from '@primero/domain/access/decide.ts'
import { readable } from '@primero/domain/access/fields.ts'
import type { RouteOptions } from 'fastify'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { createApp } from '../../src/app.ts'
import { doorCells, nameCells, recordCells, relations } from './cells.cases.ts'
import { routeOf } from './matrix/door.ts'
import { doorNamed } from './matrix/doors.ts'
import { type Cell, play, prepare } from './matrix/play.ts'
import { childName, nameOf, openStage, type Stage } from './matrix/stage.ts'

let stage: Stage
const routes = new Set<string>()
const listed = ({ method, url }: RouteOptions): void => {
  for (const one of [method].flat()) routes.add(`${one} ${url}`)
}

beforeAll(async () => {
  stage = await openStage(inject('database'))
  await (await createApp(stage.t.house, false, listed)).close()
}, 60_000)
afterAll(() => stage.t.close())

type Golden = { cell: Cell; answer: 'done' | 'refused'; words: string }

const answerTo = (letter: string | undefined): Golden['answer'] => (letter === 'y' ? 'done' : 'refused')

/** Cells whose route is still to be made wait for it. */
function golden(): Golden[] {
  const found: Golden[] = []
  const add = (request: string, role: string, letter: string | undefined, relation?: (typeof relations)[number]) => {
    if (!routes.has(routeOf({ request }))) return
    const door = doorNamed(request)
    if (door === undefined) throw new Error(`No row of the matrix is called "${request}".`)
    const words = `${request} by ${role}${relation === undefined ? '' : ` of ${relation}`}`
    found.push({ cell: { door, person: nameOf(role), relation }, answer: answerTo(letter), words })
  }
  for (const { request, cells } of recordCells)
    for (const [role, letters] of Object.entries(cells))
      for (const [i, relation] of relations.entries()) add(request, role, letters[i], relation)
  for (const { request, yes, no } of doorCells) {
    for (const role of yes) add(request, role, 'y')
    for (const role of no) add(request, role, 'n')
  }
  return found
}

test('rules and server say of every golden cell what the specification says', { timeout: 600_000 }, async () => {
  const all = golden()
  expect(all.length).toBeGreaterThan(650)
  await prepare(
    stage,
    all.map(({ cell }) => cell),
  )
  const faults: string[] = []
  for (const { cell, answer, words } of all) {
    const { expected, observed } = await play(stage, cell)
    if (expected !== answer || observed !== answer)
      faults.push(`${words}: specified ${answer}, rules say ${expected}, server ${observed}`)
  }
  expect(faults).toEqual([])
})

test('names are told to whom the specification says, and to nobody else', async () => {
  const cells = nameCells.flatMap(({ cells: ofRoles }) =>
    Object.entries(ofRoles).flatMap(([role, letters]) =>
      relations.flatMap((relation, i) => (letters[i] === '-' ? [] : [{ role, relation, isTold: letters[i] === 'y' }])),
    ),
  )
  const wanted = cells.map(
    ({ role, relation }) => ({ person: nameOf(role), relation, type: 'case', slot: 'kept' }) as const,
  )
  await stage.place(wanted)
  const config = stage.t.house.configuration()
  const faults: string[] = []
  for (const [i, { role, relation, isTold }] of cells.entries()) {
    const at = wanted[i]
    const actor = stage.cast.get(nameOf(role))?.actor
    if (at === undefined || actor === undefined) throw new Error(`${role} is not on the stage.`)
    const { facts } = stage.record(at)
    const told = (await stage.call(at.person, 'GET', `/api/v2/cases/${facts.id}`)).body.data.name === childName
    const byRule = readable(config, actor, contextOf(facts)).has('name')
    if (told !== isTold || byRule !== isTold) faults.push(`${role} of ${relation}: rules ${byRule}, server ${told}`)
  }
  expect(faults).toEqual([])
})
