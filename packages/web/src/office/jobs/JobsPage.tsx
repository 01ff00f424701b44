// What the site does by itself: when it ran last, how it went, when it runs next.
import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { useState } from 'react'
import { Button } from '../../ui/Button.tsx'
import { Note } from '../../ui/Note.tsx'
import { Tag } from '../../ui/Tag.tsx'
import { tell } from '../../ui/Toast.tsx'
import { Answered } from '../parts/Answered.tsx'
import { TroubleNote } from '../parts/OfficeFields.tsx'
import { OfficeHead } from '../parts/OfficeHead.tsx'
import { OfficeTable } from '../parts/OfficeTable.tsx'
import { useAnswer } from '../parts/useAnswer.ts'
import { type FormTrouble, troubleOf } from '../parts/useOfficeForm.ts'
import { useWhen } from '../when.ts'
import { fetchJobs, type Job, runJob } from './jobs.ts'

const names: Record<string, MessageDescriptor> = {
  'refresh-ages': msg`Bring ages up to date`,
  'expire-consents': msg`End consents whose day has passed`,
  'end-work': msg`End what was shared with people whose last day has passed`,
  'tell-tasks': msg`Tell people of their tasks`,
  'tell-silence': msg`Tell of referrals that nobody answered`,
  'send-mail': msg`Send mail`,
  'send-push': msg`Send signs to devices`,
  'drop-lapsed': msg`Remove sessions and counters that have lapsed`,
  'forget-unverified': msg`Remove sign-ups that nobody confirmed`,
  'keep-house': msg`Make room for the audit of coming months, and remove what is old`,
  'seal-audit': msg`Seal the audit`,
  reindex: msg`Count records anew after a change of forms`,
  register: msg`Make accounts of people who sign up`,
  'find-duplicates': msg`Look for records about the same person`,
}

const rhythms: Record<NonNullable<Job['every']>, MessageDescriptor> = {
  minute: msg`every minute`,
  hour: msg`every hour`,
  day: msg`every day`,
}

export function JobsPage() {
  const { t } = useLingui()
  const jobs = useAnswer('jobs', fetchJobs)
  return (
    <>
      <OfficeHead title={<Trans>Scheduled jobs</Trans>} plain={t`Scheduled jobs`}>
        <Button small sign="refresh-cw" onClick={jobs.again}>
          <Trans>Look again</Trans>
        </Button>
      </OfficeHead>
      <Answered of={jobs}>{(all) => <Jobs of={all} again={jobs.again} />}</Answered>
    </>
  )
}

function Jobs({ of: jobs, again }: { of: Job[]; again: () => void }) {
  const { t } = useLingui()
  const when = useWhen()
  const [trouble, setTrouble] = useState<FormTrouble>()
  const runs = async (task: string): Promise<void> => {
    setTrouble(undefined)
    try {
      await runJob(task)
      tell(t`It runs now. Look again in a moment.`)
      again()
    } catch (e) {
      setTrouble(troubleOf(e))
    }
  }
  const failing = jobs.filter(({ outcome }) => outcome === 'failed').length
  return (
    <>
      {trouble && <TroubleNote of={trouble} />}
      {failing > 0 && (
        <Note hue="warn" title={<Plural value={failing} one="# job failed" other="# jobs failed" />}>
          <Trans>Each is tried again by itself. If one keeps failing, look at the log of the server.</Trans>
        </Note>
      )}
      <OfficeTable<Job>
        caption={t`Scheduled jobs`}
        rows={jobs}
        keyOf={({ task }) => task}
        head={{
          label: t`Job`,
          of: ({ task, every }) => (
            <span className="office-name">
              <span>{names[task] ? t(names[task]) : task}</span>
              <span className="meta">{every ? t(rhythms[every]) : <Trans>when it is needed</Trans>}</span>
            </span>
          ),
        }}
        columns={[
          { key: 'last', label: t`Last run`, of: ({ began_at: at }) => (at ? when(at) : <Trans>Not yet</Trans>) },
          { key: 'how', label: t`How it went`, of: (job) => <Outcome of={job} /> },
          { key: 'next', label: t`Next run`, of: ({ next_at: at }) => at && when(at) },
          {
            key: 'do',
            label: t`What to do`,
            of: ({ task, by_hand }) =>
              by_hand ? (
                <Button small onClick={() => void runs(task)}>
                  <Trans>Run now</Trans>
                </Button>
              ) : null,
          },
        ]}
        empty={null}
      />
    </>
  )
}

function Outcome({ of: { outcome, code, failures } }: { of: Job }) {
  if (outcome === null) return null
  if (outcome === 'running')
    return (
      <Tag hue="info">
        <Trans>Running</Trans>
      </Tag>
    )
  if (outcome === 'done')
    return (
      <Tag hue="ok">
        <Trans>Done</Trans>
      </Tag>
    )
  return (
    <span className="told-failed">
      <Tag hue="bad">
        <Trans>Failed</Trans>
      </Tag>
      <span className="meta">
        <Plural value={failures} one="# time in a row" other="# times in a row" /> <code dir="ltr">{code}</code>
      </span>
    </span>
  )
}
