// Answers that appear and vanish for who holds a role.
import { Plural, Trans, useLingui } from '@lingui/react/macro'
import type { ReactNode } from 'react'
import type { Names } from './Difference.tsx'
import type { Effect } from './rights.ts'
import { resourceWords } from './rightWords.ts'

type FieldChange = Effect['fields'][number]

export function FieldChanges({ fields, names }: { fields: Effect['fields']; names: Names }) {
  const { t } = useLingui()
  if (fields.length === 0) return null
  const typeOf = (type: string): string => (resourceWords[type] ? t(resourceWords[type]) : type)
  return (
    <section className="stack">
      <h3>
        <Trans>Answers</Trans>
      </h3>
      {fields.map((change) => (
        <div key={`${change.type} ${change.module} ${change.whose}`} className="stack rights-fields">
          <p className="meta">
            {typeOf(change.type)}, <bdi>{names.modules.get(change.module) ?? change.module}</bdi>
            {change.whose === 'own' && (
              <>
                {', '}
                <Trans>in own records</Trans>
              </>
            )}
            {change.whose === 'others' && (
              <>
                {', '}
                <Trans>in records of others</Trans>
              </>
            )}
          </p>
          <Kinds change={change} />
        </div>
      ))}
    </section>
  )
}

function Kinds({ change: { read, write } }: { change: FieldChange }) {
  return (
    <>
      <Named
        of={read.gained}
        title={<Plural value={read.gained.length} one="# more to read" other="# more to read" />}
      />
      <Named
        of={read.lost}
        title={<Plural value={read.lost.length} one="# no longer to read" other="# no longer to read" />}
      />
      <Named
        of={write.gained}
        title={<Plural value={write.gained.length} one="# more to write" other="# more to write" />}
      />
      <Named
        of={write.lost}
        title={<Plural value={write.lost.length} one="# no longer to write" other="# no longer to write" />}
      />
    </>
  )
}

const Named = ({ of: words, title }: { of: readonly { name: string; label: string }[]; title: ReactNode }) =>
  words.length === 0 ? null : (
    <details>
      <summary>{title}</summary>
      <ul className="rights-words">
        {words.map(({ name, label }) => (
          <li key={name}>
            <span className="grow">
              {label && <bdi>{label}</bdi>}{' '}
              <bdi className="code-word" dir="ltr">
                {name}
              </bdi>
            </span>
          </li>
        ))}
      </ul>
    </details>
  )
