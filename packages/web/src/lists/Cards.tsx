// The rows of a list on phones: what helps to recognise a record, and no name unless somebody asks.
import { memo } from 'react'
import { Link } from 'wouter'
import { addressOf } from '../kinds.ts'
import { CaseMark } from '../ui/CaseMark.tsx'
import { Code } from '../ui/Code.tsx'
import { codeOf, type RowsProps } from './columns.ts'
import { Person } from './Person.tsx'
import { RowCounts } from './RowCounts.tsx'
import { Value } from './Value.tsx'

/** Beside each other under the code, without their labels. */
const tagged = new Set(['risk_level', 'workflow'])

export const Cards = memo(function Cards({ kind, config, rows, columns, covered }: RowsProps) {
  const isCovered = (field: string): boolean =>
    covered && config.configuration.fieldOf(kind.type, field)?.identifying === true
  const tags = columns.filter((c) => tagged.has(c.field))
  const rest = columns.filter((c) => !tagged.has(c.field) && c.field !== 'case_id_display' && !isCovered(c.field))
  return (
    <ul className="card list">
      {rows.map((row) => (
        <li key={row.id}>
          <Link className="case" href={addressOf(kind.type, row.id)}>
            <CaseMark code={codeOf(row)} />
            <span className="row">
              <Code>{codeOf(row)}</Code>
              <Person config={config} data={row.data} />
              <RowCounts row={row} />
            </span>
            {tags.some((c) => row.data[c.field] != null) && (
              <span className="row tags">
                {tags
                  .filter((c) => row.data[c.field] != null)
                  .map((c) => (
                    <Value
                      key={c.field}
                      config={config}
                      type={kind.type}
                      name={c.field}
                      value={row.data[c.field]}
                      covered={covered}
                    />
                  ))}
              </span>
            )}
            <span className="facts">
              {rest
                .filter((c) => row.data[c.field] != null && row.data[c.field] !== '')
                .slice(0, 3)
                .map((c) => (
                  <span key={c.field}>
                    <span className="meta">{c.label}</span>{' '}
                    <Value
                      config={config}
                      type={kind.type}
                      name={c.field}
                      value={row.data[c.field]}
                      covered={covered}
                    />
                  </span>
                ))}
            </span>
          </Link>
        </li>
      ))}
    </ul>
  )
})
