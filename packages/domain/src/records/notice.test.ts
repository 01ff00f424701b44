import { expect, test } from 'vitest'
import { noticeEnd, oldestNotice } from './notice.ts'

const day = 24 * 3600 * 1000
const metAt = 100 * day
const changedAt = metAt + 4 * day
const phone = { path: ['telephone_current'], metAt }
const rowId = 'a'
const note = { path: ['services_section', rowId, 'note_text'], metAt }
const row = { path: ['services_section', rowId], metAt }

test.each([
  ['not while nothing changed', phone, [], 30 * day - 1, undefined],
  ['thirty days after the two met', phone, [], 30 * day, metAt + 30 * day],
  ['when its answer changed again', phone, [phone.path], 5 * day, changedAt],
  ['not when another answer changed', phone, [['age']], 5 * day, undefined],
  ['when its row went', note, [row.path], 5 * day, changedAt],
  ['when something in its row changed', row, [note.path], 5 * day, changedAt],
  ['not with another row', note, [['services_section', 'b']], 5 * day, undefined],
])('a notice ends %s', (_, notice, paths, passed, end) => {
  const changed = paths.map((path) => ({ path, at: changedAt }))
  expect(noticeEnd(notice, changed, metAt + passed)).toBe(end)
})

test('the oldest that lasts met thirty days ago', () => {
  expect(oldestNotice(metAt + 30 * day)).toBe(metAt)
})
