// Everything that happened around a record as one line of time, the newest first. It is made of what this device has.
import { Plural, Trans, useLingui } from '@lingui/react/macro'
import type { Form } from '@primero/domain/configuration/bundle.ts'
import type { Data } from '@primero/domain/records/record.ts'
import type { RecordShape } from '@primero/domain/sync/protocol.ts'
import { isDay } from '@primero/domain/time.ts'
import { type Happened, type TimelineGroup, timelineGroups, timelineOf } from '@primero/domain/workflow/timeline.ts'
import { useMemo, useState } from 'react'
import { Link } from 'wouter'
import { momentInWords } from '../forms/dates.ts'
import { usePage } from '../forms/page.ts'
import { dayText } from '../i18n/format.ts'
import { useConfig } from '../store/store.ts'
import { Button, LinkButton } from '../ui/Button.tsx'
import { EmptyState } from '../ui/EmptyState.tsx'
import { Knot, Thread } from '../ui/Thread.tsx'
import { groupWords, toldOf } from './happened.ts'
import { PersonName } from './PersonName.tsx'

export type PartProps = { record: RecordShape; forms: Form[] }
type TabProps = PartProps & { hrefOf: (to: string, row?: string) => string }

/** Lines that are drawn at first; a long case has hundreds. */
const most = 40

export function useTimeline({ record, forms }: PartProps): Happened[] {
  const { configuration } = useConfig()
  const { data, shares, consents, flags } = record
  return useMemo(
    () => timelineOf(configuration, forms, { data: data as Data, shares, consents, flags }),
    [configuration, forms, data, shares, consents, flags],
  )
}

export function TimelineTab({ record, forms, hrefOf }: TabProps) {
  const all = useTimeline({ record, forms })
  const [only, setOnly] = useState<ReadonlySet<TimelineGroup>>(new Set())
  const [isWhole, setWhole] = useState(false)
  const chosen = all.filter(({ group }) => only.size === 0 || only.has(group))
  const shown = isWhole ? chosen : chosen.slice(0, most)
  return (
    <div className="stack">
      <div className="h-row">
        <h2 className="page-title">
          <Trans>Timeline</Trans>
        </h2>
        <LinkButton to={hrefOf('print')} sign="file-text">
          <Trans>Print a summary</Trans>
        </LinkButton>
      </div>
      <Groups all={all} only={only} onChange={setOnly} />
      {chosen.length === 0 && <EmptyState sign="history" title={<Trans>Nothing has happened yet</Trans>} />}
      <Thread>
        {shown.map((happened) => (
          <Line key={happened.id} {...{ happened, record, hrefOf }} />
        ))}
      </Thread>
      {chosen.length > shown.length && (
        <Button onClick={() => setWhole(true)}>
          <Plural value={chosen.length - shown.length} one="Show # more" other="Show # more" />
        </Button>
      )}
    </div>
  )
}

type GroupsProps = {
  all: Happened[]
  only: ReadonlySet<TimelineGroup>
  onChange: (only: ReadonlySet<TimelineGroup>) => void
}

/** Nothing chosen shows everything. */
function Groups({ all, only, onChange }: GroupsProps) {
  const { t, i18n } = useLingui()
  const number = new Intl.NumberFormat(i18n.locale)
  const countOf = (group: TimelineGroup): number => all.filter((one) => one.group === group).length
  const groups = timelineGroups.filter(countOf)
  if (groups.length < 2) return null
  return (
    <fieldset className="work-groups">
      <legend className="vh">
        <Trans>Show only</Trans>
      </legend>
      {groups.map((group) => (
        <label key={group} className="pick">
          <input
            type="checkbox"
            checked={only.has(group)}
            onChange={(e) =>
              onChange(new Set(e.target.checked ? [...only, group] : [...only].filter((one) => one !== group)))
            }
          />
          <span>{t(groupWords[group])}</span>
          <span className="meta">{number.format(countOf(group))}</span>
        </label>
      ))}
    </fieldset>
  )
}

function Line({ happened, record, hrefOf }: Omit<TabProps, 'forms'> & { happened: Happened }) {
  const { t } = useLingui()
  const config = useConfig()
  const { covered, today } = usePage()
  const { title, words, to, row } = toldOf(happened, { config, record, covered, say: t, withIdentity: true })
  const { at, by } = happened
  const isPlanned = happened.kind === 'row' && happened.isPlanned
  return (
    <Knot state={isPlanned || at.slice(0, 10) > today ? 'open' : 'done'}>
      <div className="stack work-line">
        <p className="row">
          <Link href={hrefOf(to, row)}>
            <b>{title}</b>
          </Link>
        </p>
        {words && (
          <p>
            <bdi>{words}</bdi>
          </p>
        )}
        <p className="meta row">
          <time dateTime={at}>{whenWords(at, config.locale)}</time>
          {isPlanned && (
            <span>
              <Trans>planned</Trans>
            </span>
          )}
          {by && <PersonName userName={by} on={record} />}
        </p>
      </div>
    </Knot>
  )
}

export const whenWords = (at: string, locale: string): string =>
  isDay(at) ? dayText(at, locale) : momentInWords(at, locale)
