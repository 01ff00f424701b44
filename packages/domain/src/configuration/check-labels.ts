// Every sentence that a person reads is there in English and in Arabic.
import type { Bundle, Field, Text } from './bundle.ts'

const languages = ['en', 'ar']
/** Codes, numbers and abbreviations read the same in every script; words do not. */
const isWord = /\p{Ll}{2}/u
const arabic = /\p{Script=Arabic}/u
/** Names of forms and fields that clients refuse (api-admin §11.2). */
const refused = /[*!@#%$^]/

export const labelFaults = (bundles: Bundle[]): string[] => bundles.flatMap((b) => textsOf(b).flatMap(faultsOf))

type Placed = { at: string; text: Text | undefined; title?: boolean }

function textsOf(b: Bundle): Placed[] {
  return [
    ...b.forms.flatMap((form) => [
      { at: `forms/${form.id}/name`, text: form.name, title: true },
      { at: `forms/${form.id}/description`, text: form.description },
      { at: `forms/${form.id}/help`, text: form.help },
      ...form.fields.flatMap((field) => fieldTexts(`forms/${form.id}/${field.name}`, field)),
    ]),
    ...b.lookups.flatMap((lookup) => [
      { at: `lookups/${lookup.id}/name`, text: lookup.name },
      ...lookup.values.map((v) => ({ at: `lookups/${lookup.id}/${v.id}`, text: v.label })),
    ]),
    ...b.locations.map((l) => ({ at: `locations/${l.code}/name`, text: l.name })),
    ...b.agencies.flatMap((a) => [
      { at: `agencies/${a.id}/name`, text: a.name },
      { at: `agencies/${a.id}/description`, text: a.description },
    ]),
  ]
}

const fieldTexts = (at: string, field: Field): Placed[] => [
  { at: `${at}/label`, text: field.label, title: true },
  { at: `${at}/help`, text: field.help },
  { at: `${at}/guidingQuestions`, text: field.guidingQuestions },
  { at: `${at}/tickBoxLabel`, text: field.tickBoxLabel },
  ...(field.options && 'values' in field.options ? field.options.values : []).map((v) => ({
    at: `${at}/${v.id}`,
    text: v.label,
  })),
  ...(field.tally ?? []).map((t) => ({ at: `${at}/${t.id}`, text: t.label })),
]

function faultsOf({ at, text, title }: Placed): string[] {
  if (text === undefined) return []
  const missing = languages.filter((language) => !text[language]?.trim())
  if (missing.length > 0) return missing.map((language) => `${at}: no text in ${language}`)
  const [english = '', translated = ''] = languages.map((language) => text[language])
  const untranslated = isWord.test(english) && !arabic.test(translated)
  return [
    ...(untranslated ? [`${at}: the Arabic is not Arabic`] : []),
    ...(title && Object.values(text).some((t) => refused.test(t)) ? [`${at}: holds a sign that clients refuse`] : []),
  ]
}
