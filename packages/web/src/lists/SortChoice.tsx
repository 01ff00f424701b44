// The order of a list where no table has heads to press.
import { Trans, useLingui } from '@lingui/react/macro'
import type { Column } from './columns.ts'
import type { Order } from './view.ts'

type SortChoiceProps = { columns: Column[]; sort: Order | undefined; onSort: (sort: Order | undefined) => void }

export function SortChoice({ columns, sort, onSort }: SortChoiceProps) {
  const { t } = useLingui()
  const sortable = columns.filter((column) => column.sortable)
  if (sortable.length === 0) return null
  const change = (value: string): void =>
    onSort(value === '' ? undefined : { field: value.replace(/^-/, ''), descending: value.startsWith('-') })
  return (
    <label className="row meta sort-by">
      <span>
        <Trans>Sort by</Trans>
      </span>
      <select value={sort ? `${sort.descending ? '-' : ''}${sort.field}` : ''} onChange={(e) => change(e.target.value)}>
        <option value="">{t`Newest first`}</option>
        {sortable.map(({ field, label }) => (
          <option key={field} value={field}>
            {t`${label}, ascending`}
          </option>
        ))}
        {sortable.map(({ field, label }) => (
          <option key={field} value={`-${field}`}>
            {t`${label}, descending`}
          </option>
        ))}
      </select>
    </label>
  )
}
