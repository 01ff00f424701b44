// A case with as much in it as a case may have after years: four hundred answers, sixty rows.
import type { Field } from '@primero/domain/configuration/bundle.ts'
import { type Configuration, configurationOf } from '@primero/domain/configuration/configuration.ts'
import type { ConfigReply } from '@primero/domain/sync/protocol.ts'

type Product = { url: string; password: string }

const wanted = { answers: 400, rows: 60 }

/** Registers it as this person. @throws Error where the forms hold fewer questions */
export async function heavyCase(
  { url, password }: Product,
  user: string,
): Promise<{ id: string; code: string; answers: number; rows: number }> {
  const authorization = `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`
  const call = async (method: string, path: string, body?: unknown): Promise<unknown> => {
    const reply = await fetch(url + path, {
      method,
      headers: { authorization, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    if (!reply.ok) throw new Error(`${method} ${path}: ${reply.status} ${(await reply.text()).slice(0, 300)}`)
    return reply.json()
  }
  const config = (await call('GET', '/api/sync/config')) as ConfigReply
  const { data, answers, rows } = answersFor(configurationOf(config.version, [config.bundle]))
  if (answers < wanted.answers || rows < wanted.rows) throw new Error(`Only ${answers} answers and ${rows} rows.`)
  const made = (await call('POST', '/api/v2/cases', { data })) as { data: { id: string; short_id: string } }
  return { id: made.data.id, code: made.data.short_id, answers, rows }
}

/** Every question that can be answered by rule, and rows until there are enough of both. */
export function answersFor(config: Configuration, most = wanted) {
  const data: Record<string, unknown> = { module_id: 'primeromodule-cp' }
  let [answers, rows] = [0, 0]
  const fields = config.formsOf('case').flatMap((form) => form.fields)
  for (const field of fields) {
    const value = answerTo(config, field)
    if (value === undefined || field.name in data || answers >= most.answers) continue
    data[field.name] = value
    answers += 1
  }
  const subforms = fields.filter((f) => f.type === 'subform' && f.disabled !== true && f.name !== 'incident_details')
  for (let at = 0; (rows < most.rows || answers < most.answers) && at < 600; at++) {
    const field = subforms[at % subforms.length]
    const form = field && config.rowsOf(field)
    if (!field || !form) continue
    const row = Object.fromEntries(
      form.fields.flatMap((column) => {
        const value = answerTo(config, column)
        return value === undefined ? [] : [[column.name, value]]
      }),
    )
    data[field.name] = [
      ...((data[field.name] as unknown[] | undefined) ?? []),
      { unique_id: crypto.randomUUID(), ...row },
    ]
    rows += 1
    answers += Object.keys(row).length
  }
  return { data, answers, rows }
}

const untouched = new Set([
  'status',
  'record_state',
  'owned_by',
  'hidden_name',
  'date_of_birth',
  'age',
  'short_id',
  'unique_identifier',
])

function answerTo(config: Configuration, field: Field): unknown {
  if (untouched.has(field.name) || field.disabled === true || field.calculation !== undefined) return undefined
  const choices =
    field.options && 'lookup' in field.options ? config.lookups.get(field.options.lookup)?.values : undefined
  const values = field.options && 'values' in field.options ? field.options.values : choices
  switch (field.type) {
    case 'text_field':
      return sentence(4)
    case 'textarea':
      return sentence(40)
    case 'numeric_field':
      return 7
    case 'date_field':
      return field.includeTime === true ? '2026-02-03T09:00:00.000Z' : '2026-02-03'
    case 'tick_box':
      return true
    case 'radio_button':
      return values?.[0]?.id
    case 'select_box':
      if (values?.[0] === undefined) return undefined
      return field.multi === true ? values.slice(0, 2).map(({ id }) => id) : values[0].id
    default:
      return undefined
  }
}

const syllables = 'ba ce di fo gu ha ji ko la me ni po qu ra so ti vu wa xe yo za'.split(' ')

/** As many words as said, no two cases alike: what packs as badly as what people write. */
const sentence = (words: number): string =>
  Array.from({ length: words }, () =>
    Array.from(
      { length: 1 + Math.floor(Math.random() * 3) },
      () => syllables[Math.floor(Math.random() * syllables.length)],
    ).join(''),
  ).join(' ')
