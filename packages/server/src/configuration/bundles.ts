// Reads the folders under config/ as bundles. Layout and meaning of the files: config/README.md.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Bundle } from '@primero/domain/configuration/bundle.ts'
import { bundle } from '@primero/domain/configuration/bundle.ts'

/** Where a part of the assembled bundle came from, so that a fault names a file and not a position in memory. */
type Part = { file: string; value: unknown }

const parts = ['modules', 'locations', 'agencies', 'userGroups', 'roles', 'published', 'trainingUsers'] as const

/** @throws Error naming the file and the path in it, for unreadable JSON and for what the schema refuses. */
export function readBundle(dir: string): Bundle {
  const head = readObject(join(dir, 'bundle.json'))
  const lists = new Map<string, Part[]>()
  const add = (key: string, file: string, values: unknown[]) =>
    lists.set(key, [...(lists.get(key) ?? []), ...values.map((value) => ({ file, value }))])

  for (const key of parts) add(key, 'bundle.json', listIn(join(dir, 'bundle.json'), key, head[key] ?? []))
  const places = join(dir, 'locations.json')
  if (existsSync(places)) add('locations', 'locations.json', listIn(places, 'root', readJson(places)))
  for (const file of jsonFiles(dir, 'roles')) add('roles', file, [readJson(join(dir, file))])
  for (const file of jsonFiles(dir, 'lookups')) add('lookups', file, [readJson(join(dir, file))])
  for (const file of jsonFiles(dir, 'forms'))
    add('forms', file, listIn(join(dir, file), 'root', readJson(join(dir, file))))

  const assembled: Record<string, unknown> = { lookups: [], forms: [], settings: {}, ...head }
  for (const [key, list] of lists) assembled[key] = list.map((part) => part.value)
  const parsed = bundle.safeParse(assembled)
  if (parsed.success) return parsed.data

  const [issue] = parsed.error.issues
  const [key, index, ...rest] = issue?.path ?? []
  const part = typeof key === 'string' && typeof index === 'number' ? lists.get(key)?.[index] : undefined
  const where = part ? [identifierOf(part.value), ...rest] : (issue?.path ?? [])
  const path = where.length > 0 ? where.map(String).join('/') : 'root'
  throw new Error(`${join(dir, part?.file ?? 'bundle.json')}: ${path}: ${issue ? faultOf(issue) : 'refused'}`)
}

/** Bundles in the order in which they are laid over each other. */
export const readBundles = (root: string, names: string[]): Bundle[] =>
  names.map((name) => readBundle(join(root, name)))

const jsonFiles = (dir: string, folder: string): string[] =>
  existsSync(join(dir, folder))
    ? readdirSync(join(dir, folder))
        .filter((name) => name.endsWith('.json'))
        .sort()
        .map((name) => `${folder}/${name}`)
    : []

function readJson(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'))
  } catch (cause) {
    throw new Error(`${path}: ${cause instanceof Error ? cause.message : 'unreadable'}`, { cause })
  }
}

function readObject(path: string): Record<string, unknown> {
  const value = readJson(path)
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new Error(`${path}: not an object`)
  return { ...value }
}

function listIn(path: string, key: string, value: unknown): unknown[] {
  if (!Array.isArray(value)) throw new Error(`${path}: ${key}: not a list`)
  return value
}

// zod/mini carries no sentences: say what was expected from the issue itself.
function faultOf(issue: { code?: string; expected?: unknown; keys?: string[]; values?: unknown[]; message: string }) {
  if (issue.keys) return `unknown ${issue.keys.join(', ')}`
  if (issue.expected !== undefined) return `expected ${String(issue.expected)}`
  if (issue.values) return `expected one of ${issue.values.join(', ')}`
  return issue.code ?? issue.message
}

const identifierOf = (value: unknown): string => {
  if (typeof value !== 'object' || value === null) return '?'
  const { id, code, userName, recordType } = value as Record<string, unknown>
  return String(id ?? code ?? userName ?? recordType ?? '?')
}
