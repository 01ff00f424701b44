// Loads catalogues and turns the page to a language. The sign-in page needs one catalogue; the core brings the second,
// and each room that comes when it is asked for one more.
import { i18n, type Messages } from '@lingui/core'
import type { Language } from '@primero/domain/configuration/languages.ts'
import { bestLanguage, directionOf, writtenAs } from './languages.ts'

/** Address of a catalogue → the way to it; the address ends with its language. */
export type Catalogues = Record<string, () => Promise<{ messages: Messages }>>

const frame = import.meta.glob('../locales/*.po') as Catalogues
const record = import.meta.glob('../record/locales/*.po') as Catalogues

/** Whose words are needed; those that were there before have the last word. */
const rooms: Catalogues[] = [frame]

async function messagesIn(language: Language): Promise<Messages> {
  const ways = rooms.flatMap((room) => Object.entries(room).filter(([path]) => path.endsWith(`/${language}.po`)))
  const loaded = await Promise.all(ways.map(([, load]) => load()))
  return Object.assign({}, ...loaded.map((part) => part.messages).reverse()) as Messages
}

let wished: Language | undefined

/** @returns whether it is spoken now; of two that were asked for in haste the later one is */
export async function speak(language: Language): Promise<boolean> {
  wished = language
  let messages: Messages = {}
  // A room that comes meanwhile must not lose its words to a call that began without it.
  for (let known = 0; known !== rooms.length; messages = await messagesIn(language)) known = rooms.length
  if (wished !== language) return false
  document.documentElement.lang = language
  document.documentElement.dir = directionOf(language)
  i18n.loadAndActivate({ locale: writtenAs(language), messages })
  return true
}

let chosen: Language | undefined

/** Somebody's choice: until its words are here, nothing that comes late from the server overrules it. */
export async function speakAsChosen(language: Language): Promise<boolean> {
  chosen = language
  try {
    return await speak(language)
  } finally {
    if (chosen === language) chosen = undefined
  }
}

/** With the core: the words of the record pages too. @param language what the server answered in */
export async function speakOfRecords(language: Language): Promise<void> {
  if (!rooms.includes(record)) rooms.push(record)
  await speak(chosen ?? language)
}

const coming = new Map<Catalogues, Promise<void>>()

/** From now on with the words of one more room. @throws Error where they do not come; then all is as it was */
export function speakAlso(room: Catalogues): Promise<void> {
  const known = coming.get(room)
  if (known) return known
  rooms.push(room)
  const come = speak(wished ?? languageNow()).then(
    () => undefined,
    (e: unknown) => {
      rooms.splice(rooms.indexOf(room), 1)
      coming.delete(room)
      throw e
    },
  )
  coming.set(room, come)
  return come
}

export const languageNow = (): Language => bestLanguage([i18n.locale])
