// Who changed what, and when: the newest first, in the words of the forms.
import { Plural, Trans } from '@lingui/react/macro'
import { isBlank } from '@primero/domain/forms/answer.ts'
import type { HistoryReply } from '@primero/domain/sync/protocol.ts'
import { useState } from 'react'
import { momentInWords } from '../forms/dates.ts'
import { useIsCutOff } from '../store/contact.ts'
import { type AppConfig, type RecordType, useConfig, useHistory } from '../store/store.ts'
import { Bones } from '../ui/Bones.tsx'
import { Button } from '../ui/Button.tsx'
import { EmptyState } from '../ui/EmptyState.tsx'
import { Knot, Thread } from '../ui/Thread.tsx'
import { type Changed, ChangeLine, isStep } from './ChangeLine.tsx'
import { nameOf } from './called.ts'
import { fieldAt } from './fields.ts'

type Entry = HistoryReply['entries'][number]

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
  const name = nameOf(config, entry.user)
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
  if (first && (isStep(name) ? to !== true || name === 'record_state' : isBlank(to))) return false
  return isStep(name) || (!machine.has(name) && fieldAt(config, type, path) !== undefined)
}
