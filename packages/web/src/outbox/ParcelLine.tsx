// One change on its way: what it is, where it is, how old, how large.
import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { sizeText, whenText } from '../i18n/format.ts'
import { useThrift } from '../store/contact.ts'
import { needsAuthor, type OutboxEntry } from '../store/entries.ts'
import { thisDay } from '../store/store.ts'
import { Button } from '../ui/Button.tsx'
import { Icon } from '../ui/Icon.tsx'
import { sizeOf, touchedAnswers } from './parcels.ts'
import { refusalOf } from './words.ts'

type LineProps = { entry: OutboxEntry; held: boolean; onDiscard: () => void }

export function Line({ entry, held, onDiscard }: LineProps) {
  const stuck = needsAuthor(entry)
  const sending = entry.state === 'sending'
  return (
    <li>
      <span className={stuck ? 'badc' : 'warnc'}>
        <Icon
          name={
            entry.state === 'conflict' ? 'git-compare-arrows' : stuck ? 'attention' : sending ? 'send' : 'on-device'
          }
          flip={sending}
        />
      </span>
      <span className="grow">
        <b>
          <What entry={entry} />
        </b>
        <br />
        <span className="meta">{stuck ? <Why entry={entry} /> : <Where entry={entry} held={held} />}</span>
      </span>
      {!sending && (
        <Button look="quiet" small sign="trash-2" onClick={onDiscard}>
          {entry.state === 'conflict' ? <Trans>Done with it</Trans> : <Trans>Discard</Trans>}
        </Button>
      )}
    </li>
  )
}

/** A claim that was not sent from here, or is not in the outbox any more. */
export const DecisionLine = () => (
  <li>
    <span className="badc">
      <Icon name="git-compare-arrows" />
    </span>
    <span className="grow">
      <b>
        <Trans>Values differ</Trans>
      </b>
      <br />
      <span className="meta">
        <Trans>Two people changed the same answer. Both are kept.</Trans>
      </span>
    </span>
  </li>
)

function Why({ entry }: { entry: OutboxEntry }) {
  const { t } = useLingui()
  if (entry.state === 'conflict')
    return entry.intention.name === 'conflict.settle' ? (
      <Trans>Something else stands there by now. Look and choose again.</Trans>
    ) : (
      <Trans>A colleague changed it too. Both are kept.</Trans>
    )
  return t(refusalOf(entry.problem))
}

function Where({ entry, held }: { entry: OutboxEntry; held: boolean }) {
  const { i18n } = useLingui()
  const { filesWait } = useThrift()
  const { intention, state } = entry
  const at = whenText(intention.at, thisDay(), i18n.locale)
  const size = sizeText(Math.max(1000, sizeOf(entry)), i18n.locale)
  return (
    <>
      <Trans>written at {at}</Trans> · {size}
      {state === 'sending' && (
        <>
          {' · '}
          <Trans>on the way</Trans>
        </>
      )}
      {held && (
        <>
          <br />
          <Trans>Waits until you decide about the new record.</Trans>
        </>
      )}
      {!held && filesWait && intention.name === 'attachment.add' && (
        <>
          {' · '}
          <Trans>waits for Wi-Fi</Trans>
        </>
      )}
      {!held && state === 'waiting' && entry.problem && (
        <>
          <br />
          <Trans>The last try did not get through. It is tried again.</Trans>
        </>
      )}
    </>
  )
}

/** What a change is, by its name; a share by its kind, an answer to one by what it says. */
const whats: Partial<Record<string, MessageDescriptor>> = {
  'record.create': msg`New record`,
  'record.close': msg`Closed`,
  'record.reopen': msg`Reopened`,
  'record.disable': msg`Disabled`,
  'record.enable': msg`In use again`,
  'record.hide-name': msg`Protection of the name`,
  'record.print': msg`Summary printed`,
  'attachment.add': msg`File added`,
  'attachment.remove': msg`File removed`,
  'conflict.settle': msg`Your choice between two values`,
  'consent.give': msg`Consents`,
  'consent.withdraw': msg`Consent withdrawn`,
  'approval.request': msg`Asked for approval`,
  'approval.answer': msg`Decision about an approval`,
  'flag.add': msg`Flag raised`,
  'flag.edit': msg`Flag changed`,
  'flag.resolve': msg`Flag resolved`,
  'alert.dismiss': msg`Alert dismissed`,
  'relationship.add': msg`Related cases`,
  'relationship.mark': msg`Related cases`,
  'relationship.remove': msg`Related cases`,
  Referral: msg`Referral`,
  Transfer: msg({ context: 'kind of sharing', message: 'Transfer' }),
  Assign: msg`Reassigned`,
  TransferRequest: msg`Asked for this case`,
  accept: msg`Accepted`,
  reject: msg`Rejected`,
  done: msg`Service given`,
  revoke: msg`Taken back`,
}

export function What({ entry }: { entry: OutboxEntry }) {
  const { t } = useLingui()
  if (entry.state === 'conflict' && entry.paths && entry.paths.length > 0)
    return <Plural value={entry.paths.length} one="# value differs" other="# values differ" />
  const answers = touchedAnswers(entry)
  if (answers !== undefined) return <Plural value={answers} one="# answer changed" other="# answers changed" />
  const { name, args } = entry.intention
  const { kind = '', answer = kind } = args as { kind?: string; answer?: string }
  return t(whats[name] ?? whats[answer] ?? msg`Another change`)
}
