// Every sentence that a person reads is there in each language of the labels.
import type { Bundle, Field, Text } from './bundle.ts'
import type { Language } from './languages.ts'

/** Codes, numbers and abbreviations read the same in every script; words do not. */
const isWord = /\p{Ll}{2}/u
const arabic = /\p{Script=Arabic}/u
/** Names of forms and fields that clients refuse (api-admin §11.2). */
const refused = /[*!@#%$^]/

/** @param demanded the languages that each text must have */
export const labelFaults = (bundles: Bundle[], demanded: readonly Language[]): string[] =>
  bundles.flatMap((b) => textsOf(b).flatMap((text) => faultsOf(text, demanded)))

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
    ...b.roles.map((role) => ({ at: `roles/${role.id}/names`, text: role.names })),
    ...b.userGroups.map((group) => ({ at: `userGroups/${group.id}/names`, text: group.names })),
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

function faultsOf({ at, text, title }: Placed, demanded: readonly Language[]): string[] {
  if (text === undefined) return []
  const missing = demanded.filter((language) => !text[language]?.trim())
  if (missing.length > 0) return missing.map((language) => `${at}: no text in ${language}`)
  return [
    ...demanded.flatMap((language) => (isLeftInEnglish(text, language) ? [`${at}: still English in ${language}`] : [])),
    ...(title && Object.values(text).some((t) => refused.test(t)) ? [`${at}: holds a sign that clients refuse`] : []),
  ]
}

/** Arabic is known by its script. In Latin script a word or two may well be the same: whole sentences are not. */
function isLeftInEnglish(text: Text, language: Language): boolean {
  const [english = '', translated = ''] = [text['en'], text[language]]
  if (language === 'en') return false
  if (language === 'ar') return isWord.test(english) && !arabic.test(translated)
  return translated === english && (english.match(/\p{Ll}{2,}/gu) ?? []).length > 3
}
