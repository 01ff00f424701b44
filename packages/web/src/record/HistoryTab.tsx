// Who changed what, and when: the newest first, in the words of the forms.
import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { isBlank } from '@primero/domain/forms/answer.ts'
import { isFileField } from '@primero/domain/access/fields.ts'
import type { Answer } from '@primero/domain/records/record.ts'
import type { HistoryReply } from '@primero/domain/sync/protocol.ts'
import { type ReactNode, useState } from 'react'
import { usePage } from '../forms/page.ts'
import { momentInWords } from '../forms/dates.ts'
import { useIsCutOff } from '../store/contact.ts'
import { type AppConfig, type RecordType, useConfig, useHistory } from '../store/store.ts'
import { Bones } from '../ui/Bones.tsx'
import { Button } from '../ui/Button.tsx'
import { EmptyState } from '../ui/EmptyState.tsx'
import { Icon } from '../ui/Icon.tsx'
import { Knot, Thread } from '../ui/Thread.tsx'
import { fieldAt, labelsAt } from './fields.ts'
import { shownWords } from './valueWords.ts'

type Entry = HistoryReply['entries'][number]
type Changed = Entry['changes'][number]

export function HistoryTab({ type, id }: { type: RecordType; id: string }) {
  const { state, history, more, retry } = useHistory(type, id)
  const config = useConfig()
  const [others, setOthers] = useState(false)
  const cut = useIsCutOff()
  const entries = (history?.entries ?? []).filter((e) => !others || e.user !== config.me.userName)
  return (
    <div className="stack">
      <div className="h-row">
        <h2 className="page-title">
          <Trans>Change log</Trans>
        </h2>
        {history?.entries.some((e) => e.user !== config.me.userName) && (
          <label className="pick plain">
            <input type="checkbox" checked={others} onChange={(e) => setOthers(e.target.checked)} />
            <Trans>Only other people’s changes</Trans>
          </label>
        )}
      </div>
      {!history &&
        (state === 'loading' ? <Bones lines={4} marks={false} /> : <NoHistory state={state} onRetry={retry} />)}
      {history && entries.length === 0 && <EmptyState sign="history" title={<Trans>No changes recorded</Trans>} />}
      {entries.length > 0 && (
        <Thread>
          {entries.map((entry) => (
            <EntryLine key={`${entry.at}/${entry.user}/${entry.action}`} entry={entry} type={type} config={config} />
          ))}
        </Thread>
      )}
      {history && cut && (
        <p className="meta">
          <Trans>Without a connection this may be out of date.</Trans>
        </p>
      )}
      {more && (
        <Button onClick={more} {...(cut ? { unavailable: <Trans>Earlier changes need a connection.</Trans> } : {})}>
          <Trans>Show earlier changes</Trans>
        </Button>
      )}
    </div>
  )
}

function NoHistory({ state, onRetry }: { state: string; onRetry: () => void }) {
  const again = (
    <Button onClick={onRetry}>
      <Trans>Try again</Trans>
    </Button>
  )
  if (state === 'offline')
    return <EmptyState sign="cloud-off" title={<Trans>The change log needs a connection</Trans>} action={again} />
  if (state === 'denied')
    return <EmptyState sign="lock" title={<Trans>The change log is not open to your role</Trans>} />
  return <EmptyState sign="unplug" title={<Trans>The change log could not be read</Trans>} action={again} />
}

/** A long entry (a registration) shows its first lines. */
const mostLines = 6

function EntryLine({ entry, type, config }: { entry: Entry; type: RecordType; config: AppConfig }) {
  const [whole, setWhole] = useState(false)
  const known = entry.changes.filter((c) => isTold(config, type, c, entry.action === 'create'))
  const shown = whole ? known : known.slice(0, mostLines)
  const name = config.people.find((p) => p.userName === entry.user)?.fullName || entry.user
  return (
    <Knot state={entry.action === 'create' ? 'done' : 'open'}>
      <p className="row">
        <b>{entry.user === config.me.userName ? <Trans>You</Trans> : <bdi translate="no">{name}</bdi>}</b>
        <time className="meta" dateTime={entry.at}>
          {momentInWords(entry.at, config.locale)}
        </time>
        {entry.action === 'create' && (
          <span className="tag">
            <Trans context="change log">Registered</Trans>
          </span>
        )}
      </p>
      {known.length === 0 && (
        <p className="meta">
          <Trans>Facts that are not on your forms</Trans>
        </p>
      )}
      <ul className="stack changes">
        {shown.map((change) => (
          <ChangeLine
            key={change.path.join('/')}
            change={change}
            type={type}
            config={config}
            first={entry.action === 'create'}
          />
        ))}
      </ul>
      {known.length > mostLines && (
        <button className="btn quiet small" type="button" aria-expanded={whole} onClick={() => setWhole(!whole)}>
          {whole ? (
            <Trans>Show fewer</Trans>
          ) : (
            <Plural value={known.length - mostLines} one="Show # more" other="Show # more" />
          )}
        </button>
      )}
    </Knot>
  )
}

/** Steps that are kept as facts, in the words of the buttons that take them. */
const steps: Record<string, (on: boolean) => ReactNode> = {
  hidden_name: (on) => (on ? <Trans>Name protected</Trans> : <Trans>Protection ended</Trans>),
  record_state: (on) => (on ? <Trans>Enabled</Trans> : <Trans>Disabled</Trans>),
}

/** What the machine keeps for itself tells a reader nothing. */
const machine: ReadonlySet<string> = new Set([
  'module_id',
  'unique_identifier',
  'short_id',
  'case_id',
  'reopened_logs',
  'has_photo',
])

function isTold(config: AppConfig, type: RecordType, { path, to }: Changed, first: boolean): boolean {
  const [name = ''] = path
  if (first && (Object.hasOwn(steps, name) ? to !== true || name === 'record_state' : isBlank(to))) return false
  return Object.hasOwn(steps, name) || (!machine.has(name) && fieldAt(config, type, path) !== undefined)
}

function ChangeLine({
  change,
  type,
  config,
  first,
}: {
  change: Changed
  type: RecordType
  config: AppConfig
  first: boolean
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
