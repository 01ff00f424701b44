// The rows of a list where there is room: one line each, a head that sticks, a menu at the end.
import { Trans, useLingui } from '@lingui/react/macro'
import type { ShortRow } from '@primero/domain/sync/protocol.ts'
import { type KeyboardEvent, memo } from 'react'
import { Link, useLocation } from 'wouter'
import { addressOf } from '../kinds.ts'
import { CaseMark } from '../ui/CaseMark.tsx'
import { Code } from '../ui/Code.tsx'
import { Icon } from '../ui/Icon.tsx'
import { Menu } from '../ui/Menu.tsx'
import { tell } from '../ui/Toast.tsx'
import { type Column, codeOf, type RowsProps } from './columns.ts'
import { Person } from './Person.tsx'
import { RowCounts } from './RowCounts.tsx'
import { Value } from './Value.tsx'
import type { Order } from './view.ts'

/** Arrow keys walk the rows; Enter is the link's own. */
function walk(e: KeyboardEvent<HTMLElement>): void {
  const step = { ArrowDown: 1, ArrowUp: -1 }[e.key]
  if (step === undefined || !(e.target instanceof HTMLAnchorElement)) return
  const links = [...e.currentTarget.querySelectorAll<HTMLAnchorElement>('th a')]
  const next = links[links.indexOf(e.target) + step]
  if (!next) return
  e.preventDefault()
  next.focus()
}

type TableProps = RowsProps & { sort: Order | undefined; onSort: (field: string) => void; caption: string }

export const Table = memo(function Table({ kind, config, rows, columns, covered, sort, onSort, caption }: TableProps) {
  const { t } = useLingui()
  return (
    <div className="card clip">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
      <section className="scroll" tabIndex={0} aria-label={caption}>
        <table className="rows">
          <caption className="vh">{caption}</caption>
          <thead>
            <tr>
              <th scope="col">{t(kind.one)}</th>
              {columns.map((column) => (
                <HeadCell key={column.field} column={column} sort={sort} onSort={onSort} />
              ))}
              <th scope="col">
                <span className="vh">
                  <Trans>Actions</Trans>
                </span>
              </th>
            </tr>
          </thead>
          <tbody onKeyDown={walk}>
            {rows.map((row) => (
              <TableRow key={row.id} kind={kind} config={config} row={row} columns={columns} covered={covered} />
            ))}
          </tbody>
        </table>
      </section>
    </div>
  )
})

function HeadCell({
  column,
  sort,
  onSort,
}: {
  column: Column
  sort: Order | undefined
  onSort: (field: string) => void
}) {
  const sorted = sort?.field === column.field ? sort : undefined
  const direction = sorted && (sorted.descending ? 'descending' : 'ascending')
  if (!column.sortable) return <th scope="col">{column.label}</th>
  return (
    <th scope="col" aria-sort={direction}>
      <button type="button" onClick={() => onSort(column.field)}>
        {column.label}
        <Icon name={!sorted ? 'arrow-down-up' : sorted.descending ? 'arrow-down' : 'arrow-up'} />
      </button>
    </th>
  )
}

const TableRow = memo(function TableRow({
  kind,
  config,
  row,
  columns,
  covered,
}: Omit<RowsProps, 'rows'> & { row: ShortRow }) {
  const { t } = useLingui()
  const [, navigate] = useLocation()
  const code = codeOf(row)
  const address = addressOf(kind.type, row.id)
  return (
    <tr>
      <th scope="row">
        <Link className="who-cell" href={address}>
          <CaseMark code={code} small />
          <span>
            <span className="row">
              <Code>{code}</Code> <RowCounts row={row} />
            </span>
            <Person config={config} data={row.data} />
          </span>
        </Link>
      </th>
      {columns.map((column) => (
        <td key={column.field}>
          <Value
            config={config}
            type={kind.type}
            name={column.field}
            value={row.data[column.field]}
            covered={covered}
          />
        </td>
      ))}
      <td>
        <Menu
          label={t`Actions for ${code}`}
          items={[
            { key: 'open', label: t`Open`, sign: 'folder-open', onPick: () => navigate(address) },
            {
              key: 'copy',
              label: t`Copy the code`,
              sign: 'copy',
              onPick: () => void navigator.clipboard.writeText(code).then(() => tell(t`Code copied`, { sign: 'copy' })),
            },
          ]}
        />
      </td>
    </tr>
  )
})
