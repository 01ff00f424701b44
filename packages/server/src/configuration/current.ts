// Base bundles become a numbered, immutable version when their content changes; the newest is in force.
import { createHash } from 'node:crypto'
import type { Bundle } from '@primero/domain/configuration/bundle.ts'
import { type Configuration, configurationOf } from '@primero/domain/configuration/configuration.ts'
import { type Edit, overlaid, withEdit } from '@primero/domain/configuration/overlay.ts'
import { type Db, openDatabase, type Tx } from '../db/database.ts'
import { publishColumns } from '../search/columns.ts'
import { insertConfiguration, insertWireIds, latestConfiguration, type StoredConfiguration } from './queries.ts'

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
    return { configuration: await configurationInForce(owner), isNew }
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
    for (const [kind, keys] of Object.entries(wireKeys(document))) await insertWireIds(tx, kind, keys)
    await insertConfiguration(tx, { by: 'setup', base_hash: baseHash, base, overlay, document })
  })

/** Lays one edit over the configuration in force: a new number, in the caller's transaction. */
export async function editConfiguration(tx: Tx, by: string, edit: Edit): Promise<Configuration> {
  const latest = await latestConfiguration(tx)
  if (latest === undefined) throw new Error('No configuration has been applied to this database yet.')
  const overlay = withEdit(latest.overlay, edit)
  const { document } = overlaid(latest.base, overlay)
  const { base_hash, base } = latest
  return configurationOf(await insertConfiguration(tx, { by, base_hash, base, overlay, document }), [document])
}

export async function configurationInForce(db: Db): Promise<Configuration> {
  const latest = await latestConfiguration(db)
  if (latest === undefined) throw new Error('No configuration has been applied to this database yet.')
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
