// Search and filters of an office list. What is looked for is asked of the server and stands in no address.
import { useLingui } from '@lingui/react/macro'
import { useEffect, useId, useState } from 'react'
import { Icon } from '../../ui/Icon.tsx'

export type FilterChoice = { id: string; label: string }
export type OfficeFilter = {
  key: string
  label: string
  /** What the list shows without this filter. */
  all: string
  choices: readonly FilterChoice[]
}

/** Milliseconds after the last key. */
const pause = 300

export function FilterRow({
  search,
  onSearch,
  searchLabel,
  filters = [],
  chosen = {},
  onChoose,
}: {
  search?: string
  onSearch?: (text: string) => void
  searchLabel?: string
  filters?: readonly OfficeFilter[]
  chosen?: Record<string, string>
  onChoose?: (key: string, id: string) => void
}) {
  return (
    <search className="office-filters">
      {onSearch && <SearchField text={search ?? ''} label={searchLabel} onText={onSearch} />}
      {filters.map((filter) => (
        <FilterSelect
          key={filter.key}
          filter={filter}
          id={chosen[filter.key] ?? ''}
          onId={(id) => onChoose?.(filter.key, id)}
        />
      ))}
    </search>
  )
}

function SearchField({
  text,
  label,
  onText,
}: {
  text: string
  label: string | undefined
  onText: (text: string) => void
}) {
  const { t } = useLingui()
  const [typed, setTyped] = useState(text)
  useEffect(() => {
    if (typed === text) return
    const timer = window.setTimeout(() => onText(typed), pause)
    return () => window.clearTimeout(timer)
  }, [typed, text, onText])
  return (
    <span className="find">
      <Icon name="search" />
      <input
        type="search"
        dir={typed ? 'auto' : undefined}
        autoComplete="off"
        spellCheck={false}
        maxLength={200}
        aria-label={label ?? t`Search`}
        placeholder={label ?? t`Search`}
        value={typed}
        onChange={(e) => setTyped(e.target.value)}
      />
    </span>
  )
}

function FilterSelect({ filter, id, onId }: { filter: OfficeFilter; id: string; onId: (id: string) => void }) {
  const control = useId()
  return (
    <div className="field">
      <label className="hint" htmlFor={control}>
        {filter.label}
      </label>
      <select id={control} value={id} onChange={(e) => onId(e.target.value)}>
        <option value="">{filter.all}</option>
        {filter.choices.map((choice) => (
          <option key={choice.id} value={choice.id}>
            {choice.label}
          </option>
        ))}
      </select>
    </div>
  )
}
