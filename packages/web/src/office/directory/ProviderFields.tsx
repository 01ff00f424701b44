import { Trans, useLingui } from '@lingui/react/macro'
import { spokenHere, spokenName } from '../../i18n/spoken.ts'
import { useConfig } from '../../store/store.ts'
import { ChoiceInput, TextInput, TickInput, TicksInput } from '../parts/OfficeFields.tsx'
import type { Kept } from './api.ts'
import { ClosedInput } from './ClosedInput.tsx'
import { PlacesInput } from './PlacesInput.tsx'
import type { ProviderValues } from './providerValues.ts'
import { serviceChoices } from './serviceChoices.ts'
import { WeekInput } from './WeekInput.tsx'

export function ProviderFields({
  values,
  kept,
  isThere = false,
}: {
  values: ProviderValues
  kept: Kept
  isThere?: boolean
}) {
  const { t } = useLingui()
  const config = useConfig()
  const languages = [...new Set([...spokenHere(config), ...values.languages])].map((id) => ({
    id,
    label: spokenName(config, id),
  }))
  return (
    <>
      <section className="card stack" aria-labelledby="d-what">
        <h2 id="d-what">
          <Trans>What they give</Trans>
        </h2>
        <TextInput name="name" label={<Trans>Name</Trans>} required />
        <TicksInput name="services" label={<Trans>Services</Trans>} choices={serviceChoices(config)} none={null} />
        <TextInput
          name="capacity"
          label={<Trans>How many referrals it takes at once</Trans>}
          hint={<Trans>0: nobody for now. Leave it empty where there is no limit.</Trans>}
        />
      </section>
      <section className="card stack" aria-labelledby="d-where">
        <h2 id="d-where">
          <Trans>Where and when</Trans>
        </h2>
        <PlacesInput name="places" />
        <TextInput name="address" kind="long" label={<Trans>How to find it</Trans>} most={500} />
        <WeekInput name="hours" />
        <ClosedInput name="closedOn" />
        <ChoiceInput
          name="staff"
          label={<Trans>Who works there</Trans>}
          choices={[
            { id: 'women', label: t`Women only` },
            { id: 'men', label: t`Men only` },
            { id: 'both', label: t`Women and men` },
          ]}
          none={t`Not known`}
        />
        <details className="office-more">
          <summary>
            <Trans>Languages</Trans>{' '}
            <span className="meta">{values.languages.map((id) => spokenName(config, id)).join(' · ')}</span>
          </summary>
          <TicksInput name="languages" label={<Trans>Languages</Trans>} choices={languages} none={null} />
        </details>
      </section>
      <section className="card stack" aria-labelledby="d-reach">
        <h2 id="d-reach">
          <Trans>How they are reached</Trans>
        </h2>
        <TextInput name="phone" kind="tel" label={<Trans>Phone</Trans>} />
        <TextInput name="email" kind="email" label={<Trans>Mail address</Trans>} />
        <TextInput
          name="note"
          kind="long"
          label={<Trans>What whoever refers must know</Trans>}
          hint={<Trans>Nothing about people who were referred.</Trans>}
          most={1000}
        />
      </section>
      <section className="card stack" aria-labelledby="d-who">
        <h2 id="d-who">
          <Trans>Who answers for them here</Trans>
        </h2>
        <p className="meta">
          <Trans>Leave all three empty if nobody there has an account.</Trans>
        </p>
        <ChoiceInput
          name="agency"
          label={<Trans>Agency</Trans>}
          required={!kept.mayKeepOutside}
          choices={kept.agencies.map(({ id, name }) => ({ id, label: config.say(name) || id }))}
          none={t`none`}
        />
        {kept.groups.length > 0 && (
          <TicksInput
            name="groups"
            label={<Trans>User groups</Trans>}
            choices={kept.groups.map(({ id, name }) => ({ id, label: name }))}
            none={null}
          />
        )}
        <TextInput
          name="users"
          kind="code"
          label={<Trans>User names</Trans>}
          hint={<Trans>With a space between them.</Trans>}
          most={2000}
        />
      </section>
      <section className="card stack" aria-labelledby="d-until">
        <h2 id="d-until">
          <Trans>How long</Trans>
        </h2>
        <TextInput name="from" kind="date" label={<Trans>From</Trans>} />
        <TextInput name="until" kind="date" label={<Trans>Last day</Trans>} />
        {isThere && (
          <TickInput
            name="retired"
            label={<Trans>Put aside</Trans>}
            hint={<Trans>It is offered to nobody any more. What was sent to it stays.</Trans>}
          />
        )}
      </section>
    </>
  )
}
