import { Plural, useLingui } from '@lingui/react/macro'
import type { ShortRow } from '@primero/domain/sync/protocol.ts'
import { Tag } from '../ui/Tag.tsx'

/** What stands beside a code: alerts, flags, answers that are missing. */
export function RowCounts({ row }: { row: ShortRow }) {
  const { i18n } = useLingui()
  const alerts = Number(row.data['alert_count'] ?? 0)
  const flags = Number(row.data['flag_count'] ?? 0)
  return (
    <>
      {alerts > 0 && (
        <Tag hue="bad">
          <span aria-hidden="true">{i18n.number(alerts)}</span>
          <span className="vh">
            <Plural value={alerts} one="# alert" other="# alerts" />
          </span>
        </Tag>
      )}
      {flags > 0 && (
        <Tag sign="flag">
          <span aria-hidden="true">{i18n.number(flags)}</span>
          <span className="vh">
            <Plural value={flags} one="# flag" other="# flags" />
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
