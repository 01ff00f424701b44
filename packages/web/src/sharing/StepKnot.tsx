import { Trans, useLingui } from '@lingui/react/macro'
import type { ReactNode } from 'react'
import { Button } from '../ui/Button.tsx'
import { Icon } from '../ui/Icon.tsx'

type StepProps = {
  n: number
  title: ReactNode
  /** Open now; a done one folds to one line. */
  isOpen: boolean
  isDone: boolean
  /** What was chosen, in a line. */
  said: ReactNode
  onChange: () => void
  /** On to the next; the last step has none. */
  onNext?: (() => void) | undefined
  children: ReactNode
}

/** One step of the way: a knot on the thread of the page. */
export function StepKnot({ n, title, isOpen, isDone, said, onChange, onNext, children }: StepProps) {
  const { i18n } = useLingui()
  const number = i18n.number(n)
  if (isOpen)
    return (
      <li className="now">
        <span className="knot" aria-hidden="true">
          {number}
        </span>
        <section className="stack share-step" aria-labelledby={`step-${n}`}>
          <h2 id={`step-${n}`} tabIndex={-1}>
            {title}
          </h2>
          {children}
          {onNext && (
            <div className="row">
              <Button onClick={onNext}>
                <Trans>Go on</Trans>
              </Button>
            </div>
          )}
        </section>
      </li>
    )
  return (
    <li className={isDone ? 'done' : undefined}>
      <span className="knot" aria-hidden="true">
        {isDone ? <Icon name="check" /> : number}
      </span>
      <div className="h-row share-folded">
        <div>
          <h2 className="share-name" id={`step-${n}`}>
            {title}
          </h2>
          {said && <span className="meta">{said}</span>}
        </div>
        <Button look="quiet" small onClick={onChange} aria-describedby={`step-${n}`}>
          {isDone ? <Trans>Change</Trans> : <Trans>Go there</Trans>}
        </Button>
      </div>
    </li>
  )
}
