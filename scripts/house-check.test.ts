import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { breachesIn, sourceTree } from './house-check.ts'

const breaches = (path: string, text: string): string[] =>
  breachesIn([{ path, text }]).map((line) => line.replace(/^(\S+) .*/, '$1'))

/** Code with holes: « and » stand for the brackets of a template. */
const code = (text: string): string => text.replaceAll('«', '$'.concat('{')).replaceAll('»', '}')

test('the check sees the whole source', () => {
  const sources = sourceTree(join(import.meta.dirname, '..'))
  expect(sources.length).toBeGreaterThan(200)
  expect(sources.some(({ path }) => path === 'packages/server/src/search/queries.ts')).toBe(true)
  expect(sources.some(({ path }) => path.includes('node_modules') || path.includes('/dist/'))).toBe(false)
})

test('a tree without sources is a fault of the check', () => {
  expect(() => sourceTree(join(import.meta.dirname, 'nowhere'))).toThrow()
})

describe('the searched tables', () => {
  const reports = 'packages/server/src/reports/queries.ts'
  test.each([
    ['in SQL', 'sql`select n from case_row where true`'],
    ['joined', 'sql`select 1 from x\n  join incident_ids i using (n)`'],
    ['by a name made of the type', code('sql`select 1 from «sql.table(`«type»_row`)»`')],
    ['by a name kept for later', code('const rows = `«type»_ids`')],
    ['by the query builder of the library', `db.selectFrom('registry_record_row')`],
    ['changed', 'sql`update family_row set status = 1`'],
    ['as a reference', `sql.ref('tracing_request_row.n')`],
  ])('are named %s only in search/', (_title, text) => {
    const line = text.split('\n').findIndex((part) => /_row|_ids/.test(part)) + 1
    expect(breaches(reports, `// first\n${text}\n`)).toContain(`${reports}:${line + 1}`)
    expect(breaches('packages/server/src/search/queries.ts', text)).toEqual([])
  })

  test('are not what the wire or the audit calls by such a name', () => {
    expect(
      breaches(
        'packages/server/src/records/v2-case-routes.ts',
        `const { incident_ids } = body.data\nconst details = { record_ids: [] }\n`,
      ),
    ).toEqual([])
  })
})

describe('SQL', () => {
  test.each([
    'const x = sql`select 1`',
    'const x = sql<{ n: number }>`select 1`',
    `db.selectFrom('account')`,
    `tx.insertInto('term')`,
    `db.updateTable('account')`,
    `db.deleteFrom('session')`,
    'const c = new pg.Client(url)',
    'sql.raw(text)',
  ])('such as %s stands in queries.ts, db/ and search/', (text) => {
    expect(breaches('packages/server/src/flags/routes.ts', `\n${text}\n`)).toEqual([
      'packages/server/src/flags/routes.ts:2',
    ])
    for (const path of [
      'packages/server/src/flags/queries.ts',
      'packages/server/src/db/database.ts',
      'packages/server/src/search/where.ts',
    ]) {
      expect(breaches(path, text)).toEqual([])
    }
    expect(breaches('packages/server/test/house.ts', text)).toEqual([])
  })
})

describe('the environment', () => {
  test.each([
    'process.env.PORT',
    `process.env['PORT']`,
    `process['env']`,
    'process?.env',
    'const { env } = process',
    'process\n  .env',
  ])('is read as %s in config.ts alone', (text) => {
    expect(breaches('packages/server/src/main.ts', text)).toHaveLength(1)
    expect(breaches('packages/domain/src/time.ts', text)).toHaveLength(1)
    expect(breaches('packages/server/src/config.ts', text)).toEqual([])
    expect(breaches('packages/server/test/database.setup.ts', text)).toEqual([])
  })
})

describe('what is said aloud', () => {
  test.each([`console.log('x')`, 'console.error(error)', `process.stdout.write('x')`])('%s is for commands', (text) => {
    expect(breaches('packages/server/src/records/save.ts', text)).toHaveLength(1)
    expect(breaches('packages/server/src/main.ts', text)).toEqual([])
  })

  test.each([
    'request.log.error(error)',
    `app.log.warn('failed for ' + name)`,
    code('app.log.info(`saved «id»`)'),
    `request.log.error({ code: 'bug' }, error.message)`,
    code('log.error({ err }, `x «y»`)'),
    'log.debug(record)',
  ])('%s could quote a value', (text) => {
    expect(breaches('packages/server/src/http/errors.ts', text)).toHaveLength(1)
  })

  test.each([
    `request.log.error({ code: 'bug', where: stackTop(error) }, 'unexpected error')`,
    `app.log.info('ready')`,
    `log.warn(\n  { code: 'x' },\n  'slow',\n)`,
    'dialog.close()',
    'Math.log(2)',
  ])('%s cannot', (text) => {
    expect(breaches('packages/server/src/http/errors.ts', text)).toEqual([])
  })
})

