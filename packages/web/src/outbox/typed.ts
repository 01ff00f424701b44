// What somebody typed, as text to carry elsewhere: questions and their own answers, no code, no name of a record, and
// nothing of what others answered.
import { isBlank } from '@primero/domain/forms/answer.ts'
import type { Answer, Change, Data } from '@primero/domain/records/record.ts'
import type { IntentionArgs } from '@primero/domain/sync/intention.ts'
import { labelsAt } from '../record/fields.ts'
import { valueWords } from '../record/valueWords.ts'
import { recordOf } from '../store/engine/ground.ts'
import type { OutboxEntry } from '../store/entries.ts'
import type { AppConfig } from '../store/store.ts'
import { saidIn } from './said.ts'

type Typed = { path: string[]; to: Answer | undefined }

const machine: ReadonlySet<string> = new Set(['unique_identifier', 'short_id', 'module_id', 'incident_case_id'])

function typedIn({ intention }: OutboxEntry): Typed[] {
  if (intention.name === 'record.edit')
    return (intention.args as { changes: Change[] }).changes.map(({ path, to }) => ({ path, to }))
  if (intention.name === 'conflict.settle')
    return (intention.args as IntentionArgs<'conflict.settle'>).choices.flatMap(({ take, path, value }) =>
      take === 'other' ? [{ path, to: value as Answer }] : [],
    )
  if (intention.name !== 'record.create') return []
  const { data } = intention.args as { data: Data }
  return Object.entries(data).flatMap(([name, to]) => (machine.has(name) || isBlank(to) ? [] : [{ path: [name], to }]))
}

/** '' where nothing was typed: a photo, a closed case. */
export function typedText(config: AppConfig, entry: OutboxEntry): string {
  const { type } = recordOf(entry.intention)
  const answers = typedIn(entry).map(({ path, to }) => {
    const words = valueWords(config, false, path, type, to)
    return `${labelsAt(config, type, path).join(' › ')}: ${words || '–'}`
  })
  return [...answers, ...saidIn(entry.intention)].join('\n')
}

/** A clipboard is read by every app: it is emptied after this long. Milliseconds. */
const stays = 60_000

/** Resolves once it is on the clipboard, which is emptied a minute later or as soon as the page is looked at again. */
export async function copyForAWhile(text: string): Promise<void> {
  await navigator.clipboard.writeText(text)
  const empty = (): void => {
    navigator.clipboard.writeText('').catch(() => window.addEventListener('focus', empty, { once: true }))
  }
  window.setTimeout(empty, stays)
}
