// Answers forms as a person does: by the words on the page. Knows the questions from the configuration that the
// server gives this person, so that a new field is walked without a new line here.
import type { Field, Form } from '@primero/domain/configuration/bundle.ts'
import type { ConfigReply } from '@primero/domain/sync/protocol.ts'
import type { Locator, Page } from 'playwright-core'
import { leaves, shows, type Visit } from './house.ts'
import type { Language, Say } from './words.ts'

/** What the server told this page about forms, roles and colleagues. */
export async function questionsOf({ page }: Visit): Promise<ConfigReply> {
  return (await page.evaluate(async () => {
    const reply = await fetch(`/api/sync/config?locale=${document.documentElement.lang}`)
    return await reply.json()
  })) as ConfigReply
}

/** The question as the page asks it. */
export function questionOf(config: ConfigReply, name: string): RegExp {
  const field = config.bundle.forms.flatMap((form) => form.fields).find((one) => one.name === name)
  if (field === undefined) throw new Error(`Nobody asks for ${name}.`)
  return named(textIn(field.label, config.locale))
}

/** What the page calls an option of a lookup. */
export function optionOf(config: ConfigReply, lookup: string, id: string): string {
  const values = config.bundle.lookups.find((one) => one.id === lookup)?.values
  return textIn(values?.find((value) => value.id === id)?.label, config.locale)
}

export type Answers = Record<string, string>

export type Filling = {
  visit: Visit
  config: ConfigReply
  /** Texts to type instead of made-up ones, by field name. */
  given: Answers
  /** `whole`: every question that shows. `some`: required ones, given ones, and the first of each kind. */
  extent: 'whole' | 'some'
  /** How many forms are walked at most; all of them without it. */
  atMost?: number | undefined
  /** Kinds of question answered so far; `some` leaves out further ones. */
  kinds: Set<string>
}

/** Answers form after form, by the link at the foot of each; names the forms and the fields that got an answer. */
export async function walkForms(filling: Filling): Promise<{ forms: string[]; fields: string[] }> {
  const { visit, config } = filling
  const { page, say } = visit
  const forms: string[] = []
  const fields: string[] = []
  for (;;) {
    const title = await page.getByRole('heading', { level: 2 }).first().innerText()
    const form = config.bundle.forms.find((f) => textIn(f.name, config.locale) === title && !f.subform)
    if (form === undefined) throw new Error(`No form is called “${title}”.`)
    forms.push(form.id)
    fields.push(...(await fillForm(filling, form)))
    const next = page.getByRole('navigation', { name: say('Forms before and after') }).locator('a:not(.quiet)')
    if (forms.length === filling.atMost || (await next.count()) === 0) return { forms, fields }
    const to = await next.innerText()
    await next.click()
    await shows(page.getByRole('heading', { level: 2, name: to, exact: true }))
  }
}

/** Names of the fields that got an answer on the form that the page shows now. */
export async function fillForm(filling: Filling, form: Form): Promise<string[]> {
  return fillIn(filling, form, filling.visit.page.locator('#main'))
}

async function fillIn(filling: Filling, form: Form, place: Locator): Promise<string[]> {
  const filled: string[] = []
  for (const field of form.fields) {
    if (field.visible === false || field.disabled || field.subformSummary || !wanted(filling, field)) continue
    if (!(await answer(filling, field, place))) continue
    filled.push(field.name)
    filling.kinds.add(kindOf(field))
  }
  return filled
}

const kindOf = ({ type, multi, options }: Field): string =>
  [type, multi ? 'several' : '', options && 'source' in options ? options.source : ''].join(' ')

const wanted = ({ extent, kinds, given }: Filling, field: Field): boolean =>
  extent === 'whole' || field.required === true || field.name in given || !kinds.has(kindOf(field))

/** The label, and whatever words of the app follow it. */
const named = (label: string): RegExp => new RegExp(`^${label.replaceAll(/[^\p{L}\p{N}\s]/gu, '\\$&')}( |$)`)

const madeUp: Record<Language, string> = {
  en: 'Made up for training',
  ar: 'متخيَّل للتدريب',
  fr: 'Inventé pour la formation',
  es: 'Inventado para la capacitación',
}

/** @returns false where the question does not show */
async function answer(filling: Filling, field: Field, place: Locator): Promise<boolean> {
  const { visit, config, given } = filling
  const { page, say, language } = visit
  const label = textIn(field.label, config.locale)
  const box = place.getByRole('textbox', { name: named(label) })
  const group = place.getByRole('group', { name: named(label) })
  switch (field.type) {
    case 'text_field':
    case 'textarea':
      return write(box, given[field.name] ?? (field.phoneNumber ? '+249 912 345 678' : madeUp[language]))
    case 'numeric_field':
      return write(box, given[field.name] ?? '9')
    case 'date_field':
      return field.includeTime ? moment(place, label, given[field.name]) : day(group, say, given[field.name])
    case 'tick_box':
      return tick(place, textIn(field.tickBoxLabel, config.locale) || label)
    case 'radio_button':
    case 'select_box':
      return field.multi ? several(page, group, say, label) : one(page, group, wordsOfGiven(filling, field))
    case 'subform':
      return row(filling, field, place, label)
    case 'photo_upload_box':
      return attach(place, say('Choose photo'), label, photo)
    case 'audio_upload_box':
      return attach(place, say('Choose recording'), label, recording)
    case 'document_upload_box':
      return attach(place, say('Add paper'), label, paper)
    default:
      return false
  }
}

