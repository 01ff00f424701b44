import { Trans, useLingui } from '@lingui/react/macro'
import { placeName } from '../forms/choices.ts'
import { dayText } from '../i18n/format.ts'
import { useConfig } from '../store/store.ts'
import { Button } from '../ui/Button.tsx'
import { Icon } from '../ui/Icon.tsx'
import type { FilterSpec } from './specs.ts'
import type { Chosen, Chosens } from './view.ts'

/** The filters in force, each with its own way out. */
export function FilterChips({
  specs,
  chosens,
  counted,
  onDropCounted,
  onRemove,
  onClear,
}: {
  specs: FilterSpec[]
  chosens: Chosens
  /** The number of the home page that is looked at. */
  counted: string | undefined
  onDropCounted: () => void
  onRemove: (field: string) => void
  onClear: () => void
}) {
  const { t } = useLingui()
  const wordsOf = useChosenWords()
  const shown = specs.flatMap((spec) => {
    const chosen = chosens[spec.field]
    return chosen ? [{ spec, words: wordsOf(spec, chosen) }] : []
  })
  if (shown.length === 0 && counted === undefined) return null
  return (
    <ul className="chips" aria-label={t`Filters in force`}>
      {counted !== undefined && (
        <li className="chip">
          <bdi>{counted}</bdi>
          <button type="button" aria-label={t`Remove filter ${String(counted)}`} onClick={onDropCounted}>
            <Icon name="x" />
          </button>
        </li>
      )}
      {shown.map(({ spec, words }) => (
        <li key={spec.field} className="chip">
          <span className="meta">{spec.label}</span>
          <bdi>{words}</bdi>
          <button type="button" aria-label={t`Remove filter ${spec.label}`} onClick={() => onRemove(spec.field)}>
            <Icon name="x" />
          </button>
        </li>
      ))}
      {shown.length > 0 && (
        <li>
          <Button look="quiet" small onClick={onClear}>
            <Trans>Clear</Trans>
          </Button>
        </li>
      )}
    </ul>
  )
}

function useChosenWords(): (spec: FilterSpec, chosen: Chosen) => string {
  const { t, i18n } = useLingui()
  const config = useConfig()
  const list = new Intl.ListFormat(i18n.locale, { type: 'disjunction' })
  return (spec, chosen) => {
    if ('under' in chosen) return list.format(chosen.under.map((code) => placeName(config, code)))
    if ('any' in chosen) return list.format(chosen.any.map((id) => spec.choices.find((c) => c.id === id)?.label ?? id))
    const text = (end: string): string => (spec.kind === 'days' ? dayText(end, i18n.locale) : i18n.number(Number(end)))
    if (!chosen.to) return t`from ${text(chosen.from)}`
    if (!chosen.from) return t`up to ${text(chosen.to)}`
    return t`${text(chosen.from)} to ${text(chosen.to)}`
  }
}