describe('sides of the page', () => {
  test.each([
    'margin-left: 1px',
    'padding-right:0',
    'border-left-width: 1px',
    'border-top-left-radius: 2px',
    'left: 0',
    'right : 0',
    'text-align: left',
    'float: right',
    'scroll-margin-right: 1px',
  ])('%s does not turn', (rule) => {
    expect(breaches('packages/web/src/ui/base.css', `.a {\n  ${rule};\n}\n`)).toEqual([
      'packages/web/src/ui/base.css:2',
    ])
    expect(breaches('packages/web/src/ui/base.css', `.a{${rule}}`)).toHaveLength(1)
  })

  test.each([
    'margin-inline-start: 1px',
    'inset-inline-end: 0',
    'text-align: start',
    'float: inline-start',
    '--left: 1px',
    'grid-area: left',
    'animation: slide-left 1s',
  ])('%s does', (rule) => {
    expect(breaches('packages/web/src/ui/base.css', `.a { ${rule}; }`)).toEqual([])
  })

  test('hold for styles in components', () => {
    const at = 'packages/web/src/ui/Menu.tsx'
    expect(breaches(at, '<p style={{ marginLeft: 1 }} />')).toHaveLength(1)
    expect(breaches(at, `<p style={{ top: 0, left: 0 }} />`)).toHaveLength(1)
    expect(breaches(at, `<p style={{ textAlign: 'right' }} />`)).toHaveLength(1)
    expect(
      breaches(
        at,
        `<p style={{ marginInlineStart: 1, textAlign: 'center' }} />\nconst { left } = box.getBoundingClientRect()`,
      ),
    ).toEqual([])
  })

  test('are free in comments', () => {
    expect(breaches('packages/web/src/ui/base.css', '/* left: 0 would stay behind */\n.a { color: red }')).toEqual([])
  })
})

describe('a file', () => {
  const lines = (count: number): string => 'const a = 1\n'.repeat(count)

  test('has at most 500 lines', () => {
    expect(breaches('packages/web/src/lists/Table.tsx', lines(500))).toEqual([])
    expect(breachesIn([{ path: 'packages/web/src/lists/Table.tsx', text: lines(501) }])).toEqual([
      'packages/web/src/lists/Table.tsx:501 501 lines: a file of one idea has no more than 500',
    ])
  })

  test('may be longer when it is data or made by a program', () => {
    expect(breaches('packages/server/test/golden/fields.golden.ts', lines(900))).toEqual([])
    expect(
      breaches(
        'packages/server/src/db/tables.ts',
        `/**\n * This file was generated by kysely-codegen.\n */\n${lines(900)}`,
      ),
    ).toEqual([])
  })
})

describe('a regular expression', () => {
  test.each(['new RegExp(typed)', code('RegExp (`^«x»`)')])('is never made of text, as in %s', (text) => {
    expect(breaches('packages/domain/src/search/find.ts', text)).toEqual(['packages/domain/src/search/find.ts:1'])
  })

  test('is written down, and tests make theirs as they like', () => {
    expect(breaches('packages/domain/src/search/find.ts', 'const x = /^a+$/u')).toEqual([])
    expect(breaches('packages/domain/src/search/find.test.ts', 'new RegExp(x)')).toEqual([])
  })
})

describe('messages', () => {
  const page = 'packages/web/src/store/page.ts'
  test.each([
    `window.addEventListener('message', hear)`,
    `addEventListener("message", hear)`,
    `globalThis.addEventListener(\n  'message', hear)`,
    'window.onmessage = hear',
    'self.onmessage = hear',
  ])('of other windows are heard by no page, as in %s', (text) => {
    expect(breaches(page, text)).toEqual([`${page}:1`])
  })

  test.each([`tabs.addEventListener('message', hear)`, 'channel.onmessage = hear', `x.addEventListener('click', go)`])(
    'of our own tabs and workers are, as in %s',
    (text) => {
      expect(breaches(page, text)).toEqual([])
    },
  )

  test('come to a worker from its own pages', () => {
    expect(breaches('packages/web/src/store/vault/vault.worker.ts', 'self.onmessage = hear')).toEqual([])
  })
})

test('chance that somebody could guess guards nothing', () => {
  expect(breaches('packages/server/src/http/secrets.ts', 'const secret = Math.random()')).toHaveLength(1)
})
