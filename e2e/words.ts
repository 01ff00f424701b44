// The app's own words: a journey names a button in English and finds it in any language, so that a journey walked
// in Arabic proves the translation too.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Language } from '@primero/domain/configuration/languages.ts'

export type { Language }

/** @throws Error for a sentence that no catalogue holds: the journey is out of date */
export type Say = (sentence: string, values?: Record<string, string | number>) => string

const catalogues = [
  'locales',
  'record/locales',
  'door/locales',
  'office/locales',
  'sharing/locales',
  'casework/locales',
  'finding/locales',
].map((room) => join(import.meta.dirname, '../packages/web/src', room))

export function wordsOf(language: Language): Say {
  const known = sentencesIn(language)
  return (sentence, values = {}) => {
    const said = known.get(sentence)
    if (!said) throw new Error(`No catalogue says “${sentence}” in ${language}.`)
    return said.replaceAll(/\{(\w+)\}/g, (gap, name: string) => String(values[name] ?? gap))
  }
}

const sentencesIn = (language: Language): Map<string, string> =>
  new Map(catalogues.flatMap((room) => [...entriesIn(readFileSync(join(room, `${language}.po`), 'utf8'))]))

/** Sentence by sentence as `msgid` and `msgstr`; a context stands before its sentence: `status of a record|Closed`. */
export function* wordsIn(po: string): Generator<[string, string]> {
  for (const block of po.split(/\n\n+/)) {
    const part = (name: string): string => {
      const found = new RegExp(`^${name} ((?:".*"\\n?)+)`, 'm').exec(block)
      return (found?.[1] ?? '')
        .split('\n')
        .filter(Boolean)
        .map((line) => JSON.parse(line) as string)
        .join('')
    }
    const [context, id, text] = [part('msgctxt'), part('msgid'), part('msgstr')]
    if (id) yield [context ? `${context}|${id}` : id, text]
  }
}

/** The same, and each sentence of a choice by itself. */
function* entriesIn(po: string): Generator<[string, string]> {
  for (const [id, text] of wordsIn(po)) {
    yield [id, text]
    // One sentence per device or the like: each is known by its own English words.
    const [asked, said] = [choicesIn(id), choicesIn(text)]
    for (const [choice, sentence] of asked) yield [sentence, said.get(choice) ?? '']
  }
}

const choicesIn = (message: string): Map<string, string> =>
  new Map(
    /^\{\w+, select,/.test(message)
      ? [...message.matchAll(/(\w+) \{([^{}]*)\}/g)].map(([, choice = '', sentence = '']) => [choice, sentence])
      : [],
  )

/** Which of these texts are sentences of the English catalogues that read otherwise in this language. */
export function englishLeft(texts: string[], language: Language): string[] {
  const say = wordsOf(language)
  const english = [...sentencesIn('en')].filter(([id, text]) => say(id) !== text).map(([, text]) => shapeOf(text))
  return texts.filter((text) => english.some((shape) => shape.test(text)))
}

/** Every gap may hold anything; a sentence that is hardly more than gaps fits too much, and fits nothing here. */
function shapeOf(sentence: string): RegExp {
  const fixed = sentence.split(/\{\w+\}|<\/?\d+>/)
  if (/[{}]/.test(fixed.join('')) || (fixed.length > 1 && !/\p{L}{3}/u.test(fixed.join('')))) return /(?!)/
  return new RegExp(`^${fixed.map((text) => text.replaceAll(/[.*+?^$()|[\]\\/]/g, '\\$&')).join('.+')}$`, 'u')
}
