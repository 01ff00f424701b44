// Values that are kept beside the record and ask for nothing: a later one took their place, the form no longer asks, or
// somebody decided. Each can be looked at, and taken back where that is possible.
import { Plural, Trans } from '@lingui/react/macro'
import { type ReactNode, useId } from 'react'
import { whenText } from '../i18n/format.ts'
import { type AppConfig, thisDay } from '../store/store.ts'
import { Button } from '../ui/Button.tsx'
import { Icon } from '../ui/Icon.tsx'
import { labelsAt } from './fields.ts'
import type { Choice, Question } from './settling.ts'

type KeptProps = {
  config: AppConfig
  questions: readonly Question[]
  say: (question: Question) => (value: unknown) => string
  onSettle: (question: Question, choice: Choice) => void
}

/** `ask`: of a later value that is in force. */
export function Notices(props: KeptProps) {
  return (
    <Kept {...props} title={<Trans>A later value is in force</Trans>}>
      {(question) =>
        question.conflict.maySettle && (
          <>
            <Button small sign="undo-2" onClick={() => props.onSettle(question, { take: 'claim' })}>
              <Trans>Take the earlier one back</Trans>
            </Button>
            <Button small look="quiet" onClick={() => props.onSettle(question, { take: 'force' })}>
              <Trans>Fine as it is</Trans>
            </Button>
          </>
        )
      }
    </Kept>
  )
}

export function Retired(props: KeptProps) {
  return (
    <Kept {...props} title={<Trans>The form no longer asks this</Trans>}>
      {(question) =>
        question.conflict.maySettle && (
          <Button small look="quiet" onClick={() => props.onSettle(question, { take: 'force' })}>
            <Trans>Put aside</Trans>
          </Button>
        )
      }
    </Kept>
  )
}

/** What was decided before, folded away. */
export function Settled(props: KeptProps) {
  const { questions } = props
  if (questions.length === 0) return null
  return (
    <details className="card">
      <summary className="row fold">
        <span className="grow">
          <Plural value={questions.length} one="# value kept from before" other="# values kept from before" />
        </span>
        <Icon name="chevron-down" />
      </summary>
      <Values {...props}>
        {(question) =>
          question.conflict.maySettle &&
          question.conflict.kind !== 'retired' && (
            <Button small sign="undo-2" onClick={() => props.onSettle(question, { take: 'claim' })}>
              <Trans>Take it back</Trans>
            </Button>
          )
        }
      </Values>
    </details>
  )
}

type ChildProps = KeptProps & { children: (question: Question) => ReactNode }

function Kept({ title, ...props }: ChildProps & { title: ReactNode }) {
  const id = useId()
  if (props.questions.length === 0) return null
  return (
    <section className="card stack" aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      <Values {...props} />
    </section>
  )
}

function Values({ config, questions, say, children }: ChildProps) {
  return (
    <ul className="stack kept-values">
      {questions.map((question) => {
        const { key, conflict, claim } = question
        const [kept, force] = [say(question)(claim.claim), say(question)(claim.force)]
        return (
          <li className="stack" key={key}>
            <h3>{labelsAt(config, conflict.type, claim.path).join(' › ')}</h3>
            <dl className="dl">
              {conflict.kind !== 'retired' && (
                <div>
                  <dt>
                    <Trans>In force</Trans>
                  </dt>
                  <dd translate="no">
                    <Words words={force} />
                  </dd>
                </div>
              )}
              <div>
                <dt>
                  {conflict.mine ? <Trans>Yours, kept</Trans> : <Trans>Kept</Trans>}
                  <br />
                  {whenText(conflict.at, thisDay(), config.locale)}
                </dt>
                <dd translate="no">
                  <Words words={kept} />
                </dd>
              </div>
            </dl>
            <div className="row">{children(question)}</div>
          </li>
        )
      })}
    </ul>
  )
}

const Words = ({ words }: { words: string }) =>
  words ? (
    <bdi>{words}</bdi>
  ) : (
    <span className="meta">
      <Trans>empty</Trans>
    </span>
  )
