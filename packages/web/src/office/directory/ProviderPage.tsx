// One provider: what it gives, where and when, how it is reached, and whose people here answer for it.
import { Trans, useLingui } from '@lingui/react/macro'
import type { Provider } from '@primero/domain/workflow/directory.ts'
import { useMemo } from 'react'
import { useLocation } from 'wouter'
import { newUuid } from '../../store/store.ts'
import { Refused } from '../../sync/http.ts'
import { tell } from '../../ui/Toast.tsx'
import { Answered } from '../parts/Answered.tsx'
import { OfficeFormFrame } from '../parts/OfficeFields.tsx'
import { OfficeHead } from '../parts/OfficeHead.tsx'
import { OfficeSaveBar } from '../parts/OfficeSaveBar.tsx'
import { useAnswer } from '../parts/useAnswer.ts'
import { ChangedElsewhere, useOfficeForm } from '../parts/useOfficeForm.ts'
import { changeProvider, fetchKept, type Kept, makeProvider } from './api.ts'
import { ProviderState } from './DirectoryPage.tsx'
import { ProviderFields } from './ProviderFields.tsx'
import { emptyProvider, termsOf, valuesOf } from './providerValues.ts'

const up = '/office/directory'

export function NewProviderPage() {
  const { t } = useLingui()
  const kept = useAnswer('directory', fetchKept)
  return (
    <>
      <OfficeHead
        title={<Trans>New provider</Trans>}
        plain={t`New provider`}
        up={up}
        upName={<Trans>Service directory</Trans>}
      />
      <Answered of={kept}>{(known) => <NewProvider kept={known} />}</Answered>
    </>
  )
}

function NewProvider({ kept }: { kept: Kept }) {
  const { t } = useLingui()
  const [, navigate] = useLocation()
  const start = useMemo(
    () => ({ ...emptyProvider, agency: kept.mayKeepOutside ? '' : (kept.agencies[0]?.id ?? '') }),
    [kept],
  )
  // Sent twice after a line that broke, it is written down once.
  const id = useMemo(newUuid, [])
  const form = useOfficeForm(start, async (values) => {
    await makeProvider(id, termsOf(values))
    tell(t`Written down`)
    navigate(up)
  })
  return (
    <OfficeFormFrame form={form}>
      <ProviderFields values={form.values} kept={kept} />
      <OfficeSaveBar form={form} deed={<Trans>Write down</Trans>} onLeave={() => navigate(up)} />
    </OfficeFormFrame>
  )
}

export function ProviderPage({ id }: { id: string }) {
  const { t } = useLingui()
  const kept = useAnswer('directory', fetchKept)
  const found = kept.value?.providers.find((one) => one.id === id)
  return (
    <>
      <OfficeHead
        title={found ? <bdi>{found.name}</bdi> : <Trans>Provider</Trans>}
        plain={t`Provider`}
        up={up}
        upName={<Trans>Service directory</Trans>}
      >
        {found && <ProviderState of={found} />}
      </OfficeHead>
      <Answered of={kept}>
        {(known) =>
          found ? (
            <EditProvider provider={found} kept={known} again={kept.again} />
          ) : (
            <p className="card">
              <Trans>There is no such provider.</Trans>
            </p>
          )
        }
      </Answered>
    </>
  )
}

function EditProvider({ provider, kept, again }: { provider: Provider; kept: Kept; again: () => void }) {
  const { t } = useLingui()
  const start = useMemo(() => valuesOf(provider), [provider])
  const form = useOfficeForm(
    start,
    async (values) => {
      try {
        await changeProvider(provider, termsOf(values))
      } catch (e) {
        if (e instanceof Refused && e.code === 'changed-elsewhere') throw new ChangedElsewhere()
        throw e
      }
      tell(t`Saved`)
      again()
    },
    again,
  )
  return (
    <OfficeFormFrame form={form}>
      <ProviderFields values={form.values} kept={kept} isThere />
      <OfficeSaveBar form={form} />
    </OfficeFormFrame>
  )
}
