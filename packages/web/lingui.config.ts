import type { LinguiConfig } from '@lingui/conf'
import { formatter } from '@lingui/format-po'
import { languageCodes } from '../domain/src/configuration/languages.ts'

/** The record pages keep a catalogue of their own: they load with the core, not with the sign-in page. */
const config: LinguiConfig = {
  locales: [...languageCodes],
  sourceLocale: 'en',
  format: formatter({ lineNumbers: false }),
  catalogs: [
    {
      path: '<rootDir>/src/locales/{locale}',
      include: ['<rootDir>/src'],
      exclude: ['<rootDir>/src/record/**', '<rootDir>/src/forms/**'],
    },
    {
      path: '<rootDir>/src/record/locales/{locale}',
      include: ['<rootDir>/src/record', '<rootDir>/src/forms'],
    },
  ],
}

export default config
