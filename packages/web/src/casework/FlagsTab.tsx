// Flags of a record: what somebody should look at, until when, and how it ended.
import { Trans } from '@lingui/react/macro'
import type { FlagShape, RecordShape } from '@primero/domain/sync/protocol.ts'
import { useState } from 'react'
import { dayText } from '../i18n/format.ts'
import type { OutboxEntry } from '../store/entries.ts'
import { thisDay, useConfig, useOutbox } from '../store/store.ts'
import { Button } from '../ui/Button.tsx'
import { EmptyState } from '../ui/EmptyState.tsx'
import { Knot, Thread } from '../ui/Thread.tsx'
import { Tag } from '../ui/Tag.tsx'
import { unsentOf } from './effects.ts'
import { FlagDialog, ResolveDialog } from './FlagDialogs.tsx'
import { PersonName } from './PersonName.tsx'
import { NotSent, WaitingTag } from './Waiting.tsx'

export function FlagsTab({ record }: { record: RecordShape }) {
  const { flags = [], actions } = record
  const { entries } = useOutbox()
  const [isAdding, setAdding] = useState(false)
  const active = flags.filter(({ resolved }) => resolved === null)
  const over = flags.filter(({ resolved }) => resolved !== null)
  const sayings = unsentOf(record, entries)
  const waiting = ({ id }: FlagShape) => sayings.findLast((e) => (e.intention.args as { flag?: string }).flag === id)
  return (
    <div className="stack">
      <div className="h-row">
        <h2 className="page-title">
          <Trans>Flags</Trans>
        </h2>
        {actions.includes('flag') && (
          <Button sign="flag" onClick={() => setAdding(true)}>
            <Trans>Raise a flag</Trans>
          </Button>
        )}
      </div>
      {flags.length === 0 && (
        <EmptyState sign="flag" title={<Trans>No flags</Trans>}>
          <Trans>A flag tells whoever works on this record to look at something.</Trans>
        </EmptyState>
      )}
      {active.length > 0 && (
        <Thread>
          {active.map((flag) => (
            <FlagLine key={flag.id} {...{ record, flag }} waiting={waiting(flag)} />
          ))}
        </Thread>
      )}
      {over.length > 0 && (
        <section className="stack">
          <h3>
            <Trans>Resolved</Trans>
          </h3>
          <Thread>
            {over.map((flag) => (
              <FlagLine key={flag.id} {...{ record, flag }} waiting={waiting(flag)} />
            ))}
          </Thread>
        </section>
      )}
      {isAdding && <FlagDialog record={record} onDone={() => setAdding(false)} />}
    </div>
  )
}

type LineProps = { record: RecordShape; flag: FlagShape; waiting: OutboxEntry | undefined }

function FlagLine({ record, flag, waiting }: LineProps) {
  const config = useConfig()
  const [doing, setDoing] = useState<'edit' | 'resolve'>()
  const { message, date, by, resolved, may } = flag
  const isDue = resolved === null && date <= thisDay()
  return (
    <Knot state={resolved ? 'done' : isDue ? 'stop' : 'open'}>
      <div className="stack work-line">
        <p className="row">
          <b>
            <bdi>{message}</bdi>
          </b>
          {waiting && <WaitingTag />}
        </p>
        <p className="meta row">
          <Tag hue={isDue ? 'warn' : 'plain'} sign="calendar">
            {dayText(date, config.locale)}
          </Tag>
          <PersonName userName={by} on={record} />
        </p>
        {resolved && (
          <p>
            <Trans>Resolved</Trans>: <bdi>{resolved.message}</bdi>{' '}
            <span className="meta">
              <PersonName userName={resolved.by} on={record} /> · {dayText(resolved.date, config.locale)}
            </span>
          </p>
        )}
        <div className="row">
          {may.includes('resolve') && (
            <Button small onClick={() => setDoing('resolve')}>
              <Trans>Resolve</Trans>
            </Button>
          )}
          {may.includes('edit') && !resolved && (
            <Button small look="quiet" onClick={() => setDoing('edit')}>
              <Trans>Change</Trans>
            </Button>
          )}
          <NotSent entry={waiting} />
        </div>
      </div>
      {doing === 'resolve' && <ResolveDialog {...{ record, flag }} onDone={() => setDoing(undefined)} />}
      {doing === 'edit' && <FlagDialog {...{ record, flag }} onDone={() => setDoing(undefined)} />}
    </Knot>
  )
}
