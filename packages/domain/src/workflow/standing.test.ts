import { expect, test } from 'vitest'
import { standingShare } from './standing.ts'

const meant = {
  type: 'Referral',
  by: 'olga',
  to: 'reem',
  remote: false,
  toRemote: null,
  service: 'food',
  serviceRow: null,
} as const
const share = { ...meant, status: 'in_progress' } as const

test('what waits or goes on stands; what has ended does not', () => {
  expect(standingShare([share], meant)).toBe(share)
  expect(standingShare([{ ...share, status: 'accepted' }], meant)).toBeDefined()
  for (const status of ['rejected', 'done', 'revoked'] as const)
    expect(standingShare([{ ...share, status }], meant)).toBeUndefined()
})

test('another sender, recipient, service or kind is another share', () => {
  for (const other of [
    { by: 'badr' },
    { to: 'rico' },
    { service: 'health' },
    { serviceRow: 's1' },
    { type: 'Transfer' as const },
  ])
    expect(standingShare([share], { ...meant, ...other })).toBeUndefined()
})
