// Loads catalogues and turns the page to a language. The sign-in page needs one catalogue; the core brings the second.
import { i18n, type Messages } from '@lingui/core'
import type { Language } from '@primero/domain/configuration/languages.ts'
import { bestLanguage, directionOf, writtenAs } from './languages.ts'

type Catalogues = Record<string, () => Promise<{ messages: Messages }>>

const frame = import.meta.glob('../locales/*.po') as Catalogues
const record = import.meta.glob('../record/locales/*.po') as Catalogues

let withRecord = false

async function messagesIn(language: Language): Promise<Messages> {
  const parts = [
    withRecord ? record[`../record/locales/${language}.po`] : undefined,
    frame[`../locales/${language}.po`],
  ]
  const loaded = await Promise.all(parts.map((load) => load?.()))
  return Object.assign({}, ...loaded.map((part) => part?.messages)) as Messages
}

let wished: Language | undefined

/** @returns whether it is spoken now; of two that were asked for in haste the later one is */
export async function speak(language: Language): Promise<boolean> {
  wished = language
  const messages = await messagesIn(language)
  if (wished !== language) return false
  document.documentElement.lang = language
  document.documentElement.dir = directionOf(language)
  i18n.loadAndActivate({ locale: writtenAs(language), messages })
  return true
}

/** With the core: the words of the record pages too. */
export async function speakOfRecords(language: Language): Promise<void> {
  withRecord = true
  await speak(language)
}

export const languageNow = (): Language => bestLanguage([i18n.locale])
