// A word of `beyond` as a person says it, with the machine's own beside it.
import { useLingui } from '@lingui/react/macro'
import { actionWord, resourceWords } from './rightWords.ts'
import { differenceWords } from './roleWords.ts'

export type Names = { modules: ReadonlyMap<string, string>; forms: ReadonlyMap<string, string> }

export function useDifference(names: Names): (word: string) => string {
  const { t } = useLingui()
  return (word) => {
    const known = differenceWords[word]
    if (known) return t(known)
    const [first = '', second = '', third = ''] = word.split(' ')
    if (first === 'module') {
      const name = names.modules.get(second) ?? second
      return t`Kind of work: ${name}`
    }
    if (first === 'form') {
      const name = names.forms.get(second) ?? second
      return third === 'rw' ? t`Form ${name}: read and write` : t`Form ${name}: read`
    }
    const [resource = '', action = ''] = (first === 'list' ? second : word).split('.')
    const of = resourceWords[resource] ? t(resourceWords[resource]) : resource
    if (first === 'list') return t`${of}: without a list, or with a longer one`
    const deed = actionWord(resource, action)
    return deed ? `${of}: ${t(deed)}` : word
  }
}

export function Differences({
  words,
  names,
  kind,
}: {
  words: readonly string[]
  names: Names
  kind: 'gained' | 'lost'
}) {
  const say = useDifference(names)
  return (
    <ul className={`rights-words is-${kind}`}>
      {words.map((word) => (
        <li key={word}>
          <span aria-hidden="true">{kind === 'gained' ? '+' : '−'}</span>
          <span className="grow">
            <bdi>{say(word)}</bdi>{' '}
            <bdi className="code-word" dir="ltr">
              {word}
            </bdi>
          </span>
        </li>
      ))}
    </ul>
  )
}
