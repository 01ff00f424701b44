// Each action with yes or no, and the step that says so.
import { Trans, useLingui } from '@lingui/react/macro'
import { useState } from 'react'
import { Icon } from '../../ui/Icon.tsx'
import type { Choices, Explained } from './rights.ts'
import { actionWord } from './rightWords.ts'
import { useStepWords } from './stepWords.ts'

type ActionAnswer = Explained['actions'][number]

const isNow = ({ decision, last }: ActionAnswer): boolean => decision === 'yes' && last?.holds !== false

export function ActionAnswers({ explained: { type, actions }, choices }: { explained: Explained; choices: Choices }) {
  const { i18n } = useLingui()
  const may = actions.filter(isNow)
  const mayNot = actions.filter((answer) => !isNow(answer))
  const [n, m] = [may, mayNot].map(({ length }) => i18n.number(length))
  return (
    <section className="stack" aria-labelledby="x-actions">
      <h2 id="x-actions">
        <Trans>What they may do with it</Trans>
      </h2>
      <div className="card list">
        <Answers title={<Trans>May ({n})</Trans>} of={may} type={type} choices={choices} isYes />
        <Answers title={<Trans>May not ({m})</Trans>} of={mayNot} type={type} choices={choices} isYes={false} />
      </div>
    </section>
  )
}

function Answers({
  title,
  of: answers,
  type,
  choices,
  isYes,
}: {
  title: React.ReactNode
  of: readonly ActionAnswer[]
  type: string
  choices: Choices
  isYes: boolean
}) {
  const { t } = useLingui()
  const [isOpen, setOpen] = useState(false)
  const words = useStepWords()
  const module = (id: string): string => choices.modules.find((one) => one.id === id)?.name ?? id
  return (
    <details className="rights-resource" onToggle={(e) => setOpen(e.currentTarget.open)}>
      <summary>
        <span className="grow">{title}</span>
      </summary>
      {isOpen && (
        <ul className="rights-answers">
          {answers.map(({ action, last }) => {
            const word = actionWord(type, action)
            const name = word ? t(word) : action
            return (
              <li key={action}>
                <Icon name={isYes ? 'check' : 'x'} />
                <span className="grow">
                  {name}{' '}
                  <bdi className="code-word" dir="ltr">
                    {action}
                  </bdi>
                  {last && <span className="meta">{words(last, { action: name, module }).says}</span>}
                </span>
              </li>
            )
          })}
        </ul>
      )}
    </details>
  )
}
