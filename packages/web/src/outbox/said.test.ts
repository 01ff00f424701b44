import { expect, test } from 'vitest'
import { saidIn } from './said.ts'

test('all that its author wrote can be carried elsewhere when the server did not take it', () => {
  const say = (args: object) => saidIn({ args: { type: 'case', id: 'k', ...args } } as never)
  expect(say({ flag: 'f', message: 'She goes again' })).toEqual(['She goes again'])
  expect(say({ answer: 'rejected', comments: 'Which school' })).toEqual(['Which school'])
  expect(say({ relationship: 'r', why: 'Not her brother' })).toEqual(['Not her brother'])
  const override = { ground: 'vital_interest', reason: 'Nobody else', assessment: 'Bleeding', recipientSafe: true }
  const packed = { fields: ['age'], safetyNotes: 'Call after dark', contact: 'Amal, desk 3', allowsCase: false }
  expect(say({ kind: 'Referral', notes: 'Two hours away', override, package: packed, toRemote: 'Clinic' })).toEqual([
    'Two hours away',
    'Nobody else',
    'Bleeding',
    'Clinic',
    'Call after dark',
    'Amal, desk 3',
  ])
})
