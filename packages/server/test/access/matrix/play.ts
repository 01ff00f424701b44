// Plays cells of the matrix: what the rules say of a request, and what the server did.
import { randomOf } from '../../../src/training/random.ts'
import { type Door, type Relation, relations, type Scene } from './door.ts'
import { nobody, type Stage, type Wanted } from './stage.ts'

export type Cell = { door: Door; person: string; relation: Relation | undefined }

/** refused: 401, 403, 404, or a list without it. Anything else that was not asked for is told as it is. */
export type Seen = { expected: 'done' | 'refused'; observed: string }

const slotOf = (door: Door): string => (door.isSpent ? door.request : 'kept')

const wantedBy = ({ door, person, relation }: Cell): Wanted[] =>
  door.on === undefined || relation === undefined ? [] : [{ person, relation, type: door.on, slot: slotOf(door) }]

/** Every cell: each person at each door, and for records in each relation to one. */
export const wholeOf = (doors: Door[], people: string[]): Cell[] =>
  people.flatMap((person) =>
    doors.flatMap((door): Cell[] =>
      (door.on === undefined ? [undefined] : relations).map((relation) => ({ door, person, relation })),
    ),
  )

/** Each person at each door once, so that each door and each person also meets each relation. */
export function sliceOf(doors: Door[], people: string[], seed: number): Cell[] {
  const random = randomOf(seed)
  return doors.flatMap((door) => {
    const start = random.between(0, relations.length - 1)
    return people.map((person, i) => ({
      door,
      person,
      relation: door.on === undefined ? undefined : relations[(start + i) % relations.length],
    }))
  })
}

/** Sets the scene for these cells. */
export async function prepare(stage: Stage, cells: Cell[]): Promise<void> {
  const people = [...new Set(cells.map(({ person }) => person))]
  const own: Wanted[] = people.map((person) => ({ person, relation: 'own', type: 'case', slot: 'kept' }))
  await stage.place([...own, ...cells.flatMap(wantedBy)])
}

export async function play(stage: Stage, cell: Cell): Promise<Seen> {
  const { door, person } = cell
  const cast = stage.cast.get(person)
  if (cast === undefined) throw new Error(`${person} is not on the stage.`)
  const [at] = wantedBy(cell)
  const record = stage.record(at ?? { person, relation: 'own', type: 'case', slot: 'kept' })
  const config = stage.t.house.configuration()
  // The role as it is by now.
  const role = config.roles.get(cast.actor.role.id) ?? cast.actor.role
  const scene: Scene = {
    ...cast,
    stage,
    config,
    record,
    type: door.on ?? 'case',
    relation: cell.relation ?? 'own',
    actor: { ...cast.actor, role },
  }
  const isAllowed = (door.isPublic || !cast.isNobody) && door.isAllowed(scene)
  const observed = door.lists ? await listed(door, scene) : await asked(door, scene)
  return { expected: isAllowed ? 'done' : 'refused', observed }
}

async function listed({ request, lists }: Door, scene: Scene): Promise<string> {
  const { stage, actor, record } = scene
  const key = `${actor.userName} ${request}`
  const found = stage.lists.get(key) ?? (lists as NonNullable<Door['lists']>)(scene)
  stage.lists.set(key, found)
  return (await found)?.includes(record.facts.id) ? 'done' : 'refused'
}

async function asked(door: Door, scene: Scene): Promise<string> {
  const { stage, actor } = scene
  const [method = 'GET', route = ''] = door.request.split(' ')
  const url = (await door.url?.(scene)) ?? filled(route, scene)
  const body = await door.body?.(scene)
  if (door.isCounted) stage.t.pass(1)
  const reply = await (door.isStream
    ? stage.listen(actor.userName, url)
    : stage.call(actor.userName, method, url, body))
  if (door.endsSession) stage.signOut(actor.userName)
  const isDone = door.isDone?.(reply, scene) ?? (reply.status >= 200 && reply.status < 300)
  if (isDone) return 'done'
  const isRefused = [401, 403, 404].includes(reply.status) || (door.isDone !== undefined && reply.status === 200)
  return isRefused ? 'refused' : `${reply.status} ${reply.text.slice(0, 200)}`
}

const filled = (route: string, { record, type }: Scene): string =>
  route.replace(':type', type).replace(':id', record.facts.id)

/** Cells in which the server did something else than the rules say, told so that a failure reads; and who got in. */
export async function playAll(stage: Stage, cells: Cell[]): Promise<{ faults: string[]; opened: Set<Door> }> {
  await prepare(stage, cells)
  const faults: string[] = []
  const opened = new Set<Door>()
  for (const cell of inOrder(cells)) {
    const { expected, observed } = await play(stage, cell)
    if (observed === 'done') opened.add(cell.door)
    if (expected !== observed)
      faults.push(`${cell.door.request} by ${cell.person}${of(cell)}: rules say ${expected}, server ${observed}`)
  }
  return { faults, opened }
}

const of = ({ relation }: Cell): string => (relation === undefined ? '' : ` of ${relation}`)

/** Lists come before what is taken off them. */
const inOrder = (cells: Cell[]): Cell[] => [
  ...cells.filter(({ door }) => door.lists),
  ...cells.filter(({ door }) => !door.lists),
]

export const peopleOf = (stage: Stage): string[] =>
  [...stage.cast.keys()].filter((name) => name.startsWith('holder-of-')).concat(nobody)
