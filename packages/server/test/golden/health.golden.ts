// Health and the like, outside the door (api-admin 25).
import { get } from './calls.ts'
import type { GoldenCase } from './golden.ts'

const well = (path: string): GoldenCase => ({
  rule: 'api-admin 25 health',
  title: `${path} is well and says nothing`,
  as: null,
  call: get(path, { auth: 'none' }),
  expect: { status: 204, empty: true },
})

export const cases: GoldenCase[] = [
  well('/health'),
  well('/health/database'),
  well('/health/server'),
  well('/health/api'),
  {
    rule: 'api-admin 25 health',
    title: 'the health of a part that nobody knows is bad',
    as: null,
    call: get('/health/unicorns', { auth: 'none' }),
    expect: { status: 503, headers: { 'retry-after': '60' } },
  },
  {
    rule: 'api-admin 25 health-while-configuring',
    title: 'while a configuration is being applied the door is not well',
    as: null,
    configurationBusy: true,
    call: get('/health/api', { auth: 'none' }),
    expect: { status: 503, headers: { 'retry-after': '60' } },
  },
  {
    rule: 'api-admin 25 health-while-configuring',
    title: 'while a configuration is being applied the server is well',
    as: null,
    configurationBusy: true,
    call: get('/health/server', { auth: 'none' }),
    expect: { status: 204, empty: true },
  },
  {
    rule: 'api-admin 25 health-renews-csrf',
    title: 'a look at the server’s health with a session brings a CSRF cookie',
    as: 'ana',
    call: get('/health/server?session=true'),
    expect: { status: 204, headers: { 'set-cookie': /CSRF-TOKEN=/ } },
  },
  {
    rule: 'api-admin 25 manifest',
    title: 'the app introduces itself to the device',
    as: null,
    call: get('/manifest.json', { auth: 'none' }),
    expect: { status: 200, contains: { display: 'standalone' } },
  },
  {
    rule: 'api-admin 25 no-direct-uploads',
    title: 'no file comes in but through a record',
    as: 'ana',
    call: {
      method: 'POST',
      path: '/rails/active_storage/direct_uploads',
      body: { blob: { filename: 'x.png' } },
    },
    expect: { status: 403 },
  },
]
