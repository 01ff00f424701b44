import { expect, test } from 'vitest'
import { changesOf } from './agencyValues.ts'

test('names go together, a chosen logo by its bytes, and one that was taken away as nothing', () => {
  expect(changesOf({ name_en: 'Open Door', name_ar: 'باب' })).toEqual({ name: { en: 'Open Door', ar: 'باب' } })
  expect(changesOf({ logo_full: { fileName: 'a.png', base64: 'QQ==' } })).toEqual({
    logo_full_base64: 'QQ==',
    logo_full_file_name: 'a.png',
  })
  expect(changesOf({ logo_icon: null })).toEqual({ logo_icon_base64: '' })
  expect(changesOf({ logo_icon: { address: '/x.png' }, services: ['safe_house'] })).toEqual({
    services: ['safe_house'],
  })
})
