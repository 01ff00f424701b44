// Which language a person reads. The device remembers the last one for its door; the account keeps each person's own,
// so that several people on one device find theirs, and one person finds it on every device.
import { keepLocale } from '../sync/api.ts'
import { connection } from '../sync/connection.ts'
import { Refused, Unreachable } from '../sync/http.ts'
import { deviceLocale, localeOwed, oweLocale, rememberLocale } from './device.ts'

let inside = false
/** Chosen while nobody was known: it is the choice of whoever comes in from this page. */
let chosenAtDoor = false

/** In force on this device at once; the account has it as soon as there is a line. */
export function chooseLanguage(language: string): void {
  rememberLocale(language)
  if (inside) {
    oweLocale(true)
    void tellAccount()
  } else chosenAtDoor = true
}

/**
 * What to ask the server for; undefined is the account's own.
 * @param arriving somebody has just signed in: what the device remembers may be another person's
 */
export const languageToAsk = (arriving: boolean): string | undefined =>
  arriving && !chosenAtDoor ? undefined : deviceLocale()

/** Somebody is in, and reads this language. */
export function languageFound(language: string): void {
  inside = true
  if (chosenAtDoor) oweLocale(true)
  chosenAtDoor = false
  rememberLocale(language)
  void tellAccount()
}

/** What one person chose is not told to the account of the next. */
export function languageLeft(): void {
  inside = false
  oweLocale(false)
}

let telling = false
/** Somebody asked for it while it was on its way: what is on its way may be another language, or never arrive. */
let again = false

async function tellAccount(): Promise<void> {
  const language = deviceLocale()
  if (!inside || !localeOwed() || language === undefined) return
  again = telling
  if (telling) return
  telling = true
  const isTold = await told(language)
  telling = false
  if (isTold && deviceLocale() === language) oweLocale(false)
  else if (isTold || again) void tellAccount()
}

async function told(language: string): Promise<boolean> {
  try {
    await keepLocale(language)
  } catch (e) {
    // Later: without a line, without a session, or when the server is in trouble.
    if (e instanceof Unreachable || (e instanceof Refused && (e.status === 401 || e.status === 429 || e.status >= 500)))
      return false
    // A language that this site does not have stays a matter of the device.
    if (!(e instanceof Refused)) throw e
  }
  return true
}

connection.subscribe(() => {
  if (connection.get() === 'online') void tellAccount()
})
