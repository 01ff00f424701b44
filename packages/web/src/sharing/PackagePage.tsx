// A package that was sent to this person: what it holds, his answer, and a case of his own that he makes of it.
import { Trans, useLingui } from '@lingui/react/macro'
import { type ReactNode, useState } from 'react'
import { useLocation } from 'wouter'
import { momentInWords } from '../forms/dates.ts'
import { rangeWords } from '../forms/words.ts'
import { useTitle } from '../frame/title.ts'
import { useKept } from '../record/useKept.ts'
import { TroubleState } from '../states/states.tsx'
import { newUuid, useConfig } from '../store/store.ts'
import { answerPackage, fetchPackage, makeCaseOf, type Said, type ShownPackage } from '../sync/packages.ts'
import { Bones } from '../ui/Bones.tsx'
import { Button, LinkButton } from '../ui/Button.tsx'
import { Code } from '../ui/Code.tsx'
import { EmptyState } from '../ui/EmptyState.tsx'
import { Field } from '../ui/Field.tsx'
import { LongText } from '../ui/LongText.tsx'
import { Note } from '../ui/Note.tsx'
import { Tag } from '../ui/Tag.tsx'
import { NotDone } from './NotDone.tsx'
import { bandWords } from './packageWords.ts'
import { serviceWords } from './services.ts'
import './sharing.css'
import { useDoing } from './useDoing.ts'
import { useAsked } from './usePackages.ts'
import { statusWords } from './words.ts'

export function PackagePage({ id }: { id: string }) {
  const { t } = useLingui()
  useTitle(t`Package`)
  const { value, failure, again } = useAsked(id, fetchPackage)
  if (value) return <Shown key={id} of={value} again={again} />
  if (!failure) return <Bones lines={4} />
  if (failure.state !== 'denied') return <TroubleState level={1} read={{ ...failure, retry: again }} />
  return (
    <EmptyState level={1} sign="lock" title={<Trans>This package is not here</Trans>}>
      <Trans>It is shown to whom it was sent.</Trans>
    </EmptyState>
  )
}

function Shown({ of, again }: { of: ShownPackage; again: () => void }) {
  const { t } = useLingui()
  const config = useConfig()
  const said = statusWords[of.status]
  return (
    <div className="stack">
      <header className="stack">
        <h1 tabIndex={-1}>
          <Trans>Package</Trans> <Code>{of.reference}</Code>
        </h1>
        <p className="row">
          <Tag hue={said.hue} sign={said.sign}>
            {t(said.words)}
          </Tag>
          {of.service && <span>{serviceWords(config, of.service)}</span>}
          <time className="meta" dateTime={of.at}>
            {momentInWords(of.at, config.locale)}
          </time>
        </p>
      </header>
      {of.contents ? (
        <Contents of={of.contents} />
      ) : (
        <Note hue="info" title={<Trans>Nothing is left of it</Trans>}>
          <Trans>When a referral has ended, what it held is gone.</Trans>
        </Note>
      )}
      <Answers of={of} again={again} />
    </div>
  )
}

function Contents({ of }: { of: NonNullable<ShownPackage['contents']> }) {
  const { t } = useLingui()
  const { locale } = useConfig()
  const at = (moment: string | null) => moment && momentInWords(moment, locale)
  const facts: [string, ReactNode][] = [
    [t`Reach them safely`, of.safetyNotes],
    [t`Care within 72 hours ends`, at(of.deadline)],
    [t`Answer wanted by`, at(of.wantedBy)],
    ...of.lines.map(({ name, label, value }): [string, ReactNode] =>
      name === 'age_band' ? [t(bandWords), rangeWords(value)] : [label ?? name, value],
    ),
    [t`Notes`, of.notes],
    [t`Sent by`, of.agency],
    [t`How to reach who sent it`, of.contact],
  ]
  return (
    <section className="card paper stack">
      <p className="meta">
        <Trans>You have this package, and not the case. Do not ask them again what stands here.</Trans>
      </p>
      <dl className="dl">
        {facts
          .filter(([, value]) => value)
          .map(([label, value]) => (
            <div key={label}>
              <dt>{label}</dt>
              <dd>
                <bdi>{value}</bdi>
              </dd>
            </div>
          ))}
      </dl>
    </section>
  )
}

function Answers({ of, again }: { of: ShownPackage; again: () => void }) {
  const [, navigate] = useLocation()
  const { failure, doing } = useDoing(again)
  const { value, set, drop } = useKept<{ note: string }>(
    { type: 'case', id: of.id, version: 0 },
    'share/package',
    of.reference,
  )
  const [needsReason, setNeedsReason] = useState(false)
  const [made] = useState(newUuid)
  const { t } = useLingui()
  if (!value) return <Bones lines={3} marks={false} />
  const { note = '' } = value
  const answer = (word: Said['answer']): void => {
    const words = note.trim()
    setNeedsReason(word === 'reject' && words === '')
    if (word === 'reject' && words === '') return
    const said = words === '' ? {} : word === 'reject' ? { reason: words } : word === 'done' ? { note: words } : {}
    doing(() => answerPackage(of.id, { answer: word, ...said }).then(drop))
  }
  return (
    <div className="stack">
      {failure && <NotDone failure={failure} />}
      {of.may.length > 0 && (
        <Field
          label={of.may.includes('done') ? <Trans>Note for the owner</Trans> : <Trans>Reason, if you reject it</Trans>}
          error={needsReason ? t`Say why, so that another way can be found.` : undefined}
        >
          {(control) => (
            <LongText control={control} rows={3} most={2000} value={note} onText={(text) => set({ note: text })} />
          )}
        </Field>
      )}
      <div className="row">
        {of.may.includes('accept') && (
          <Button look="main" onClick={() => answer('accept')}>
            <Trans>Accept</Trans>
          </Button>
        )}
        {of.may.includes('reject') && (
          <Button onClick={() => answer('reject')}>
            <Trans>Reject</Trans>
          </Button>
        )}
        {of.mayMakeCase && (
          <Button
            look="main"
            onClick={() => doing(() => makeCaseOf(of.id, made).then((id) => navigate(`/cases/${id}`)))}
          >
            <Trans>Make a case of ours from this</Trans>
          </Button>
        )}
        {of.may.includes('done') && (
          <Button onClick={() => answer('done')}>
            <Trans>Finish</Trans>
          </Button>
        )}
        {of.made && (
          <LinkButton to={`/cases/${of.made}`}>
            <Trans>Open the case that you made</Trans>
          </LinkButton>
        )}
      </div>
    </div>
  )
}
