// What somebody has, by counts. No names: who administers accounts need not see what they hold.
import { Plural, Trans, useLingui } from '@lingui/react/macro'
import type { WhatIsLeft } from '../api.ts'
import { partKey } from './leavePlan.ts'
import { usePartName } from './PartName.tsx'

export function LeaveParts({ left: { parts, standing } }: { left: WhatIsLeft }) {
  const { i18n } = useLingui()
  const nameOf = usePartName(parts)
  const n = (count: number): string => i18n.number(count)
  const waiting = parts.reduce((sum, part) => sum + part.waiting, 0)
  return (
    <section className="stack" aria-labelledby="l-has">
      <h2 id="l-has">
        <Trans>What they have</Trans>
      </h2>
      {parts.length === 0 ? (
        <p>
          <Trans>No records. Only the account is closed.</Trans>
        </p>
      ) : (
        <ul className="office-counts">
          {parts.map((part) => (
            <li key={partKey(part)} className="card">
              <b className="bignum">{n(part.open + part.closed)}</b>
              <span>{nameOf(part)}</span>
              <span className="meta">
                <Trans>
                  {n(part.open)} open, {n(part.closed)} closed
                </Trans>
              </span>
            </li>
          ))}
        </ul>
      )}
      <ul className="office-effects">
        {waiting > 0 && (
          <li>
            <Plural
              value={waiting}
              one="# record waits for somebody to decide between two answers."
              other="# records wait for somebody to decide between two answers."
            />
          </li>
        )}
        {standing.devices > 0 && (
          <li>
            <Plural value={standing.devices} one="# device may keep records." other="# devices may keep records." />
          </li>
        )}
        {standing.unsent > 0 && (
          <li>
            <Plural
              value={standing.unsent}
              one="# change lies sealed with the help desk."
              other="# changes lie sealed with the help desk."
            />
          </li>
        )}
      </ul>
    </section>
  )
}
