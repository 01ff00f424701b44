import type { LinguiConfig } from '@lingui/conf'
import { formatter } from '@lingui/format-po'
import { languageCodes } from '../domain/src/configuration/languages.ts'

/** Rooms whose words load with the core, not with the sign-in page: each costs whoever waits at the door. */
const behindTheDoor = ['record', 'forms', 'lists', 'home', 'tasks', 'outbox', 'account'].map(
  (room) => `<rootDir>/src/${room}`,
)

/** Rooms that come when somebody opens them, with their words. */
const rooms = ['door', 'office', 'sharing', 'casework', 'finding'].map((room) => `<rootDir>/src/${room}`)

const config: LinguiConfig = {
  locales: [...languageCodes],
  sourceLocale: 'en',
  format: formatter({ lineNumbers: false }),
  catalogs: [
    {
      path: '<rootDir>/src/locales/{locale}',
      include: ['<rootDir>/src'],
      exclude: [...behindTheDoor, ...rooms].map((room) => `${room}/**`),
    },
    {
      path: '<rootDir>/src/record/locales/{locale}',
      include: behindTheDoor,
    },
    ...rooms.map((room) => ({ path: `${room}/locales/{locale}`, include: [room] })),
  ],
}

export default config
