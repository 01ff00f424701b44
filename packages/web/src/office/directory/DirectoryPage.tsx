// All providers that somebody keeps: those that are offered, and those that were put aside.
import { Trans, useLingui } from '@lingui/react/macro'
import { isOffered, isOutside, type Provider } from '@primero/domain/workflow/directory.ts'
import { useState } from 'react'
import { matching } from '../../forms/choices.ts'
import { thisDay } from '../../store/clock.ts'
import { type AppConfig, useConfig } from '../../store/store.ts'
import { LinkButton } from '../../ui/Button.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { Tag } from '../../ui/Tag.tsx'
import { Answered } from '../parts/Answered.tsx'
import { FilterRow } from '../parts/FilterRow.tsx'
import { OfficeHead } from '../parts/OfficeHead.tsx'
import { OfficeTable } from '../parts/OfficeTable.tsx'
import { useAnswer } from '../parts/useAnswer.ts'
import { fetchKept } from './api.ts'
import { serviceChoices } from './serviceChoices.ts'

export function DirectoryPage() {
  const { t } = useLingui()
  const kept = useAnswer('directory', fetchKept)
  return (
    <>
      <OfficeHead title={<Trans>Service directory</Trans>} plain={t`Service directory`}>
        <LinkButton to="/office/directory/new" look="main" sign="plus">
          <Trans>New provider</Trans>
        </LinkButton>
      </OfficeHead>
      <p className="meta">
        <Trans>
          Whoever refers chooses from here. Keep it true: an hour that is wrong is a way walked for nothing.
        </Trans>
      </p>
      <Answered of={kept}>{({ providers }) => <Providers providers={providers} />}</Answered>
    </>
  )
}

function Providers({ providers }: { providers: Provider[] }) {
  const { t } = useLingui()
  const config = useConfig()
  const [text, setText] = useState('')
  const [service, setService] = useState('')
  const services = serviceChoices(config)
  const fitting = matching(
    providers
      .filter((one) => service === '' || one.services.includes(service))
      .map((provider) => ({ provider, label: provider.name })),
    text,
  )
  return (
    <>
      {providers.length > 0 && (
        <FilterRow
          search={text}
          onSearch={setText}
          searchLabel={t`Name`}
          filters={[{ key: 'service', label: t`Service`, all: t`any service`, choices: services }]}
          chosen={{ service }}
          onChoose={(_key, id) => setService(id)}
        />
      )}
      <OfficeTable<Provider>
        caption={t`Service directory`}
        rows={fitting.map(({ provider }) => provider)}
        keyOf={({ id }) => id}
        head={{
          label: t`Name`,
          href: ({ id }) => `/office/directory/${id}`,
          of: ({ name }) => <bdi>{name}</bdi>,
        }}
        columns={[
          { key: 'services', label: t`Services`, of: (one) => namesOf(config, services, one.services) },
          { key: 'phone', label: t`Phone`, of: ({ phone }) => (phone ? <bdi dir="ltr">{phone}</bdi> : null) },
          {
            key: 'way',
            label: t`Reached`,
            of: (one) => (isOutside(one) ? <Trans>outside</Trans> : <Trans>by an account here</Trans>),
          },
          { key: 'state', label: t`State`, of: (one) => <ProviderState of={one} /> },
        ]}
        empty={
          providers.length === 0 ? (
            <EmptyState sign="map-pin" title={<Trans>Nobody is written down yet</Trans>}>
              <Trans>Begin with the clinic: after rape, hours count.</Trans>
            </EmptyState>
          ) : (
            <EmptyState sign="search" title={<Trans>Nobody fits</Trans>}>
              <Trans>Search for less.</Trans>
            </EmptyState>
          )
        }
      />
    </>
  )
}

const namesOf = (config: AppConfig, known: { id: string; label: string }[], ids: string[]): string =>
  new Intl.ListFormat(config.locale, { type: 'unit' }).format(
    ids.map((id) => known.find((one) => one.id === id)?.label ?? id),
  )

export function ProviderState({ of }: { of: Provider }) {
  if (of.retired)
    return (
      <Tag sign="circle-slash">
        <Trans>Put aside</Trans>
      </Tag>
    )
  if (!isOffered(of, thisDay()))
    return (
      <Tag hue="warn" sign="hourglass">
        <Trans>Not in these days</Trans>
      </Tag>
    )
  if (of.capacity === 0)
    return (
      <Tag hue="warn" sign="info">
        <Trans>Takes nobody for now</Trans>
      </Tag>
    )
  return (
    <Tag hue="ok" sign="check">
      <Trans>Offered</Trans>
    </Tag>
  )
}
