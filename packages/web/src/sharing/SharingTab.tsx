// How a record was shared: referrals, transfers, reassignments, the newest first, and what this person may do about each.
import { Trans, useLingui } from '@lingui/react/macro'
import type { RecordShape, ShareShape } from '@primero/domain/sync/protocol.ts'
import { useState } from 'react'
import { momentInWords } from '../forms/dates.ts'
import { DiscardDialog } from '../outbox/DiscardDialog.tsx'
import { thisMoment } from '../store/clock.ts'
import { isUnsent, type OutboxEntry } from '../store/entries.ts'
import { type AppConfig, useConfig, useOutbox } from '../store/store.ts'
import { Button } from '../ui/Button.tsx'
import { EmptyState } from '../ui/EmptyState.tsx'
import { Icon } from '../ui/Icon.tsx'
import { Knot, type KnotState, Thread } from '../ui/Thread.tsx'
import { Tag } from '../ui/Tag.tsx'
import { AnswerDialog, answerWith, type Deed } from './AnswerDialogs.tsx'
import { CareNote } from './CareBy.tsx'
import { Consents } from './ConsentTab.tsx'
import { CareTag } from './CareTag.tsx'
import { LinkSheet } from './LinkSheet.tsx'
import { nameOf } from '../record/called.ts'
import { agencyOf } from './people.ts'
import { SentPackages } from './SentPackages.tsx'
import { serviceWords } from './services.ts'
import './sharing.css'
import { groundOf, kindWords, standingOf, statusWords } from './words.ts'

export { words } from './words.ts'

/** Two tabs of a record that come in one piece. */
export const Page = ({ record, tab }: { record: RecordShape; tab: 'sharing' | 'consents' }) =>
  tab === 'consents' ? <Consents record={record} /> : <Shares record={record} />

function Shares({ record }: { record: RecordShape }) {
  const { shares = [] } = record
  const isOwn = useConfig().me.userName === record.data['owned_by']
  const { entries } = useOutbox()
  return (
    <div className="stack">
      <h2 className="page-title">
        <Trans>Sharing</Trans>
      </h2>
      {record.type === 'case' && <CareNote data={record.data} />}
      {shares.length === 0 && !isOwn ? (
        // Others see no referral that is none of their business: to them nothing is said of it, and nothing false.
        <EmptyState sign="users" title={<Trans>Nothing that is open to your role</Trans>}>
          <Trans>Referrals, transfers and reassignments that you may see are listed here.</Trans>
        </EmptyState>
      ) : shares.length === 0 ? (
        <EmptyState sign="users" title={<Trans>Not shared with anybody</Trans>}>
          <Trans>Referrals, transfers and reassignments are listed here.</Trans>
        </EmptyState>
      ) : (
        <Thread>
          {shares.map((share) => (
            <ShareLine key={share.id} record={record} share={share} waiting={waitingFor(entries, share)} />
          ))}
        </Thread>
      )}
      {record.type === 'case' && <SentPackages id={record.id} />}
    </div>
  )
}

/** The last of this device's words about a share that the server has not heard. */
const waitingFor = (entries: readonly OutboxEntry[], share: ShareShape): OutboxEntry | undefined =>
  entries.findLast(
    (entry) => isUnsent(entry) && (entry.intention.args as { transition?: string }).transition === share.id,
  )

/** The lamp is for who is asked; for everybody else what waits is on its way. */
const knotOf = ({ status, may }: ShareShape): KnotState =>
  status === 'done' ? 'done' : status === 'in_progress' && may.includes('accept') ? 'now' : 'open'

/** What has ended is not taken back. */
const deedsOn = ({ kind, status, may }: ShareShape): Deed[] =>
  may.filter(
    (deed) =>
      deed !== 'revoke' ||
      // Whoever may say no needs no second way to say it.
      (status === 'in_progress' && !may.includes('reject')) ||
      (status === 'accepted' && kind === 'Referral'),
  )

/** Somebody without an account may still answer it. Whether this reader may make the link is asked when it is opened. */
const isOutside = ({ kind, status, to, may }: ShareShape): boolean =>
  kind === 'Referral' && to === null && (status === 'in_progress' || status === 'accepted') && may.includes('revoke')

type LineProps = { record: RecordShape; share: ShareShape; waiting: OutboxEntry | undefined }