/** The app's own choice of language for a text of the configuration. */
export const textIn = (text: Record<string, string> | undefined, locale: string): string =>
  text?.[locale] ?? text?.[locale.split('-')[0] ?? ''] ?? text?.['en'] ?? ''

async function write(box: Locator, text: string): Promise<boolean> {
  if ((await box.count()) === 0) return false
  await box.first().fill(text)
  await box.first().blur()
  return true
}

/** `2017-02-05`; without one a day of last year. */
async function day(group: Locator, say: Say, text = `${new Date().getFullYear() - 1}-02-05`): Promise<boolean> {
  if ((await group.count()) === 0) return false
  await typesDay(group, say, text)
  return true
}

/** `2017-02-05`, in its three parts. */
export async function typesDay(group: Locator, say: Say, text: string): Promise<void> {
  const [year = '', month = '', date = ''] = text.split('-')
  await group.getByLabel(say('Day'), { exact: true }).fill(String(Number(date)))
  await group.getByLabel(say('Month'), { exact: true }).selectOption(String(Number(month)))
  await group.getByLabel(say('Year'), { exact: true }).fill(year)
}

/** `2017-02-05T09:30`; without one a morning of last year. */
async function moment(
  place: Locator,
  label: string,
  text = `${new Date().getFullYear() - 1}-02-05T09:30`,
): Promise<boolean> {
  const box = place.getByLabel(named(label))
  if ((await box.count()) === 0) return false
  await box.first().fill(text)
  return true
}

async function tick(place: Locator, label: string): Promise<boolean> {
  const box = place.getByRole('checkbox', { name: named(label) })
  if ((await box.count()) === 0) return false
  await box.first().check()
  return true
}

/** What the page calls the option that is given by its id. */
function wordsOfGiven({ config, given }: Filling, { name, options }: Field): string | undefined {
  const id = given[name]
  return id !== undefined && options && 'lookup' in options ? optionOf(config, options.lookup, id) : undefined
}

/** Cards, a list to search, or a place: the first where none is wanted. */
async function one(page: Page, group: Locator, wanted?: string): Promise<boolean> {
  if ((await group.count()) === 0) return false
  const cards = wanted === undefined ? group.getByRole('radio') : group.getByRole('radio', { name: wanted })
  if ((await cards.count()) > 0) {
    await cards.first().check()
    return true
  }
  await group.locator('[aria-haspopup=dialog]').click()
  const sheet = page.getByRole('dialog').last()
  const item =
    wanted === undefined ? sheet.getByRole('listitem') : sheet.getByRole('listitem').filter({ hasText: wanted })
  const first = item.first().locator('input, button').first()
  // A lookup without options offers nothing to choose.
  const offers = (await first.count()) > 0
  await (offers ? first.click() : page.keyboard.press('Escape'))
  await leaves(page.locator('dialog.sheet:not(.row-sheet)[open]'))
  return offers
}

async function several(page: Page, group: Locator, say: Say, label: string): Promise<boolean> {
  if ((await group.count()) === 0) return false
  await group.getByRole('button', { name: say('Add: {name}', { name: label }) }).click()
  const sheet = page.getByRole('dialog').last()
  const boxes = sheet.getByRole('checkbox')
  for (const n of [0, 1]) if ((await boxes.count()) > n) await boxes.nth(n).check()
  await sheet.locator('footer').getByRole('button').click()
  await leaves(page.locator('dialog.sheet:not(.row-sheet)[open]'))
  return true
}

async function row(filling: Filling, field: Field, place: Locator, label: string): Promise<boolean> {
  const { visit, config } = filling
  const { page, say } = visit
  const form = config.bundle.forms.find((f) => f.id === field.subform)
  const add = place.getByRole('button', { name: say('Add: {name}', { name: label }), exact: true })
  if (form === undefined || (await add.count()) === 0) return false
  await add.click()
  const sheet = page.locator('dialog.row-sheet[open]').last()
  await shows(sheet)
  // A row is one answer: it is always filled as far as it goes.
  const filled = await fillIn({ ...filling, extent: 'whole' }, form, sheet)
  await sheet
    .locator('footer')
    .getByRole('button', { name: say('Done'), exact: true })
    .click()
  await leaves(sheet)
  return filled.length > 0
}

type Upload = { name: string; mimeType: string; buffer: Buffer }

async function attach(place: Locator, words: string, label: string, file: Upload): Promise<boolean> {
  const section = place.getByRole('region', { name: label, exact: true })
  if ((await section.count()) === 0) return false
  await section.getByLabel(words).setInputFiles(file)
  await shows(section.getByRole('listitem'))
  return true
}

/** A red dot, as a camera's PNG would be. */
export const photo: Upload = {
  name: 'DCIM_0042.png',
  mimeType: 'image/png',
  buffer: Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==',
    'base64',
  ),
}
const recording: Upload = {
  name: 'voice.mp3',
  mimeType: 'audio/mpeg',
  buffer: Buffer.from('ID3\x04\0\0\0\0\0\0', 'latin1'),
}
const paper: Upload = {
  name: 'paper.pdf',
  mimeType: 'application/pdf',
  buffer: Buffer.from('%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n', 'latin1'),
}
