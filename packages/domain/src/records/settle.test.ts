import { expect, test } from 'vitest'
import { does, refusalOf } from './sample.ts'

test('nobody puts aside a claim about a service that he does not see', () => {
  const row = (who: string) => ({
    unique_id: who,
    service_implementing_agency_individual: who,
    service_response_type: 'clinic',
  })
  const path = (who: string) => ['services_section', who, 'service_response_type']
  const puts = (who: string) =>
    does(
      {
        user: 'bilal',
        role: { permissions: { case: ['read', 'write', 'service_own_entries_only'] } },
        stored: { services_section: [row('amal'), row('bilal')] },
        facts: { seenBy: ['u:amal', 'u:bilal'] },
        known: {
          conflict: {
            kind: 'ask',
            changes: ['amal', 'bilal'].map((of) => ({
              path: path(of),
              from: 'clinic',
              to: 'ward',
              kind: 'ask' as const,
            })),
            removed: [],
          },
        },
      },
      'conflict.settle',
      { conflict: 1, choices: [{ path: path(who), take: 'force', ...(who === 'bilal' ? { seen: 'clinic' } : {}) }] },
    )
  expect(puts('bilal').settles).toEqual([{ path: path('bilal'), take: 'force' }])
  expect(refusalOf(() => puts('amal'))).toEqual({ code: 'unknown-keys', keys: [path('amal').join('/')] })
})
