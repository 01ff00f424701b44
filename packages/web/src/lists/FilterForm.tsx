import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { type FormEvent, useState } from 'react'
import { Button } from '../ui/Button.tsx'
import { FilterField } from './FilterField.tsx'
import type { FilterSpec } from './specs.ts'
import { type Chosens, isEmpty } from './view.ts'

/** Filters that most people use; the others fold. */
const first = 6

export function FilterForm({
  specs,
  chosens,
  count,
  onDraft,
  onApply,
  onClear,
}: {
  specs: FilterSpec[]
  chosens: Chosens
  /** How many fit the draft; undefined while nobody knows. */
  count: number | undefined
  onDraft: (chosens: Chosens) => void
  onApply: (chosens: Chosens) => void
  onClear: () => void
}) {
  const { t } = useLingui()
  const [draft, setDraft] = useState(chosens)
  const set = (field: string, chosen: Chosens[string]): void => {
    const { [field]: _before, ...others } = draft
    const next = isEmpty(chosen) ? others : { ...others, [field]: chosen }
    setDraft(next)
    onDraft(next)
  }
  const submit = (e: FormEvent): void => {
    e.preventDefault()
    onApply(draft)
  }
  const fields = (some: FilterSpec[]) =>
    some.map((spec) => (
      <FilterField
        key={spec.field}
        spec={spec}
        chosen={draft[spec.field]}
        onChange={(chosen) => set(spec.field, chosen)}
      />
    ))
  const used = specs.slice(first).some((spec) => draft[spec.field])
  return (
    <form className="stack filters" onSubmit={submit} aria-label={t`Filter`}>
      {fields(specs.slice(0, first))}
      {specs.length > first && (
        <details open={used}>
          <summary>
            <Plural value={specs.length - first} one="# more filter" other="# more filters" />
          </summary>
          <div className="stack filters">{fields(specs.slice(first))}</div>
        </details>
      )}
      <div className="foot">
        <Button type="submit" look="main" className="grow">
          {count === undefined ? (
            <Trans>Show</Trans>
          ) : (
            <Plural value={count} _0="Show none" one="Show #" other="Show #" />
          )}
        </Button>
        <Button look="quiet" onClick={onClear}>
          <Trans>Clear</Trans>
        </Button>
      </div>
    </form>
  )
}
