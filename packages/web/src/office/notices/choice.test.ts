import { noticeKeyNames } from '@primero/domain/workflow/notices.ts'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { choicesOf, formOf } from './choice.ts'

const key = fc.subarray([...noticeKeyNames])
const time = fc.constantFrom('00:00', '06:30', '21:00', '23:59')
const choices = fc.record({
  ways: fc.record({ send_mail: fc.boolean(), receive_webpush: fc.boolean() }),
  off: fc.record({ send_mail: key, receive_webpush: key }),
  times: fc.record({
    zone: fc.constant('Asia/Amman'),
    quiet: fc.option(fc.record({ from: time, to: time })),
    digest: fc.constantFrom('at_once' as const, 'hourly' as const, 'daily' as const),
    urgentWaits: fc.boolean(),
  }),
})

test('what is shown and saved unchanged is what was chosen', () => {
  fc.assert(
    fc.property(choices, (chosen) => {
      const all = { ...chosen, open: { send_mail: null, receive_webpush: null }, hasAddress: true, pushKey: null }
      expect(choicesOf(noticeKeyNames, formOf(noticeKeyNames, all), 'Asia/Amman')).toEqual(chosen)
    }),
  )
})
