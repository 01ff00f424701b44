// Writes biome.json from one table of arrows: who may import whom. In Biome the last matching override replaces
// the options of a rule, so inner rooms repeat what their outer room forbids; a table keeps the copies equal.
//   node scripts/biome-config.ts           writes
//   node scripts/biome-config.ts --check   fails when biome.json is stale
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

type Room = {
  files: string[]
  /** Import specifiers that this room may not write. */
  never: string[]
  says: string
  /** Globals that this room may not use, with the reason. */
  globals?: Record<string, string>
  /** What an outer room forbids is allowed here. */
  allowsGlobals?: true
  /** Node's own modules are out of reach. */
  withoutNode?: boolean
}

const beside = (...rooms: string[]): string[] => rooms.flatMap((r) => [`../${r}/**`, `../../${r}/**`])
const out = (...rooms: string[]): string[] => [...beside(...rooms), ...rooms.map((r) => `@primero/domain/${r}/**`)]
const packages = (...names: string[]): string[] =>
  names.flatMap((n) => [`@primero/${n}`, `@primero/${n}/**`, `**/packages/${n}/**`])

const purity = {
  Date: 'The clock comes in as an argument.',
  process: 'Settings come in as arguments.',
  fetch: 'The domain knows no network.',
  localStorage: 'The domain knows no storage.',
  window: 'The domain runs anywhere.',
  document: 'The domain runs anywhere.',
}

const domainNever = packages('server', 'web', 'connectors')
const inDomain = (room: string, ...beyond: string[]): Room => ({
  files: [`packages/domain/src/${room}/**/*.ts`],
  never: [...domainNever, ...out(...beyond)],
  says: 'Arrows in domain: cases, incidents, records, workflow → access → forms, search → configuration → problem, ids, time.',
  globals: purity,
  withoutNode: true,
})

const pages = [
  ...['account', 'casework', 'door', 'entry', 'finding', 'frame', 'home', 'lists', 'office', 'outbox', 'record'],
  ...['sharing', 'shell', 'states', 'tasks'],
]

const online = { fetch: 'Only sync/ talks to the network; screens ask the store.' }

const rooms: Room[] = [
  {
    files: ['packages/domain/src/**/*.ts'],
    never: domainNever,
    says: 'The domain imports no other package of the house.',
    globals: purity,
    withoutNode: true,
  },
  inDomain('configuration', 'forms', 'search', 'access', 'records', 'cases', 'incidents', 'sync', 'workflow'),
  inDomain('forms', 'access', 'cases', 'incidents', 'sync', 'workflow'),
  inDomain('search', 'access', 'cases', 'incidents', 'sync', 'workflow'),
  inDomain('access', 'cases', 'incidents', 'sync', 'workflow'),
  { files: ['packages/server/**/*.ts'], never: packages('web'), says: 'The server never imports the app.' },
  {
    files: ['packages/server/src/{db,audit,http,search}/**/*.ts'],
    never: [...packages('web'), ...out('sync', 'devices', 'events', 'attachments', 'saved-searches')],
    says: 'db, http, audit and search serve the features and know none of them.',
  },
  {
    files: ['packages/web/src/**/*.{ts,tsx}'],
    never: packages('server', 'connectors'),
    says: 'The app meets the server over the wire only.',
    globals: online,
  },
  {
    files: ['packages/web/src/ui/**/*.{ts,tsx}'],
    never: [...packages('server', 'connectors', 'domain'), ...beside('store', 'sync', 'forms', ...pages)],
    says: 'ui/ has no domain words.',
    globals: online,
  },
  {
    files: ['packages/web/src/{forms,i18n}/**/*.{ts,tsx}'],
    never: [...packages('server', 'connectors'), ...beside(...pages)],
    says: 'Arrows in web: pages → store, forms, ui, i18n.',
    globals: online,
  },
  {
    files: ['packages/web/src/store/**/*.{ts,tsx}'],
    never: [...packages('server', 'connectors'), ...beside('forms', 'ui', ...pages)],
    says: 'Arrows in web: pages → store → sync.',
    globals: online,
  },
  {
    files: ['packages/web/src/sync/**/*.ts'],
    never: [...packages('server', 'connectors'), ...beside('forms', 'ui', ...pages)],
    says: 'The app meets the server over the wire only, and pages ask the store.',
    allowsGlobals: true,
  },
  {
    files: ['packages/web/src/service-worker.ts'],
    never: packages('server', 'connectors'),
    says: 'The app meets the server over the wire only.',
    allowsGlobals: true,
  },
]

const override = (room: Room): object => ({
  includes: room.files,
  linter: {
    rules: {
      style: {
        noRestrictedImports: { level: 'error', options: { patterns: [{ group: room.never, message: room.says }] } },
        ...(room.allowsGlobals ? { noRestrictedGlobals: 'off' } : {}),
        ...(room.globals ? { noRestrictedGlobals: { level: 'error', options: { deniedGlobals: room.globals } } } : {}),
      },
      ...(room.withoutNode ? { correctness: { noNodejsModules: 'error' } } : {}),
    },
  },
})

const config = {
  $schema: './node_modules/@biomejs/biome/configuration_schema.json',
  files: {
    includes: [
      '**',
      '!**/dist',
      '!**/tables.ts',
      '!config',
      '!docs',
      '!**/*.css',
      '!**/*.svg',
      '!package-lock.json',
      '!**/locales',
      '!.test',
      '!**/virtual.d.ts',
    ],
  },
  formatter: { indentStyle: 'space', indentWidth: 2, lineWidth: 120 },
  javascript: { formatter: { quoteStyle: 'single', semicolons: 'asNeeded' } },
  assist: { enabled: false },
  linter: {
    rules: {
      recommended: true,
      style: { noDefaultExport: 'error', useImportType: 'error', noProcessEnv: 'error' },
      suspicious: { noImportCycles: 'error', noExplicitAny: 'error', noConsole: 'off' },
      correctness: { noUnusedImports: 'error', noUnusedVariables: 'error' },
      complexity: { useLiteralKeys: 'off' },
      performance: { noAccumulatingSpread: 'off' },
    },
  },
  overrides: [
    ...rooms.map(override),
    // Tests need the clock and Node; they prove rules, they are none.
    {
      includes: ['**/*.test.{ts,tsx}', '**/*.arbitrary.ts', '**/*.golden.ts', '**/*.ahead.ts'],
      linter: {
        rules: {
          style: { noRestrictedGlobals: 'off' },
          correctness: { noNodejsModules: 'off' },
          // Golden cases say what happens then.
          suspicious: { noThenProperty: 'off' },
        },
      },
    },
    {
      includes: ['vitest.config.ts', '**/vite.config.ts', '**/lingui.config.ts', '**/*.setup.ts'],
      linter: { rules: { style: { noDefaultExport: 'off', noProcessEnv: 'off' } } },
    },
    {
      includes: ['packages/server/src/config.ts', 'scripts/**', 'bench/**', 'e2e/**'],
      linter: { rules: { style: { noProcessEnv: 'off' } } },
    },
  ],
}

const file = join(import.meta.dirname, '../biome.json')
const text = `${JSON.stringify(config, null, 2)}\n`
if (!process.argv.includes('--check')) writeFileSync(file, text)
else if (readFileSync(file, 'utf8') !== text) {
  console.error('biome.json is stale: run node scripts/biome-config.ts')
  process.exit(1)
}
