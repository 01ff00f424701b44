// An answer that changed, in the words of its form: what it was, what it is.
import { Trans, useLingui } from '@lingui/react/macro'
import { isFileField } from '@primero/domain/access/fields.ts'
import type { Answer } from '@primero/domain/records/record.ts'
import type { HistoryReply } from '@primero/domain/sync/protocol.ts'
import type { ReactNode } from 'react'
import { usePage } from '../forms/page.ts'
import type { AppConfig, RecordType } from '../store/store.ts'
import { Icon } from '../ui/Icon.tsx'
import { fieldAt, labelsAt } from './fields.ts'
import { shownWords } from './valueWords.ts'

export type Changed = HistoryReply['entries'][number]['changes'][number]

/** Steps that are kept as facts, in the words of the buttons that take them. */
const steps: Record<string, (on: boolean) => ReactNode> = {
  hidden_name: (on) => (on ? <Trans>Name protected</Trans> : <Trans>Protection ended</Trans>),
  record_state: (on) => (on ? <Trans>Enabled</Trans> : <Trans>Disabled</Trans>),
}

export const isStep = (name: string): boolean => Object.hasOwn(steps, name)

export function ChangeLine({
  change,
  type,
  config,
  first = false,
}: {
  change: Changed
  type: RecordType
  config: AppConfig
  /** Of a registration: nothing stood there before. */
  first?: boolean
}) {
  const { t } = useLingui()
  const { covered } = usePage()
  const field = fieldAt(config, type, change.path)
  const isRow = change.path.length % 2 === 0
  const isFile = field !== undefined && isFileField(field)
  const say = (value: unknown): string => shownWords(config, covered, change.path, type, value)
  const [from, to] = [say(change.from), say(change.to)]
  const step = steps[change.path[0] ?? '']
  if (step) return <li className="change-of">{step(change.to === true)}</li>
  // The name of a file may be a person's.
  if (isFile)
    return <FileChange change={change} label={labelsAt(config, type, change.path).join(' › ')} hidden={covered} />
  return (
    <li>
      <span className="change-of">{labelsAt(config, type, change.path).join(' › ')}</span>
      {isRow && (
        <span className="tag">
          {change.to === null || change.to === undefined ? <Trans>Row removed</Trans> : <Trans>Row added</Trans>}
        </span>
      )}
      <span className="change">
        {!first && from && (
          <>
            <span className="vh">
              <Trans>was</Trans>{' '}
            </span>
            <del>
              <bdi>{from}</bdi>
            </del>{' '}
            <Icon name="arrow-right" flip />{' '}
          </>
        )}
        <span className="vh">
          <Trans>now</Trans>{' '}
        </span>
        {to ? (
          <ins>
            <bdi>{to}</bdi>
          </ins>
        ) : (
          <span className="meta">{t`empty`}</span>
        )}
      </span>
    </li>
  )
}

/** A file that came or went is named once; of one that was described anew only the words stand. */
function FileChange({ change, label, hidden }: { change: Changed; label: string; hidden: boolean }) {
  const { t } = useLingui()
  const [was, is] = [change.from ?? null, change.to ?? null] as [Answer, Answer]
  const isAnew = was !== null && is !== null
  const words = (file: Answer): string => (file === null || hidden ? '' : fileWords(file, !isAnew))
  return (
    <li>
      <span className="change-of">{label}</span>
      <span className="tag">
        {is === null ? (
          <Trans>File removed</Trans>
        ) : was === null ? (
          <Trans>File added</Trans>
        ) : (
          <Trans>Description changed</Trans>
        )}
      </span>
      {!hidden && (
        <span className="change">
          {isAnew && (
            <>
              <span className="vh">
                <Trans>was</Trans>{' '}
              </span>
              <del>
                <bdi>{words(was) || t`empty`}</bdi>
              </del>{' '}
              <Icon name="arrow-right" flip />{' '}
              <span className="vh">
                <Trans>now</Trans>{' '}
              </span>
            </>
          )}
          <bdi>{words(is ?? was) || (isAnew ? t`empty` : '')}</bdi>
        </span>
      )}
    </li>
  )
}

/** What history keeps of a file; to some readers only that there was one. */
const fileWords = (value: Answer, named: boolean): string => {
  const { file_name, description, comments, date, signature_provided_by } = value as { [word: string]: unknown }
  const words = [named ? file_name : '', description, comments, date, signature_provided_by]
  return words.filter((word) => typeof word === 'string' && word !== '').join(' · ')
}
