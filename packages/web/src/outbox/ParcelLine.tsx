// One change on its way: what it is, where it is, how old, how large.
import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { sizeText, whenText } from '../i18n/format.ts'
import { useThrift } from '../store/contact.ts'
import { needsAuthor, type OutboxEntry } from '../store/entries.ts'
import { thisDay } from '../store/store.ts'
import { Button } from '../ui/Button.tsx'
import { Icon } from '../ui/Icon.tsx'
import { sizeOf, touchedAnswers } from './parcels.ts'
import { refusalFallback, refusalWords } from './words.ts'

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
  return t(refusalWords[entry.problem?.code ?? ''] ?? refusalFallback)
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

export function What({ entry }: { entry: OutboxEntry }) {
  if (entry.state === 'conflict' && entry.paths && entry.paths.length > 0)
    return <Plural value={entry.paths.length} one="# value differs" other="# values differ" />
  const answers = touchedAnswers(entry)
  if (answers !== undefined) return <Plural value={answers} one="# answer changed" other="# answers changed" />
  switch (entry.intention.name) {
    case 'record.create':
      return <Trans>New record</Trans>
    case 'record.close':
      return <Trans>Closed</Trans>
    case 'record.reopen':
      return <Trans>Reopened</Trans>
    case 'record.disable':
      return <Trans>Disabled</Trans>
    case 'record.enable':
      return <Trans>In use again</Trans>
    case 'record.hide-name':
      return <Trans>Protection of the name</Trans>
    case 'attachment.add':
      return <Trans>File added</Trans>
    case 'conflict.settle':
      return <Trans>Your choice between two values</Trans>
    default:
      return <Trans>File removed</Trans>
  }
}
