// What colleagues sent and nobody has answered: each leads to the page where it is answered.
import { Trans, useLingui } from '@lingui/react/macro'
import type { Data } from '@primero/domain/records/record.ts'
import type { RecordShape, ShareShape } from '@primero/domain/sync/protocol.ts'
import { TodoLink } from '../home/TodoLink.tsx'
import { agoText } from '../i18n/format.ts'
import { addressOf } from '../kinds.ts'
import { codeOf } from '../record/person.ts'
import { thisDay } from '../store/clock.ts'
import { may } from '../store/config.ts'
import { useConfig } from '../store/store.ts'
import { useWaiting } from '../store/waiting.ts'
import { fetchPackages } from '../sync/packages.ts'
import { CaseMark } from '../ui/CaseMark.tsx'
import { Code } from '../ui/Code.tsx'
import { Icon } from '../ui/Icon.tsx'
import { CareTag } from './CareTag.tsx'
import { nameOf } from '../record/called.ts'
import { serviceWords } from './services.ts'
import { useAsked } from './usePackages.ts'

export { words } from './words.ts'

export function Page() {
  const waiting = useWaiting()
  const config = useConfig()
  const receives = may(config, 'case', 'receive_referral_different_module')
  const { value = [] } = useAsked(receives ? 'mine' : undefined, fetchPackages)
  const packages = value.filter(({ status }) => status === 'in_progress')
  if (waiting.length + packages.length === 0) return null
  return (
    <section className="stack" aria-labelledby="h-waiting">
      <h2 id="h-waiting">
        <Trans>Waits for your answer</Trans>
      </h2>
      <div className="card list">
        {waiting.flatMap((record) =>
          (record.shares ?? [])
            .filter(({ may }) => may.includes('accept'))
            .map((share) => <Waiting key={share.id} record={record} share={share} />),
        )}
        {packages.map((one) => (
          <TodoLink
            key={one.id}
            to={`/cases/${one.id}/share/package`}
            mark={<Icon name="received" />}
            under={
              <>
                {one.service && `${serviceWords(config, one.service)} · `}
                {agoText(one.at, thisDay(), config.locale)}
              </>
            }
          >
            <Code>{one.reference}</Code> <Trans>package from another module</Trans>
          </TodoLink>
        ))}
      </div>
    </section>
  )
}

function Waiting({ record, share }: { record: RecordShape; share: ShareShape }) {
  const config = useConfig()
  const { i18n } = useLingui()
  const code = codeOf(record.data as Data)
  const by = nameOf(config, share.by, record)
  const to = share.to !== null && share.to !== config.me.userName ? nameOf(config, share.to, record) : undefined
  return (
    <TodoLink
      to={`${addressOf(record.type, record.id)}/sharing`}
      mark={<CaseMark code={code} small />}
      under={
        <>
          <Trans>
            from <bdi>{by}</bdi>
          </Trans>
          {to !== undefined && (
            <>
              {' · '}
              <Trans>
                to <bdi>{to}</bdi>
              </Trans>
            </>
          )}
          {share.service && ` · ${serviceWords(config, share.service)}`} · {agoText(share.at, thisDay(), i18n.locale)}
        </>
      }
    >
      <Code>{code}</Code>{' '}
      {share.kind === 'Referral' ? (
        <Trans>referral</Trans>
      ) : share.kind === 'Transfer' ? (
        <Trans>transfer to take over</Trans>
      ) : (
        <Trans>a colleague asks for this case</Trans>
      )}{' '}
      <CareTag share={share} />
    </TodoLink>
  )
}
