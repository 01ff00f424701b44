// For tests only: a stored case, and doors that know what they must.
import { sampleActor, sampleFacts, sampleIds, sampleOccasion, samplePerson, sampleWorld } from '../access/sample.ts'
import type { Role } from '../configuration/bundle.ts'
import type { Configuration } from '../configuration/configuration.ts'
import type { Uuid } from '../ids.ts'
import { type Carried, carryOut, carryOutPatch, type Deed, type Known } from './command.ts'
import type { Change, Data, RecordFacts, StoredRecord } from './record.ts'

export const sampleId = 'a0000000-0000-4000-8000-000000000001' as Uuid

/** Freezes at every depth, so that a rule that mutates its input fails loudly. */
export function frozen<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value)
    Object.values(value).forEach(frozen)
  }
  return value
}

export const sampleStored = (data: Data = {}, version = 3): StoredRecord =>
  frozen({
    id: sampleId,
    type: 'case',
    version,
    data: {
      status: 'open',
      record_state: true,
      module_id: 'primeromodule-cp',
      owned_by: 'amal',
      workflow: 'new',
      ...data,
    },
  })

export type Scene = {
  user?: string
  role?: Partial<Role>
  stored?: Data
  facts?: Partial<RecordFacts>
  known?: Partial<Known>
  version?: number
  config?: Configuration
}

const world = sampleWorld()

function stage({ user = 'amal', role = {}, stored = {}, facts = {}, known = {}, version = 3, config = world }: Scene) {
  const all: Known = {
    record: sampleStored(stored, version),
    facts: sampleFacts('amal', facts),
    person: samplePerson(user),
    strict: true,
    newId: sampleIds(),
    ...known,
  }
  return { config, actor: sampleActor(user, role), known: all, occasion: sampleOccasion(user) }
}

export function does(scene: Scene, name: Deed, args: object, basedOn = 3): Carried {
  const { config, actor, known, occasion } = stage(scene)
  return carryOut(
    config,
    actor,
    known,
    frozen({ name, args: { type: 'case', id: sampleId, ...args }, basedOn }),
    occasion,
  )
}

export const edits = (scene: Scene, changes: Change[], basedOn = 3): Carried =>
  does(scene, 'record.edit', { changes }, basedOn)

export function patches(scene: Scene, patch: Record<string, unknown>): Carried {
  const { config, actor, known, occasion } = stage({ ...scene, known: { strict: false, ...scene.known } })
  return carryOutPatch(config, actor, known, frozen(patch), occasion)
}

/** What a refusal says, as `code` or `code:detail`. */
export function refusalOf(act: () => unknown): unknown {
  try {
    act()
  } catch (problem) {
    const { code, params } = problem as { code?: string; params?: unknown }
    if (code === undefined) throw problem
    return { code, ...(params as object) }
  }
  return undefined
}
