// Whether the audit is as it was written: the last seal, when somebody went over it, how long it is kept.
import { Plural, Trans } from '@lingui/react/macro'
import { Icon } from '../../ui/Icon.tsx'
import { Note } from '../../ui/Note.tsx'
import { useAnswer } from '../parts/useAnswer.ts'
import { useWhen } from '../when.ts'
import { fetchChain } from './log.ts'

export function ChainCard() {
  const when = useWhen()
  const { value: chain } = useAnswer('chain', fetchChain)
  if (chain === undefined) return null
  const { lastSeal, verified, waiting, keepMonths } = chain
  return (
    <section className="card stack log-chain" aria-labelledby="chain">
      <h2 id="chain">
        <Icon name="shield" /> <Trans>Is it as it was written?</Trans>
      </h2>
      {verified && !verified.isSound && (
        <Note hue="bad" alert title={<Trans>Something in the audit is not as it was sealed.</Trans>}>
          <Trans>Found on {when(verified.at)}. Tell whoever runs the server at once, and change nothing.</Trans>
        </Note>
      )}
      <dl className="dl">
        <div>
          <dt>
            <Trans>Last seal</Trans>
          </dt>
          <dd>{lastSeal === null ? <Trans>none yet</Trans> : when(lastSeal)}</dd>
        </div>
        <div>
          <dt>
            <Trans>Not sealed yet</Trans>
          </dt>
          <dd>
            <Plural value={waiting} _0="nothing" one="# entry" other="# entries" />
          </dd>
        </div>
        <div>
          <dt>
            <Trans>Gone over as a whole</Trans>
          </dt>
          <dd>
            {verified === null ? (
              <Trans>never: whoever runs the server can</Trans>
            ) : verified.isSound ? (
              <Trans>{when(verified.at)}: all as it was sealed</Trans>
            ) : (
              when(verified.at)
            )}
          </dd>
        </div>
        <div>
          <dt>
            <Trans>Kept for</Trans>
          </dt>
          <dd>
            {keepMonths === null ? <Trans>ever</Trans> : <Plural value={keepMonths} one="# month" other="# months" />}
          </dd>
        </div>
      </dl>
    </section>
  )
}
