// The register of agreements: what there is, who has accepted, and the way to another version.
import { Trans, useLingui } from '@lingui/react/macro'
import { Route, Switch } from 'wouter'
import { dayText } from '../../i18n/format.ts'
import { writtenAs } from '../../i18n/languages.ts'
import { useConfig } from '../../store/store.ts'
import { type AgreementRegister, type AgreementVersion, fetchAgreements } from '../../sync/agreements.ts'
import { LinkButton } from '../../ui/Button.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { Note } from '../../ui/Note.tsx'
import { Tag } from '../../ui/Tag.tsx'
import { Answered } from '../parts/Answered.tsx'
import { OfficeHead } from '../parts/OfficeHead.tsx'
import { OfficeTable } from '../parts/OfficeTable.tsx'
import { useAnswer } from '../parts/useAnswer.ts'
import { NewVersionPage } from './NewVersionPage.tsx'
import { VersionPage } from './VersionPage.tsx'
import { kindNames, stateNames } from './words.ts'

export const agreementsAt = '/office/agreements'

export function AgreementsPage() {
  return (
    <Switch>
      <Route path={agreementsAt} component={RegisterPage} />
      <Route path={`${agreementsAt}/new`} component={NewVersionPage} />
      <Route path={`${agreementsAt}/:id`}>{({ id }) => <VersionPage key={id} id={Number(id)} />}</Route>
    </Switch>
  )
}

function RegisterPage() {
  const { t } = useLingui()
  const answer = useAnswer('agreements', fetchAgreements)
  return (
    <>
      <OfficeHead title={<Trans>Agreements</Trans>} plain={t`Agreements`}>
        {answer.value && (
          <LinkButton look="main" to={`${agreementsAt}/new`}>
            <Trans>Write a version</Trans>
          </LinkButton>
        )}
      </OfficeHead>
      <Answered of={answer}>{(register) => <Register of={register} />}</Answered>
    </>
  )
}

function Register({ of: { agreements, agencies, asked } }: { of: AgreementRegister }) {
  const { t, i18n } = useLingui()
  const config = useConfig()
  const day = (on: string) => dayText(on, writtenAs(i18n.locale))
  const agencyOf = (id: string | null) => config.say(agencies.find((one) => one.id === id)?.name) || (id ?? '')
  const isIdle = (kind: AgreementVersion['kind']) =>
    (kind === 'code_of_conduct' && !asked.code_of_conduct) || (kind === 'terms_of_use' && !asked.terms_of_use)
  const idle = agreements.find((one) => one.state === 'in-force' && isIdle(one.kind))
  return (
    <>
      {idle && (
        <Note hue="warn" title={<Trans>Nobody is asked for what is written here.</Trans>}>
          {idle.kind === 'code_of_conduct' ? (
            <Trans>The code of conduct is switched off in the settings of this site.</Trans>
          ) : (
            <Trans>Terms of use are switched off on this server.</Trans>
          )}
        </Note>
      )}
      <OfficeTable
        caption={t`Agreements`}
        rows={agreements}
        keyOf={({ id }) => String(id)}
        head={{ label: t`Agreement`, of: ({ kind }) => t(kindNames[kind]), href: ({ id }) => `${agreementsAt}/${id}` }}
        columns={[
          { key: 'version', label: t`Version`, of: ({ version }) => version },
          { key: 'agency', label: t`Agency`, of: ({ agency }) => <bdi>{agencyOf(agency) || '–'}</bdi> },
          {
            key: 'state',
            label: t`State`,
            of: ({ state }) => <Tag hue={state === 'in-force' ? 'ok' : 'plain'}>{t(stateNames[state])}</Tag>,
          },
          {
            key: 'time',
            label: t`Valid`,
            of: ({ from, until }) =>
              until === null ? (
                <Trans>from {day(from)}</Trans>
              ) : (
                <Trans>
                  {day(from)} to {day(until)}
                </Trans>
              ),
          },
          {
            key: 'accepted',
            label: t`Accepted`,
            of: ({ kind, accepted, asked: people }) =>
              kind === 'information_sharing' ? (
                '–'
              ) : (
                <Trans>
                  {accepted} of {people}
                </Trans>
              ),
          },
        ]}
        empty={
          <EmptyState sign="file-text" title={<Trans>There is no agreement yet</Trans>}>
            <Trans>Begin with a template, and have it read before people are asked.</Trans>
          </EmptyState>
        }
      />
    </>
  )
}
