// Which rule is held by which test: docs/rules.txt against golden cases and tests, written to docs/coverage.md.
// `node scripts/coverage.ts` writes and prints the count of open rules; `--check` fails when the file is stale.
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Call, GoldenCase } from '../packages/server/test/golden/golden.ts'

type Rule = { key: string; tag: string; says: string }
type Golden = { file: string; cases: GoldenCase[] }
type Holders = Map<string, Set<string>>

const root = join(import.meta.dirname, '..')
const goldenDir = join(root, 'packages/server/test/golden')
const openApi = join(root, 'packages/server/src/openapi.json')
const target = join(root, 'docs/coverage.md')

/** @throws Error naming the line that has not three parts, or a key that stands twice. */
function readRules(): Rule[] {
  const seen = new Set<string>()
  return readFileSync(join(root, 'docs/rules.txt'), 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '' && !line.startsWith('#'))
    .map((line) => {
      const [key, tag, says] = line.split(' | ')
      if (!key || !tag || !says) throw new Error(`docs/rules.txt: not "key | tag | summary": ${line}`)
      if (seen.has(key)) throw new Error(`docs/rules.txt: twice: ${key}`)
      seen.add(key)
      return { key, tag, says }
    })
}

/** Golden cases hold nothing by themselves: they count once a test that plays them stands beside them. */
const goldenRuns = (): boolean => readdirSync(goldenDir).some((name) => /^runner.*\.ts$|\.pg\.test\.ts$/.test(name))

async function readGolden(): Promise<Golden[]> {
  const files = readdirSync(goldenDir)
    .filter((name) => name.endsWith('.golden.ts'))
    .sort()
  return Promise.all(
    files.map(async (name) => {
      const file = join(goldenDir, name)
      const { cases } = (await import(pathToFileURL(file).href)) as { cases: GoldenCase[] }
      return { file: relative(root, file), cases }
    }),
  )
}

function sources(dir: string): string[] {
  if (!existsSync(dir)) return []
  return readdirSync(dir, { withFileTypes: true }).flatMap((entry) => {
    const path = join(dir, entry.name)
    if (entry.isDirectory()) return entry.name === 'node_modules' || entry.name === 'dist' ? [] : sources(path)
    return /\.(test|spec)\.tsx?$|\.e2e\.ts$/.test(entry.name) ? [path] : []
  })
}

/** Tests that say `// rule: <key>` or carry `[<key>]` in a title. Throws for a comment that names no rule. */
function readTests(rules: Rule[], holders: Holders): void {
  const known = new Set(rules.map((rule) => rule.key))
  for (const path of [...sources(join(root, 'packages')), ...sources(join(root, 'e2e'))].sort()) {
    const text = readFileSync(path, 'utf8')
    const file = relative(root, path)
    for (const [, key = ''] of text.matchAll(/\/\/ rule: (.+?)\s*$/gm)) {
      if (!known.has(key)) throw new Error(`${file}: no rule ${key} in docs/rules.txt`)
      hold(holders, key, file)
    }
    for (const [, key = ''] of text.matchAll(/\[([^[\]\n]+)\]/g)) if (known.has(key)) hold(holders, key, file)
  }
}

const hold = (holders: Holders, key: string, file: string): void => {
  holders.set(key, (holders.get(key) ?? new Set()).add(file))
}

const callsOf = (golden: GoldenCase): Call[] => [
  ...(golden.given ?? []).flatMap((step) => ('call' in step ? [step.call] : [])),
  golden.call,
  ...(golden.then ?? []).map((follow) => follow.call),
]

/** `/api/v2/cases/{id}` as a pattern for the paths of calls. */
const patternOf = (template: string): RegExp =>
  new RegExp(`^${template.replaceAll('.', '\\.').replace(/\{[^}]+\}|:[A-Za-z_]+/g, '[^/]+')}$`)

function endpointTable(golden: Golden[]): { lines: string[]; open: number } {
  if (!existsSync(openApi)) return { lines: [], open: 0 }
  const { paths } = JSON.parse(readFileSync(openApi, 'utf8')) as {
    paths: Record<string, Record<string, unknown>>
  }
  const rows = Object.entries(paths)
    .filter(([path]) => path.startsWith('/api/v2/') || path.startsWith('/health'))
    .flatMap(([path, methods]) => Object.keys(methods).map((method) => ({ path, method: method.toUpperCase() })))
    .sort((a, b) => a.path.localeCompare(b.path) || a.method.localeCompare(b.method))
    .map(({ path, method }) => {
      const pattern = patternOf(path)
      const files = golden
        .filter(({ cases }) =>
          cases.flatMap(callsOf).some((call) => call.method === method && pattern.test(call.path.split('?')[0] ?? '')),
        )
        .map(({ file }) => file)
      return { path, method, files }
    })
  const lines = rows.map(({ path, method, files }) => `| \`${method} ${path}\` | ${cell(files)} |`)
  return {
    lines: ['', '## Endpoints', '', '| endpoint | held by |', '|---|---|', ...lines],
    open: rows.filter(({ files }) => files.length === 0).length,
  }
}

const cell = (files: Iterable<string>): string => {
  const names = [...files].sort()
  return names.length === 0 ? '**open**' : names.map((name) => `\`${name}\``).join('<br>')
}

function render(rules: Rule[], holders: Holders, golden: Golden[]): { text: string; open: number } {
  const endpoints = endpointTable(golden)
  const openRules = rules.filter((rule) => !holders.has(rule.key)).length
  const open = openRules + endpoints.open
  const text = [
    '# Coverage',
    '',
    'Made by `node scripts/coverage.ts` from `docs/rules.txt`; the tags are explained there.',
    '',
    `Rules: ${rules.length}. Golden cases: ${golden.reduce((sum, { cases }) => sum + cases.length, 0)}. Open: ${open}.`,
    '',
    '| rule | tag | what it says | held by |',
    '|---|---|---|---|',
    ...rules.map((rule) => `| ${rule.key} | ${rule.tag} | ${rule.says} | ${cell(holders.get(rule.key) ?? [])} |`),
    ...endpoints.lines,
    '',
  ].join('\n')
  return { text, open }
}

const rules = readRules()
const golden = await readGolden()
const holders: Holders = new Map()
const keys = new Set(rules.map((rule) => rule.key))
for (const { file, cases } of golden)
  for (const { rule } of cases) {
    if (!keys.has(rule)) throw new Error(`${file}: no rule ${rule} in docs/rules.txt`)
    if (goldenRuns()) hold(holders, rule, file)
  }
readTests(rules, holders)
const { text, open } = render(rules, holders, golden)

if (process.argv.includes('--check')) {
  const stale = !existsSync(target) || readFileSync(target, 'utf8') !== text
  if (stale) {
    console.error('docs/coverage.md is stale: run node scripts/coverage.ts')
    process.exitCode = 1
  }
} else {
  writeFileSync(target, text)
}
console.log(`${open} open of ${rules.length} rules`)
