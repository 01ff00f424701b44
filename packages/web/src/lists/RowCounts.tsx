import { Plural, Trans, useLingui } from '@lingui/react/macro'
import type { ShortRow } from '@primero/domain/sync/protocol.ts'
import { deviceSign, KeptHere } from '../outbox/DeviceWords.tsx'
import { useIsCutOff } from '../store/contact.ts'
import { useIsKept, useIsUnsent } from '../store/keeping.ts'
import { Icon } from '../ui/Icon.tsx'
import { Tag } from '../ui/Tag.tsx'

/** What stands beside a code: alerts, flags, answers that are missing. */
export function RowCounts({ row }: { row: ShortRow }) {
  const { i18n } = useLingui()
  const unsent = useIsUnsent(row)
  const kept = useIsKept(row)
  const cut = useIsCutOff()
  const alerts = Number(row.data['alert_count'] ?? 0)
  const flags = Number(row.data['flag_count'] ?? 0)
  return (
    <>
      {unsent && (
        <Tag hue="warn" sign="on-device">
          <Trans>Not yet received</Trans>
        </Tag>
      )}
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
      {kept && !cut && (
        <span className="meta">
          <Icon name={deviceSign()} />
          <span className="vh">
            <KeptHere />
          </span>
        </span>
      )}
      {row.incomplete > 0 && (
        <Tag hue="warn">
          <Plural value={row.incomplete} one="# answer missing" other="# answers missing" />
        </Tag>
      )}
    </>
  )
}
