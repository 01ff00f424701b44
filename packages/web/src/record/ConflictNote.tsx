// On the page of a record: claims wait for a decision, or a later value took the place of an earlier one.
import { Plural, Trans } from '@lingui/react/macro'
import type { ConflictShape } from '@primero/domain/sync/protocol.ts'
import { useEffect } from 'react'
import { asksFor } from '../store/claims.ts'
import { LinkButton } from '../ui/Button.tsx'
import { Icon } from '../ui/Icon.tsx'
import { questionsIn } from './settling.ts'

/** `own`: this person's change met another one and the server has not said yet what is open. */
export function ConflictNote({ open, own, to }: { open: readonly ConflictShape[]; own: boolean; to: string }) {
  const asked = questionsIn(open, 'ask', 'review').length
  const notices = questionsIn(open, 'notice').length
  const retired = questionsIn(open.filter(asksFor), 'retired').length
  const isOpen = asked + notices + retired > 0 || own
  // Whoever loses the line before looking still gets the page.
  useEffect(() => {
    if (isOpen) void import('./ConflictsPage.tsx').catch(() => undefined)
  }, [isOpen])
  if (!isOpen) return null
  const must = asked > 0 || own
  return (
    <div className={`note ${must ? 'bad' : 'info'}`}>
      <Icon name={must ? 'git-compare-arrows' : 'history'} />
      <div className="grow">
        <b>
          {asked > 0 ? (
            <Plural
              value={asked}
              one="# answer was changed by two people"
              other="# answers were changed by two people"
            />
          ) : own ? (
            <Trans>A colleague changed this too</Trans>
          ) : notices > 0 ? (
            <Plural
              value={notices}
              one="A later value took the place of # answer"
              other="Later values took the place of # answers"
            />
          ) : (
            <Plural
              value={retired}
              one="The form no longer asks # of your answers"
              other="The form no longer asks # of your answers"
            />
          )}
        </b>
        <p>
          {must ? (
            <Trans>Both are kept until somebody chooses.</Trans>
          ) : (
            <Trans>Nothing is lost: it is kept here.</Trans>
          )}
        </p>
      </div>
      <LinkButton to={to} small look={must ? 'main' : 'plain'}>
        {must ? <Trans>Choose</Trans> : <Trans>Look</Trans>}
      </LinkButton>
    </div>
  )
}
