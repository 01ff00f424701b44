// The rows of a list: a table where there is room, cards on phones. Both know the same row.
import { Plural, Trans, useLingui } from '@lingui/react/macro'
import type { ShortRow } from '@primero/domain/sync/protocol.ts'
import { type KeyboardEvent, memo } from 'react'
import { Link, useLocation } from 'wouter'
import { addressOf, type Kind } from '../kinds.ts'
import type { AppConfig } from '../store/store.ts'
import { CaseMark } from '../ui/CaseMark.tsx'
import { Code } from '../ui/Code.tsx'
import { Icon } from '../ui/Icon.tsx'
import { Menu } from '../ui/Menu.tsx'
import { Tag } from '../ui/Tag.tsx'
import { tell } from '../ui/Toast.tsx'
import type { Column } from './columns.ts'
import { Person } from './Person.tsx'
import { Value } from './Value.tsx'
import type { Order } from './view.ts'

export const codeOf = (row: ShortRow): string => String(row.data['short_id'] ?? row.id.slice(-7))

type RowsProps = { kind: Kind; config: AppConfig; rows: ShortRow[]; columns: Column[]; covered: boolean }

export const Cards = memo(function Cards({ kind, config, rows, columns, covered }: RowsProps) {
  const isCovered = (field: string): boolean =>
    covered && config.configuration.fieldOf(kind.type, field)?.identifying === true
  const rest = columns.filter(
    (c) => c.field !== 'risk_level' && c.field !== 'case_id_display' && !isCovered(c.field),
  )
  return (
    <ul className="card list">
      {rows.map((row) => (
        <li key={row.id}>
          <Link className="case" href={addressOf(kind.type, row.id)}>
            <CaseMark code={codeOf(row)} />
            <span className="row">
              <Code>{codeOf(row)}</Code>
              <Person config={config} data={row.data} />
              <Counts row={row} />
            </span>
            {row.data['risk_level'] != null && columns.some((c) => c.field === 'risk_level') && (
              <span className="row">
                <Value
                  config={config}
                  type={kind.type}
                  name="risk_level"
                  value={row.data['risk_level']}
                  covered={covered}
                />
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

function Counts({ row }: { row: ShortRow }) {
  const alerts = Number(row.data['alert_count'] ?? 0)
  const flags = Number(row.data['flag_count'] ?? 0)
  return (
    <>
      {alerts > 0 && (
        <Tag hue="bad">
          {alerts}
          <span className="vh">
            {' '}
            <Plural value={alerts} one="alert" other="alerts" />
          </span>
        </Tag>
      )}
      {flags > 0 && (
        <Tag sign="flag">
          {flags}
          <span className="vh">
            {' '}
            <Plural value={flags} one="flag" other="flags" />
          </span>
        </Tag>
      )}
      {row.incomplete > 0 && (
        <Tag hue="warn">
          <Plural value={row.incomplete} one="# answer missing" other="# answers missing" />
        </Tag>
      )}
    </>
  )
}

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

export const Table = memo(function Table({
  kind,
  config,
  rows,
  columns,
  covered,
  sort,
  onSort,
  caption,
}: TableProps) {
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
              <TableRow
                key={row.id}
                kind={kind}
                config={config}
                row={row}
                columns={columns}
                covered={covered}
              />
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
            <span className="nowrap">
              <Code>{code}</Code> <Counts row={row} />
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
              onPick: () =>
                void navigator.clipboard.writeText(code).then(() => tell(t`Code copied`, { sign: 'copy' })),
            },
          ]}
        />
      </td>
    </tr>
  )
})
