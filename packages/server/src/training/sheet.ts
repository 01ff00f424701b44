// What the forms of a module ask, made ready for answering fast: which names exist and which options they take.
import type { Field, Option, RecordType } from '@primero/domain/configuration/bundle.ts'
import type { Configuration } from '@primero/domain/configuration/configuration.ts'
import type { Answer, Row } from '@primero/domain/records/record.ts'
import type { Random } from './random.ts'

/** Option ids with the running sum of their weights; without sums all are alike. */
export type Menu = { ids: string[]; sums?: number[] }

export type Draft = { [field: string]: Answer | undefined }

export type Sheet = {
  fields: Map<string, Field>
  /** The nested sheet of a subform field; empty where the module has no such field. */
  rows: (name: string) => Sheet
  /** Options of a field, weighted where weights are given (`high 3, low 1`); an id not on offer never comes up. */
  menu: (name: string, weights?: string) => Menu
  /** The answers that these forms ask; what was left open or is asked nowhere falls away. */
  kept: (draft: Draft) => Draft
}

const notAnswered = new Set(['separator', 'photo_upload_box', 'audio_upload_box', 'document_upload_box', 'signature'])

/** The top-level forms of a record type in a module, as one sheet. The first form in page order speaks for a name. */
export function sheetOf(config: Configuration, type: RecordType, module: string): Sheet {
  const forms = config.formsOf(type).filter((form) => form.modules.includes(module))
  return sheetFrom(
    config,
    forms.flatMap((form) => form.fields),
  )
}

function sheetFrom(config: Configuration, list: Field[]): Sheet {
  const fields = new Map<string, Field>()
  for (const field of list) if (!notAnswered.has(field.type) && !fields.has(field.name)) fields.set(field.name, field)
  const nested = new Map<string, Sheet>()
  for (const field of fields.values())
    if (field.type === 'subform') nested.set(field.name, sheetFrom(config, config.rowsOf(field)?.fields ?? []))
  return {
    fields,
    rows: (name) => nested.get(name) ?? sheetFrom(config, []),
    menu: (name, weights) => menuOf(fields.has(name) ? optionsOf(config, fields.get(name)) : [], weights),
    kept: (draft) => {
      const kept: Draft = {}
      for (const name in draft) {
        const answer = draft[name]
        if (answer !== undefined && fields.has(name) && !isEmpty(answer)) kept[name] = answer
      }
      return kept
    },
  }
}

const isEmpty = (answer: Answer): boolean => Array.isArray(answer) && answer.length === 0

function optionsOf(config: Configuration, field: Field | undefined): string[] {
  const source = field?.options
  let options: Option[] = []
  if (source !== undefined && 'lookup' in source) options = config.lookups.get(source.lookup)?.values ?? []
  if (source !== undefined && 'values' in source) options = source.values
  return options.filter((option) => option.disabled !== true).map((option) => option.id)
}

function menuOf(options: string[], weights?: string): Menu {
  if (weights === undefined) return { ids: options }
  const wanted = new Map(weights.split(',').map((part) => weighted(part.trim())))
  const ids = options.filter((id) => wanted.has(id))
  let sum = 0
  const sums = ids.map((id) => {
    sum += wanted.get(id) ?? 0
    return sum
  })
  return { ids, sums }
}

function weighted(part: string): [string, number] {
  const [id = '', weight = ''] = part.split(/\s+/)
  if (!(Number(weight) > 0)) throw new Error(`a weight is missing: ${part}`)
  return [id, Number(weight)]
}

/** One option, or nothing where the menu is empty. */
export function choose(random: Random, menu: Menu): string | undefined {
  if (menu.ids.length === 0) return undefined
  if (menu.sums === undefined) return random.pick(menu.ids)
  const roll = random.next() * (menu.sums.at(-1) ?? 0)
  return menu.ids[menu.sums.findIndex((sum) => roll < sum)]
}

/** Up to `count` different options, in the order drawn. */
export function chooseSome(random: Random, menu: Menu, count: number): string[] {
  const chosen: string[] = []
  for (let i = 0; i < count; i++) {
    const id = choose(random, menu)
    if (id !== undefined && !chosen.includes(id)) chosen.push(id)
  }
  return chosen
}

/** A row of a subform with the id that keeps it apart, holding only what the nested form asks. */
export const rowOf = (random: Random, sheet: Sheet, draft: Draft): Row => ({
  ...sheet.kept(draft),
  unique_id: random.uuid(),
})
