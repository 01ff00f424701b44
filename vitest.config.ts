import { basename } from 'node:path'
import { defineConfig } from 'vitest/config'
import { BaseSequencer, type TestSpecification } from 'vitest/node'

const pg = ['packages/server/**/*.pg.test.ts']
const browser = ['e2e/**/*.browser.test.ts']

/** Small to look at, and long to run: begun last, one of them would hold up the whole run alone. */
const long = [
  'axe.browser.test.ts',
  'survivor.browser.test.ts',
  'case.browser.test.ts',
  'golden.pg.test.ts',
  'matrix.pg.test.ts',
  'marker-crawl.pg.test.ts',
  'totals.pg.test.ts',
]

class LongFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const isLong = (file: TestSpecification) => long.includes(basename(file.moduleId))
    const sorted = await super.sort(files)
    return [...sorted.filter(isLong), ...sorted.filter((file) => !isLong(file))]
  }
}

export default defineConfig({
  test: {
    sequence: { sequencer: LongFirst },
    projects: [
      {
        test: {
          name: 'unit',
          include: ['packages/**/*.test.{ts,tsx}', 'scripts/**/*.test.ts', 'bench/**/*.test.ts', 'e2e/**/*.test.ts'],
          exclude: ['**/node_modules/**', ...pg, ...browser],
          // One file after the other in one process: what all of them load is loaded once. No file may rely on being alone.
          isolate: false,
          // Nothing here waits; a busy machine takes its time.
          testTimeout: 20_000,
        },
      },
      {
        test: {
          name: 'pg',
          include: pg,
          globalSetup: ['packages/server/test/database.setup.ts'],
          pool: 'forks',
          maxWorkers: 3,
          isolate: false,
          testTimeout: 20_000,
          hookTimeout: 60_000,
          expect: { poll: { timeout: 10_000 } },
        },
      },
      {
        test: {
          name: 'browser',
          include: browser,
          globalSetup: ['e2e/product.setup.ts'],
          pool: 'forks',
          maxWorkers: 2,
          testTimeout: 120_000,
          hookTimeout: 120_000,
          expect: { poll: { timeout: 10_000 } },
        },
      },
    ],
  },
})
