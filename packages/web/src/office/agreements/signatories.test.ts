import { expect, test } from 'vitest'
import { linesOf, signatoriesIn } from './signatories.ts'

test('who signed comes back from the lines as it went in', () => {
  const signed = [
    { name: 'R. Haddad', organization: 'Open Door', signedOn: '2026-05-31' },
    { name: 'ليلى', organization: '', signedOn: null },
    { name: 'M. Sow', organization: 'Bridge, Dakar', signedOn: null },
  ]
  expect(signatoriesIn(linesOf(signed))).toEqual(signed)
})

test('empty lines are nobody, and Arabic commas part as well', () => {
  expect(signatoriesIn('\n  \n')).toEqual([])
  expect(signatoriesIn('ليلى، الجسر، 2026-05-31')).toEqual([
    { name: 'ليلى', organization: 'الجسر', signedOn: '2026-05-31' },
  ])
})
