// Base bundles become a numbered, immutable version when their content changes; the newest is in force.
import { createHash } from 'node:crypto'
import type { Actor } from '@primero/domain/access/actor.ts'
import type { Bundle } from '@primero/domain/configuration/bundle.ts'
import { type Configuration, configurationOf } from '@primero/domain/configuration/configuration.ts'
import { type Edit, overlaid, withEdit } from '@primero/domain/configuration/overlay.ts'
import { Problem } from '@primero/domain/problem.ts'
import { type Db, openDatabase, transaction, type Tx } from '../db/database.ts'
import type { House } from '../house.ts'
import { indexCounted, publishColumns } from '../search/columns.ts'
import {
  insertConfiguration,
  insertWireIds,
  latestConfiguration,
  latestVersion,
  lockConfiguration,
  type StoredConfiguration,
} from './queries.ts'
import { readWireIds, takeWireId, type WireIds, type WireKind } from './wire-ids.ts'

/** Applies the bundles if they differ from what is in force; `isNew` where that made a version after an earlier one. */
export async function applyBundles(
  ownerUrl: string,
  bundles: Bundle[],
): Promise<{ configuration: Configuration; isNew: boolean }> {
  const owner = openDatabase(ownerUrl, 1)
  try {
    const baseHash = createHash('sha256').update(JSON.stringify(bundles)).digest('hex')
    const latest = await latestConfiguration(owner)
    if (latest?.base_hash !== baseHash) await applyNew(owner, baseHash, merged(bundles), latest)
    const isNew = latest !== undefined && latest.base_hash !== baseHash
    const configuration = await configurationInForce(owner)
    await indexCounted(owner, configuration)
    return { configuration, isNew }
  } finally {
    await owner.destroy()
  }
}

const applyNew = (owner: Db, baseHash: string, base: Bundle, latest: StoredConfiguration | undefined): Promise<void> =>
  owner.transaction().execute(async (tx) => {
    // What this instance changed of the base before stays changed.
    const overlay = latest?.overlay ?? []
    const { document } = overlaid(base, overlay)
    await publishColumns(tx, configurationOf(0, [document]).published)
    // Once more while there are new ones: a number may have been brought by a client before, and then it is passed over.
    for (const [kind, keys] of Object.entries(wireKeys(document))) while ((await insertWireIds(tx, kind, keys)) > 0);
    await insertConfiguration(tx, { by: 'setup', base_hash: baseHash, base, overlay, document })
  })

/** What a change does: its edits, the names that it takes for good, and what it answers. */
export type ConfigurationChange<T> = {
  edits: Edit[]
  takes?: { kind: WireKind; key: string; given?: number | undefined }
  answer: T
}

/**
 * One change of the configuration, in one transaction: `decide` sees the version in force and nobody changes it
 * meanwhile. What it edits makes a new number, in force for everybody once it is committed.
 * @throws `configuration-busy` while another change is being applied
 */
export async function changeConfiguration<T>(
  house: House,
  actor: Actor,
  decide: (tx: Tx, config: Configuration) => Promise<ConfigurationChange<T>>,
): Promise<T> {
  let next: { config: Configuration; ids: WireIds } | undefined
  const answer = await transaction(house.db, actor, async (tx) => {
    await lockConfiguration(tx, false).catch(busy)
    const latest = await latestConfiguration(tx)
    if (latest === undefined) throw nothingApplied()
    const inForce = house.configuration()
    const config = inForce.version === latest.version ? inForce : configurationOf(latest.version, [latest.document])
    const { edits, takes, answer } = await decide(tx, config)
    if (takes) await takeWireId(tx, takes.kind, takes.key, takes.given)
    if (edits.length > 0) next = { config: await edited(tx, actor, latest, edits), ids: await readWireIds(tx) }
    return answer
  })
  if (next) house.use(next.config, next.ids)
  return answer
}

async function edited(tx: Tx, actor: Actor, latest: StoredConfiguration, edits: Edit[]): Promise<Configuration> {
  const overlay = edits.reduce(withEdit, latest.overlay)
  const { document, lost } = overlaid(latest.base, overlay)
  const isLost = edits.some(({ path }) => lost.some((gone) => gone.join('\0') === path.join('\0')))
  if (isLost) throw new Error('An edit of the configuration has no place in it.')
  const { base_hash, base } = latest
  const version = await insertConfiguration(tx, { by: actor.userName, base_hash, base, overlay, document })
  return configurationOf(version, [document])
}

/**
 * For an act that leans on roles, groups or agencies: they stay as they are until its transaction is over.
 * @throws `configuration-busy` where another version is about to be in force
 */
export async function holdConfiguration(house: House, tx: Tx): Promise<void> {
  await lockConfiguration(tx, true).catch(busy)
  if ((await latestVersion(tx)) !== house.configuration().version)
    throw new Problem('configuration-busy', { seconds: 1 })
}

/** Waited long enough for a lock. */
function busy(error: unknown): never {
  if ((error as { code?: unknown }).code === '55P03') throw new Problem('configuration-busy', { seconds: 60 })
  throw error
}

const nothingApplied = () => new Error('No configuration has been applied to this database yet.')

export async function configurationInForce(db: Db): Promise<Configuration> {
  const latest = await latestConfiguration(db)
  if (latest === undefined) throw nothingApplied()
  return configurationOf(latest.version, [latest.document])
}

const wireKeys = (b: Bundle): Record<string, string[]> => ({
  agency: b.agencies.map((a) => a.id),
  role: b.roles.map((r) => r.id),
  user_group: b.userGroups.map((g) => g.id),
  module: b.modules.map((m) => m.id),
  form: b.forms.map((f) => f.id),
  field: b.forms.flatMap((f) => f.fields.map((field) => `${f.id}.${field.name}`)),
  lookup: b.lookups.map((l) => l.id),
  location: b.locations.map((l) => l.code),
})

/** One document out of several bundles, later ones winning: what a version stores. */
function merged(bundles: Bundle[]): Bundle {
  const c = configurationOf(0, bundles)
  return {
    id: bundles.map((b) => b.id).join('+'),
    modules: [...c.modules.values()],
    forms: [...c.forms.values()],
    lookups: [...c.lookups.values()],
    locations: [...c.locations.values()].map(({ level: _level, hierarchy: _hierarchy, ...location }) => location),
    agencies: [...c.agencies.values()],
    userGroups: [...c.userGroups.values()],
    roles: [...c.roles.values()],
    published: [...c.published.values()],
    settings: c.settings,
    trainingUsers: bundles.flatMap((b) => b.trainingUsers),
  }
}