function ShareLine({ record, share, waiting }: LineProps) {
  const { t } = useLingui()
  const config = useConfig()
  const [deed, setDeed] = useState<Deed>()
  const [isGivenUp, setGivenUp] = useState(false)
  const [isLinking, setLinking] = useState(false)
  const { kind } = share
  const act = (next: Deed): void => {
    // To take on a service is told at once; a case is taken over with a second look.
    if (next === 'accept' && kind === 'Referral') void answerWith({ record, share }, next)
    else setDeed(next)
  }
  const words: Record<Deed, string> = {
    accept: t`Accept`,
    reject: t`Reject`,
    done: t`Finish`,
    revoke: t`Take back`,
  }
  const said = standingOf(share)
  return (
    <Knot state={knotOf(share)}>
      <div className="stack share">
        <p className="row">
          <b>{t(kindWords[kind])}</b>
          {kind !== 'Assign' && (
            <Tag hue={said.hue} sign={said.sign}>
              {t(said.words)}
            </Tag>
          )}
          {share.answerBy !== undefined && share.answerBy < thisMoment() && !waiting && (
            <Tag hue="bad" sign="hourglass">
              <Trans>No answer in time</Trans>
            </Tag>
          )}
          {share.opensLater && (
            <Tag sign="lock">
              <Trans>More opens once it is accepted</Trans>
            </Tag>
          )}
          <CareTag share={share} />
          {waiting && (
            <Tag hue="warn" sign="on-device">
              <Trans>Will be sent when connected</Trans>
            </Tag>
          )}
        </p>
        <Way share={share} config={config} />
        <Facts share={share} config={config} />
        <div className="row">
          {deedsOn(share).map((one) => (
            <Button
              key={one}
              small
              look={one === 'accept' || one === 'done' ? 'main' : 'plain'}
              // The second tap of two finds the next deed there.
              onClick={({ detail }) => detail < 2 && act(one)}
            >
              {words[one]}
            </Button>
          ))}
          {isOutside(share) && !waiting && (
            <Button small sign="send" onClick={() => setLinking(true)}>
              <Trans>Link for the provider</Trans>
            </Button>
          )}
          {waiting?.state === 'waiting' && (
            <Button small look="quiet" sign="undo-2" onClick={() => setGivenUp(true)}>
              <Trans>Do not send</Trans>
            </Button>
          )}
        </div>
      </div>
      {deed && <AnswerDialog record={record} share={share} deed={deed} onClose={() => setDeed(undefined)} />}
      {isLinking && <LinkSheet record={record} share={share} onClose={() => setLinking(false)} />}
      {isGivenUp && waiting && <DiscardDialog entry={waiting} onClose={() => setGivenUp(false)} />}
    </Knot>
  )
}

/** From whom to whom, and when. */
function Way({ share, config }: { share: ShareShape; config: AppConfig }) {
  const { by, to, toAgency, toRemote, at } = share
  const person = (userName: string) => {
    if (userName === config.me.userName) return <Trans>You</Trans>
    const name = nameOf(config, userName, { shares: [share] })
    return (
      <>
        <bdi translate="no">{name}</bdi>
        {name !== userName && !name.includes(userName) && (
          <span className="meta">
            {' '}
            <bdi translate="no">{userName}</bdi>
          </span>
        )}
      </>
    )
  }
  const agency = agencyOf(config, toAgency)
  return (
    <p className="share-way">
      <span>{person(by)}</span>
      {(to !== null || toRemote) && (
        <>
          <Icon name="arrow-right" flip />
          <span className="vh">
            <Trans context="recipient">to</Trans>
          </span>
          <span>
            {to === null ? <bdi>{toRemote}</bdi> : person(to)}
            {to === null ? (
              <span className="meta">
                {' '}
                · <Trans>outside</Trans>
              </span>
            ) : (
              agency && <span className="meta"> · {agency}</span>
            )}
          </span>
        </>
      )}
      <time className="meta" dateTime={at}>
        {momentInWords(at, config.locale)}
      </time>
    </p>
  )
}

function Facts({ share, config }: { share: ShareShape; config: AppConfig }) {
  const { t } = useLingui()
  const { service, notes, rejectedReason, note, override, status, endedFor } = share
  const ended = share.respondedAt ?? share.endedAt
  const facts: [string, string | null][] = [
    [t`Service`, service && serviceWords(config, service)],
    [t`Care within 72 hours ends`, share.careBy ? momentInWords(share.careBy, config.locale) : null],
    [t`Answer wanted by`, share.answerBy ? momentInWords(share.answerBy, config.locale) : null],
    [t`Notes`, notes],
    [t`Without consent`, override && t(groundOf(override))],
    [
      t`Reason`,
      endedFor === 'consent_withdrawn'
        ? t`Consent was withdrawn`
        : endedFor === 'consent_expired'
          ? t`The time of the consent is over`
          : rejectedReason,
    ],
    [t`Their note`, note],
    [t(statusWords[status].words), ended && share.kind !== 'Assign' ? momentInWords(ended, config.locale) : null],
  ]
  const known = facts.filter(([, words]) => words)
  if (known.length === 0) return null
  return (
    <dl className="dl share-facts">
      {known.map(([label, words]) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>
            <bdi>{words}</bdi>
          </dd>
        </div>
      ))}
    </dl>
  )
}
