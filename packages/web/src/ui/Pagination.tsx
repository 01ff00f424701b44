import { Trans, useLingui } from '@lingui/react/macro'
import { Button } from './Button.tsx'

/** Pages of a list, numbered from 1. */
export function Pagination({
  page,
  per,
  total,
  sizes = [per],
  onPage,
  onPer,
}: {
  page: number
  per: number
  total: number
  /** Where one may choose how many stand on a page. */
  sizes?: readonly number[]
  onPage: (page: number) => void
  onPer?: (per: number) => void
}) {
  const { t, i18n } = useLingui()
  const pages = Math.max(1, Math.ceil(total / per))
  const n = (value: number): string => i18n.number(value)
  if (total <= (sizes[0] ?? per) && page === 1) return null
  return (
    <nav className="pages row" aria-label={t`Pages`}>
      <Button small sign="chevron-left" flip {...(page > 1 ? {} : { hidden: true })} onClick={() => onPage(page - 1)}>
        <Trans>Previous</Trans>
      </Button>
      <span className="meta" aria-live="polite">
        <Trans>
          Page {n(page)} of {n(pages)}
        </Trans>
      </span>
      <Button small {...(page < pages ? {} : { hidden: true })} onClick={() => onPage(page + 1)}>
        <Trans>Next</Trans>
      </Button>
      {sizes.length > 1 && (
        <label className="row meta pages-size">
          <span>
            <Trans>Rows</Trans>
          </span>
          <select value={per} onChange={(e) => onPer?.(Number(e.target.value))}>
            {sizes.map((size) => (
              <option key={size} value={size}>
                {n(size)}
              </option>
            ))}
          </select>
        </label>
      )}
    </nav>
  )
}
