import { defineConfig } from 'vitest/config'

const pg = ['packages/server/**/*.pg.test.ts']
const browser = ['e2e/**/*.browser.test.ts']

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          include: ['packages/**/*.test.{ts,tsx}', 'scripts/**/*.test.ts', 'bench/**/*.test.ts', 'e2e/**/*.test.ts'],
          exclude: ['**/node_modules/**', ...pg, ...browser],
        },
      },
      {
        test: {
          name: 'pg',
          include: pg,
          globalSetup: ['packages/server/test/database.setup.ts'],
          pool: 'forks',
          maxWorkers: 2,
          testTimeout: 20_000,
          hookTimeout: 60_000,
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
        },
      },
    ],
  },
})
