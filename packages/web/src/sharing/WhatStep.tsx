// What is shared: of a referral, the forms of one role; of a transfer, the case. With the answers that stand there now.
import { Trans } from '@lingui/react/macro'
import { rowsIn } from '@primero/domain/forms/answer.ts'
import type { RecordShape } from '@primero/domain/sync/protocol.ts'
import { formsBefore } from '@primero/domain/workflow/referral-forms.ts'
import { opensNow } from '@primero/domain/workflow/shared-fields.ts'
import type { ReferralRole } from '../store/recipients.ts'
import { type AppConfig, useConfig } from '../store/store.ts'
import type { Shown } from '../sync/preview.ts'
import { Bones } from '../ui/Bones.tsx'
import { Note } from '../ui/Note.tsx'
import { HandedOver } from './HandedOver.tsx'
import { HowMuch } from './HowMuch.tsx'
import type { Chosen } from './least.ts'
import { TheirPage, Unshown, usePreview } from './TheirPage.tsx'
import type { Wish } from './wish.ts'

type SeesProps = {
  record: RecordShape
  wish: Wish
  roles: ReferralRole[]
  /** Fields that the consent leaves out. */
  excluded: readonly string[]
}
type WhatProps = SeesProps & Omit<Chosen, 'wish'> & { set: (change: Partial<Wish>) => void }

export function WhatStep({ smallest, least, set, ...props }: WhatProps) {
  if (props.wish.outside) return <Outside />
  return (
    <div className="share-two">
      <HowMuch {...props} {...{ smallest, least, set }} />
      <ReferralSeen {...props} />
    </div>
  )
}

const Outside = () => (
  <Note title={<Trans>Nothing is shared from here</Trans>}>
    <Trans>Hand over only what the provider needs, in the way that your agency agreed.</Trans>{' '}
    <Trans>When it is sent, Sharing offers a link over which they see a short package and answer.</Trans>
  </Note>
)

/** What this very colleague will read of a referral. Without a line it is a guess from the role. */
export function ReferralSeen({ record, wish, roles, excluded }: SeesProps) {
  const config = useConfig()
  const { to, role, forms, atOnce, service, serviceRow } = wish
  const how = role === 'own' ? {} : { role, forms }
  const isAsked = record.type === 'case' && to !== undefined && role !== undefined
  const { shown: exact, isAsking } = usePreview(
    isAsked ? { case: record.id, to, ...how, opensLater: !atOnce, service, serviceRow } : undefined,
  )
  if (isAsking) return <Bones lines={3} marks={false} />
  const chosen = roles.find(({ id }) => id === role)
  const shown = exact ?? (chosen && guessed(config, record, wish, forms ?? chosen.forms, excluded))
  if (shown) return <TheirPage {...{ record, shown, excluded }} isExact={exact !== undefined} />
  return (
    <Unshown>
      <Trans>Their role decides. Choose a role for referrals if you want to know it beforehand.</Trans>
    </Unshown>
  )
}

/** As far as this device knows, which does not know the recipient. */
function guessed(
  config: AppConfig,
  { module, data }: RecordShape,
  { atOnce, serviceRow }: Wish,
  ids: string[],
  excluded: readonly string[],
): Shown {
  const before = atOnce ? null : formsBefore(config.configuration, module)
  const opens = opensNow({ status: 'in_progress', forms: ids, formsBefore: before, serviceRow: serviceRow ?? null })
  const services = rowsIn(data['services_section'])
  const first = services.filter((row) => opens.services?.includes(row.unique_id) !== false)
  return {
    forms: ids.map((id) => ({
      id,
      fields: (config.configuration.forms.get(id)?.fields ?? []).flatMap(({ name }) =>
        excluded.includes(name) ? [] : name,
      ),
    })),
    later: ids.filter((id) => opens.forms?.includes(id) === false),
    data,
    first: first.length < services.length ? { services_section: first } : {},
    incidents: 0,
  }
}

/** What the new owner reads at once, and holds once he has accepted. Only the server knows. */
export const TransferSeen = ({ record, wish: { to, outside } }: Pick<SeesProps, 'record' | 'wish'>) =>
  outside ? <Outside /> : <HandedOver record={record} asked={to && { case: record.id, kind: 'Transfer', to }} />
