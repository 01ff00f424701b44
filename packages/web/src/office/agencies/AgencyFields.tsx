import { Trans } from '@lingui/react/macro'
import { languages } from '@primero/domain/configuration/languages.ts'
import { useConfig } from '../../store/store.ts'
import { TextInput, TickInput, TicksInput } from '../parts/OfficeFields.tsx'
import type { AgencyValues } from './agencyValues.ts'
import { LogoInput } from './LogoInput.tsx'

const inOwnWords = (locale: string): string => languages.find(({ code }) => code === locale)?.name ?? locale

export function AgencyFields({
  values,
  locales,
  isNew = false,
}: {
  values: AgencyValues
  locales: readonly string[]
  isNew?: boolean
}) {
  const config = useConfig()
  const services = config.configuration.lookups.get('lookup-service-type')?.values ?? []
  return (
    <>
      <section className="card stack" aria-labelledby="a-what">
        <h2 id="a-what">
          <Trans>The agency</Trans>
        </h2>
        {[...new Set(['en', ...locales])].map((locale) => (
          <TextInput
            key={locale}
            name={`name_${locale}`}
            label={
              <Trans>
                Name in <bdi>{inOwnWords(locale)}</bdi>
              </Trans>
            }
            required={locale === 'en'}
          />
        ))}
        <TextInput
          name="agency_code"
          kind="code"
          label={<Trans>Code</Trans>}
          hint={<Trans>Short, and no other agency’s. It stands in codes of cases.</Trans>}
          required
        />
        <TextInput name="telephone" kind="tel" label={<Trans>Phone</Trans>} />
        {services.length > 0 && (
          <TicksInput
            name="services"
            label={<Trans>Services</Trans>}
            choices={services
              .filter(({ disabled }) => disabled !== true)
              .map(({ id, label }) => ({ id, label: config.say(label) }))}
            none={null}
          />
        )}
      </section>
      <section className="card stack" aria-labelledby="a-call">
        <h2 id="a-call">
          <Trans>Whom to call there</Trans>
        </h2>
        <TextInput name="contact_name" label={<Trans>Name</Trans>} />
        <TextInput name="contact_email" kind="email" label={<Trans>Mail address</Trans>} />
        <TextInput name="contact_phone" kind="tel" label={<Trans>Phone</Trans>} />
        <TextInput name="notes" kind="long" label={<Trans>Notes</Trans>} most={5000} />
      </section>
      <section className="card stack" aria-labelledby="a-logo">
        <h2 id="a-logo">
          <Trans>Logos</Trans>
        </h2>
        <LogoInput name="logo_full" label={<Trans>Logo</Trans>} />
        <LogoInput name="logo_icon" label={<Trans>Small logo</Trans>} />
        <TickInput
          name="logo_enabled"
          label={<Trans>Show the logos</Trans>}
          hint={<Trans>Also on the sign-in page. It needs both logos.</Trans>}
        />
      </section>
      {!isNew && (
        <section className="card stack">
          <TickInput
            name="disabled"
            label={<Trans>No longer used</Trans>}
            hint={
              values.disabled ? (
                <Trans>Nobody new joins it. Its people and records stay.</Trans>
              ) : (
                <Trans>An agency is never removed: records name it.</Trans>
              )
            }
          />
        </section>
      )}
    </>
  )
}
