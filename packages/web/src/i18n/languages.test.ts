import { expect, test } from 'vitest'
import { bestLanguage, directionOf } from './languages.ts'

test('the device’s choice comes before what the browser prefers', () => {
  expect(bestLanguage(['ar', 'en-GB'])).toBe('ar')
})

test('a variant is spoken as its language', () => {
  expect(bestLanguage([undefined, 'ar-SD', 'en'])).toBe('ar')
})

test('who speaks none of our languages reads English', () => {
  expect(bestLanguage(['so', 'ti'])).toBe('en')
})

test('direction follows the script, also for languages that we do not list', () => {
  expect(['ar', 'fa', 'ps', 'ur', 'he', 'rhg'].map(directionOf)).toEqual(['rtl', 'rtl', 'rtl', 'rtl', 'rtl', 'rtl'])
  expect(['en', 'fr', 'zh', 'am', 'my'].map(directionOf)).toEqual(['ltr', 'ltr', 'ltr', 'ltr', 'ltr'])
})
