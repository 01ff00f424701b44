// What would follow, as the server worked it out: in sentences, before anything happens.
import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { useEffect, useRef } from 'react'
import { dayText } from '../../i18n/format.ts'
import type { Left, WhatIsLeft } from '../api.ts'
import { partKey } from './leavePlan.ts'
import { usePartName } from './PartName.tsx'

export function LeaveEffect({ effect, left }: { effect: Left; left: WhatIsLeft }) {
  const { i18n } = useLingui()
  const nameOf = usePartName(left.parts)
  const takerOf = (user: number): string => left.candidates.find(({ id }) => id === user)?.fullName ?? ''
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => heading.current?.focus(), [])
  return (
    <section className="card stack" aria-labelledby="l-then">
      <h2 id="l-then" ref={heading} tabIndex={-1}>
        <Trans>What follows</Trans>
      </h2>
      <ul className="office-effects">
        {effect.moved.map((part) => (
          <li key={partKey(part)}>
            <Trans>
              {nameOf(part)}: {i18n.number(part.count)} go to <bdi translate="no">{takerOf(part.user)}</bdi>. Their
              history keeps whose they were.
            </Trans>
          </li>
        ))}
        {effect.on === null ? (
          <>
            <li>
              <Trans>The account is disabled at once.</Trans>{' '}
              {effect.ends.sessions > 0 && (
                <Plural value={effect.ends.sessions} one="# open session ends." other="# open sessions end." />
              )}
            </li>
            <li>
              <Trans>Work that their devices have not sent still arrives, for who takes over to decide about.</Trans>
            </li>
          </>
        ) : (
          <li>
            <Trans>The account stays open until {dayText(effect.on, i18n.locale)}, without these records.</Trans>
          </li>
        )}
        {effect.shares > 0 && (
          <li>
            <Plural
              value={effect.shares}
              one="What was shared with them ends for # record."
              other="What was shared with them ends for # records."
            />{' '}
            {effect.on === null ? (
              <Trans>Who sent it is told now.</Trans>
            ) : (
              <Trans>Who sent it is told after the last day.</Trans>
            )}
          </li>
        )}
        <li>
          <Trans>It all happens together, or none of it.</Trans>
        </li>
      </ul>
    </section>
  )
}
