// Rows of an office list: a table where there is room, cards on a phone. The first column is the link.
import { Trans, useLingui } from '@lingui/react/macro'
import type { ReactNode } from 'react'
import { Link } from 'wouter'
import { Icon } from '../../ui/Icon.tsx'
import { useMedia } from '../../ui/useMedia.ts'

/** `of` gives null where there is nothing to say. */
export type OfficeColumn<Row> = { key: string; label: string; of: (row: Row) => ReactNode }

/** Rows to act on together. */
export type Marked = {
  has: (key: string) => boolean
  toggle: (key: string) => void
  nameOf: (key: string) => string
}

type TableProps<Row> = {
  caption: string
  rows: readonly Row[]
  keyOf: (row: Row) => string
  /** What the first column is called, and what stands in it. */
  head: { label: string; of: (row: Row) => ReactNode; href?: (row: Row) => string | undefined }
  columns: readonly OfficeColumn<Row>[]
  marked?: Marked
  empty: ReactNode
}

export function OfficeTable<Row>(props: TableProps<Row>) {
  const isWide = useMedia('(min-width: 48em)')
  if (props.rows.length === 0) return <>{props.empty}</>
  return isWide ? <WideTable {...props} /> : <Cards {...props} />
}

function Head<Row>({ row, head }: { row: Row; head: TableProps<Row>['head'] }) {
  const href = head.href?.(row)
  return href === undefined ? head.of(row) : <Link href={href}>{head.of(row)}</Link>
}

function Mark({ of: marked, at }: { of: Marked; at: string }) {
  const { t } = useLingui()
  const name = marked.nameOf(at)
  return (
    <label className="office-mark">
      <input
        type="checkbox"
        aria-label={t`Choose ${name}`}
        checked={marked.has(at)}
        onChange={() => marked.toggle(at)}
      />
    </label>
  )
}

function WideTable<Row>({ caption, rows, keyOf, head, columns, marked }: TableProps<Row>) {
  return (
    <div className="card clip">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
      <section className="scroll" tabIndex={0} aria-label={caption}>
        <table className="rows office-rows">
          <caption className="vh">{caption}</caption>
          <thead>
            <tr>
              {marked && (
                <th scope="col">
                  <span className="vh">
                    <Trans>Chosen</Trans>
                  </span>
                </th>
              )}
              <th scope="col">{head.label}</th>
              {columns.map(({ key, label }) => (
                <th key={key} scope="col">
                  {label}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={keyOf(row)}>
                {marked && (
                  <td>
                    <Mark of={marked} at={keyOf(row)} />
                  </td>
                )}
                <th scope="row">
                  <Head row={row} head={head} />
                </th>
                {columns.map(({ key, of }) => (
                  <td key={key}>{of(row) ?? '–'}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </div>
  )
}

function Cards<Row>({ caption, rows, keyOf, head, columns, marked }: TableProps<Row>) {
  return (
    <ul className="card list office-cards" aria-label={caption}>
      {rows.map((row) => (
        <li key={keyOf(row)}>
          {marked && <Mark of={marked} at={keyOf(row)} />}
          <div className="grow">
            <div className="h-row">
              {head.href?.(row) === undefined ? (
                <b>
                  <span className="vh">{head.label}</span> <Head row={row} head={head} />
                </b>
              ) : (
                <Head row={row} head={head} />
              )}
              {head.href?.(row) !== undefined && <Icon name="chevron-right" flip />}
            </div>
            <dl>
              {columns
                .map(({ key, label, of }) => ({ key, label, said: of(row) }))
                .filter(({ said }) => said !== null)
                .map(({ key, label, said }) => (
                  <div key={key}>
                    <dt>{label}</dt>
                    <dd>{said}</dd>
                  </div>
                ))}
            </dl>
          </div>
        </li>
      ))}
    </ul>
  )
}
