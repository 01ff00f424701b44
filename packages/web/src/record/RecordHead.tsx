// Which record this is: mark, code, age and sex, and where it stands. No name, whatever its form may show.
import { Trans, useLingui } from '@lingui/react/macro'
import type { Data } from '@primero/domain/records/record.ts'
import type { ReactNode } from 'react'
import { kinds } from '../kinds.ts'
import { RiskTag } from '../lists/RiskTag.tsx'
import { stageText } from '../lists/specs.ts'
import { deviceSign, KeptHere } from '../outbox/DeviceWords.tsx'
import { useKeeping } from '../store/keeping.ts'
import type { AppConfig, RecordType } from '../store/store.ts'
import { CaseMark } from '../ui/CaseMark.tsx'
import { Code } from '../ui/Code.tsx'
import { Tag } from '../ui/Tag.tsx'
import { codeOf, personWords } from './person.ts'

type HeadProps = {
  config: AppConfig
  type: RecordType
  data: Data
  nameHidden: boolean
  /** How far this device's changes have come; nothing where there are none. */
  sync: ReactNode
  menu?: ReactNode
}

export function RecordHead({ config, type, data, nameHidden, sync, menu }: HeadProps) {
  const code = codeOf(data)
  const person = personWords(config, data)
  return (
    <header className="idhead">
      <CaseMark code={code} />
      <div className="grow stack">
        <h1 tabIndex={-1}>
          <span className="vh">
            <KindWord type={type} />{' '}
          </span>
          <Code>{code}</Code>
        </h1>
        <p className="row">
          {person && <span className="meta">{person}</span>}
          {typeof data['risk_level'] === 'string' && <RiskTag config={config} type={type} value={data['risk_level']} />}
          <Standing config={config} type={type} data={data} />
          {nameHidden && (
            <Tag hue="guard" sign="eye-off">
              <Trans>Name protected</Trans>
            </Tag>
          )}
          {sync}
        </p>
      </div>
      {menu}
    </header>
  )
}

export function KindWord({ type }: { type: RecordType }) {
  const { t } = useLingui()
  const kind = kinds.find((one) => one.type === type)
  return <>{kind && t(kind.one)}</>
}

/** Disabled before closed before the step of the work. */
function Standing({ config, type, data }: { config: AppConfig; type: RecordType; data: Data }) {
  const { status, record_state, workflow } = data
  if (record_state === false)
    return (
      <Tag hue="bad">
        <Trans context="status of a record">Disabled</Trans>
      </Tag>
    )
  if (status === 'closed')
    return (
      <Tag hue="ok" sign="check">
        <Trans context="status of a record">Closed</Trans>
      </Tag>
    )
  const step = typeof workflow === 'string' && workflow ? stageText(config, workflow) : undefined
  if (type === 'case' && step) return <Tag>{step}</Tag>
  return status === 'open' ? (
    <Tag>
      <Trans context="status of a record">Open</Trans>
    </Tag>
  ) : null
}

/** The label of an option; undefined where this role's configuration does not hold it. */
export const lookupLabel = (config: AppConfig, lookup: string, id: string): string | undefined =>
  config.say(config.configuration.lookups.get(lookup)?.values.find((v) => v.id === id)?.label) || undefined

/** A copy of it lies on this device, for the days without a network. */
export function KeptTag({ type, id }: { type: RecordType; id: string }) {
  const { may, kept } = useKeeping({ type, id })
  return may && kept ? (
    <Tag sign={deviceSign()}>
      <KeptHere />
    </Tag>
  ) : null
}

export function SyncTag({ pending, needsYou }: { pending: boolean; needsYou: boolean }) {
  if (needsYou)
    return (
      <Tag hue="bad" sign="attention">
        <Trans>Needs you</Trans>
      </Tag>
    )
  return pending ? (
    <Tag hue="warn" sign="on-device">
      <Trans>Not yet received</Trans>
    </Tag>
  ) : null
}
