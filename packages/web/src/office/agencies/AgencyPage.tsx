// One agency: names in each language, whom to call, services and logos.
import { Trans, useLingui } from '@lingui/react/macro'
import { useMemo, useState } from 'react'
import { useLocation } from 'wouter'
import { may } from '../../store/config.ts'
import { type AppConfig, useConfig } from '../../store/store.ts'
import { tell } from '../../ui/Toast.tsx'
import { type Agency, changeAgency, fetchAgency, makeAgency } from '../api.ts'
import { Answered } from '../parts/Answered.tsx'
import { InForce } from '../parts/InForce.tsx'
import { OfficeFormFrame } from '../parts/OfficeFields.tsx'
import { OfficeHead } from '../parts/OfficeHead.tsx'
import { OfficeSaveBar } from '../parts/OfficeSaveBar.tsx'
import { useAnswer } from '../parts/useAnswer.ts'
import { ChangedElsewhere, useOfficeForm } from '../parts/useOfficeForm.ts'
import { AgencyFields } from './AgencyFields.tsx'
import { type AgencyValues, changesOf, emptyAgency, valuesOf } from './agencyValues.ts'

const localesOf = (config: AppConfig): string[] =>
  (config.configuration.settings['locales'] as string[] | undefined) ?? ['en']

export function NewAgencyPage() {
  const { t } = useLingui()
  const [, navigate] = useLocation()
  const locales = localesOf(useConfig())
  const [start] = useState(() => emptyAgency(['en', ...locales]))
  const form = useOfficeForm<AgencyValues>(start, async (_values, changes) => {
    await makeAgency(changesOf(changes))
    tell(t`Agency made`)
    navigate('/office/agencies')
  })
  return (
    <>
      <OfficeHead
        title={<Trans>New agency</Trans>}
        plain={t`New agency`}
        up="/office/agencies"
        upName={<Trans>Agencies</Trans>}
      />
      <OfficeFormFrame form={form} aliases={{ name: 'name_en' }}>
        <AgencyFields values={form.values} locales={locales} isNew />
        <OfficeSaveBar form={form} deed={<Trans>Make the agency</Trans>} onLeave={() => navigate('/office/agencies')} />
      </OfficeFormFrame>
    </>
  )
}

export function AgencyPage({ id }: { id: number }) {
  const { t } = useLingui()
  const config = useConfig()
  const agency = useAnswer(String(id), (signal) => fetchAgency(id, signal))
  const { value } = agency
  return (
    <>
      <OfficeHead
        title={value ? <bdi>{config.say(value.name)}</bdi> : <Trans>Agency</Trans>}
        plain={t`Agency`}
        up="/office/agencies"
        upName={<Trans>Agencies</Trans>}
      >
        {value && <InForce is={!value.disabled} />}
      </OfficeHead>
      <Answered of={agency}>
        {(known) =>
          may(config, 'agency', 'write') ? (
            <EditAgency agency={known} onSaved={agency.take} onReload={agency.again} />
          ) : (
            <p className="card">
              <Trans>Your role does not cover changing this.</Trans>
            </p>
          )
        }
      </Answered>
    </>
  )
}

function EditAgency({
  agency,
  onSaved,
  onReload,
}: {
  agency: Agency
  onSaved: (agency: Agency) => void
  onReload: () => void
}) {
  const { t } = useLingui()
  const locales = localesOf(useConfig())
  const start = useMemo(() => valuesOf(agency), [agency])
  const form = useOfficeForm<AgencyValues>(
    start,
    async (_values, changes) => {
      const now = valuesOf(await fetchAgency(agency.id))
      if (JSON.stringify(now) !== JSON.stringify(start)) throw new ChangedElsewhere()
      onSaved(await changeAgency(agency.id, changesOf(changes)))
      tell(t`Saved`)
    },
    onReload,
  )
  return (
    <OfficeFormFrame form={form} aliases={{ name: 'name_en' }}>
      <AgencyFields values={form.values} locales={locales} />
      <OfficeSaveBar form={form} />
    </OfficeFormFrame>
  )
}
