// Base bundles become a numbered, immutable version when their content changes; the newest is in force.
import { createHash } from 'node:crypto'
import type { Bundle } from '@primero/domain/configuration/bundle.ts'
import { type Configuration, configurationOf } from '@primero/domain/configuration/configuration.ts'
import { type Db, openDatabase } from '../db/database.ts'
import { insertConfiguration, insertWireIds, latestConfiguration, publishColumns } from './queries.ts'

/** Applies the bundles if they differ from what is in force; `isNew` where that made a version after an earlier one. */
export async function applyBundles(ownerUrl: string, bundles: Bundle[]): Promise<{ configuration: Configuration; isNew: boolean }> {
  const owner = openDatabase(ownerUrl, 1)
  try {
    const baseHash = createHash('sha256').update(JSON.stringify(bundles)).digest('hex')
    const latest = await latestConfiguration(owner)
    if (latest?.base_hash !== baseHash) await applyNew(owner, baseHash, merged(bundles))
    const isNew = latest !== undefined && latest.base_hash !== baseHash
    return { configuration: await configurationInForce(owner), isNew }
  } finally {
    await owner.destroy()
  }
}

const applyNew = (owner: Db, baseHash: string, document: Bundle): Promise<void> =>
  owner.transaction().execute(async (tx) => {
    await publishColumns(tx, configurationOf(0, [document]).published)
    for (const [kind, keys] of Object.entries(wireKeys(document))) await insertWireIds(tx, kind, keys)
    await insertConfiguration(tx, { by: 'setup', baseHash, document })
  })

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
