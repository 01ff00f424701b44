// Refer, transfer, reassign, ask for: one page, its steps on one thread. Written with or without a line; sent when there
// is one.
import { Trans, useLingui } from '@lingui/react/macro'
import type { Data } from '@primero/domain/records/record.ts'
import type { RecordShape } from '@primero/domain/sync/protocol.ts'
import { type ReactNode, useCallback, useEffect, useRef, useState } from 'react'
import { useLocation } from 'wouter'
import { useTitle } from '../frame/title.ts'
import { addressOf } from '../kinds.ts'
import { RiskTag } from '../lists/RiskTag.tsx'
import { NoRecord } from '../record/NoRecord.tsx'
import { codeOf, personWords } from '../record/person.ts'
import { isGuest, mayShare } from '../store/sharingWays.ts'
import '../record/record.css'
import '../forms/forms.css'
import { may } from '../store/config.ts'
import { useIsCutOff } from '../store/contact.ts'
import { useReferralRoles } from '../store/recipients.ts'
import { newUuid, put, type RecordType, settled, thisDay, useConfig, useRecord } from '../store/store.ts'
import { fetchOffer, type Offer } from '../sync/packages.ts'
import { Bones } from '../ui/Bones.tsx'
import { LinkButton } from '../ui/Button.tsx'
import { CaseMark } from '../ui/CaseMark.tsx'
import { Code } from '../ui/Code.tsx'
import { EmptyState } from '../ui/EmptyState.tsx'
import { Icon } from '../ui/Icon.tsx'
import { Thread } from '../ui/Thread.tsx'
import { AskPage } from './AskPage.tsx'
import { ConsentStep } from './ConsentStep.tsx'
import { coveringOf } from './covering.ts'
import { withLeast } from './least.ts'
import { ManyPage } from './ManyPage.tsx'
import { PackagePage } from './PackagePage.tsx'
import { PackageWhat } from './PackageWhat.tsx'
import { nameOf } from '../record/called.ts'
import { agencyOf } from './people.ts'
import { serviceWords } from './services.ts'
import './sharing.css'
import { StepKnot } from './StepKnot.tsx'
import { tellSent } from './tellSent.ts'
import { useAsked } from './usePackages.ts'
import { useWish, type Wishing } from './useWish.ts'
import { TransferSeen, WhatStep } from './WhatStep.tsx'
import { WhoStep } from './WhoStep.tsx'
import { WhyStep } from './WhyStep.tsx'
import { argsOf, type Facts, isWay, missing, type Step, stepsOf, type Way } from './wish.ts'

export { words } from './words.ts'

export function Page({ type, id, way }: { type: RecordType; id: string; way: string }) {
  const { t } = useLingui()
  useTitle(type === 'case' ? t`Case` : type === 'incident' ? t`Incident` : t`Record`)
  const config = useConfig()
  const read = useRecord(type, id)
  if (id === 'many') return <ManyPage way={way} />
  if (way === 'package') return <PackagePage id={id} />
  if (!isWay(way)) return <NoWay to={addressOf(type, id)} />
  if (way === 'ask') return <AskPage type={type} id={id} />
  if (!read.record) return <NoRecord type={type} id={id} read={read} />
  if (!mayShare(read.record, way) || (way !== 'refer' && isGuest(config, read.record)))
    return <NoWay to={addressOf(type, id)} />
  return <Sharing record={read.record} way={way} />
}

const NoWay = ({ to }: { to: string }) => (
  <EmptyState
    level={1}
    sign="lock"
    title={<Trans>Your role may not do this</Trans>}
    action={
      <LinkButton to={to}>
        <Trans>Open the record</Trans>
      </LinkButton>
    }
  >
    <Trans>Ask your supervisor.</Trans>
  </EmptyState>
)

function Sharing({ record, way }: { record: RecordShape; way: Way }) {
  const wishing = useWish(record, way, codeOf(record.data as Data))
  const { wish } = wishing
  return (
    <>
      <Head record={record} way={way} />
      {wish ? <Steps record={record} way={way} wishing={{ ...wishing, wish }} /> : <Bones lines={3} marks={false} />}
    </>
  )
}

function Head({ record: { type, data }, way }: { record: RecordShape; way: Way }) {
  const config = useConfig()
  const code = codeOf(data as Data)
  const titles: Record<Way, ReactNode> = {
    refer: <Trans>Refer to a service</Trans>,
    transfer: <Trans>Transfer this case</Trans>,
    assign: type === 'incident' ? <Trans>Reassign this incident</Trans> : <Trans>Reassign this case</Trans>,
    ask: <Trans>Ask for this case</Trans>,
  }
  const person = personWords(config, data as Data)
  return (
    <header className="idhead">
      <CaseMark code={code} />
      <div className="grow stack">
        <h1 tabIndex={-1}>{titles[way]}</h1>
        <p className="row">
          <Code>{code}</Code>
          {person && <span className="meta">{person}</span>}
          {typeof data['risk_level'] === 'string' && <RiskTag config={config} type={type} value={data['risk_level']} />}
        </p>
      </div>
    </header>
  )
}

type StepsProps = { record: RecordShape; way: Way; wishing: Wishing & { wish: NonNullable<Wishing['wish']> } }

function Steps({ record, way, wishing: { wish, set, drop } }: StepsProps) {
  const config = useConfig()
  const [, navigate] = useLocation()
  const [busy, setBusy] = useState(false)
  const roles = useReferralRoles()
  const offered = roles.value?.of ?? []
  const { wish: chosen, smallest, least } = withLeast(config.configuration, offered, record.module, wish)
  const to = way === 'refer' && record.type === 'case' && !wish.outside ? wish.to : undefined
  const asked = useAsked(
    to,
    useCallback((user: string) => fetchOffer(record.id, user), [record.id]),
  )
  const cut = useIsCutOff()
  const known = useRef<{ to: string; offer: Offer }>(undefined)
  if (to !== undefined && asked.value) known.current = { to, offer: asked.value }
  // A line that broke takes nothing back of what is known of him.
  const said = asked.value ?? (known.current?.to === to ? known.current?.offer : undefined)
  const isAsking = asked.isAsking && said === undefined && !cut
  const offer = said?.isPackage ? said : undefined
  const covering = coveringOf(record, way, wish, thisDay(), offer !== undefined)
  const { isConsented: consented, entry } = covering
  const isPackage = offer !== undefined
  const facts: Facts = { way, isPackage, isConsented: consented, mayOverride: may(config, 'case', 'consent_override') }
  const lacking = missing(chosen, facts)
  const steps = stepsOf(way)
  const [open, setOpen] = useState<Step | undefined>(() => firstOpen(steps, lacking, wish))
  const [seen, setSeen] = useState<Step[]>([])
  const go = (step: Step | undefined): void => {
    setSeen((before) => [...before, ...(open ? [open] : [])])
    setOpen(step)
  }
  useEffect(() => {
    if (seen.length > 0 && open) document.getElementById(`step-${steps.indexOf(open) + 1}`)?.focus()
  }, [open, seen.length, steps.indexOf])
  const send = async (): Promise<void> => {
    setBusy(true)
    const args = argsOf(chosen, facts, record, newUuid())
    const id = await put('transition.make', args, record.version).catch((e: unknown) => {
      setBusy(false)
      throw e
    })
    // What was written lies in the outbox by now; the page of the record shows it as waiting.
    await drop()
    // "Back" leads to where it was begun, not to a second one.
    navigate(`${addressOf(record.type, record.id)}/sharing`, { replace: true })
    tellSent(await settled(id))
  }
  const props = { record, way, wish: chosen, set }
  const views: Record<Step, { title: ReactNode; said: ReactNode; view: ReactNode }> = {
    why: {
      title: <Trans>Why</Trans>,
      said: [wish.service ? serviceWords(config, wish.service) : '', wish.notes ?? ''].filter(Boolean).join(' · '),
      view: <WhyStep {...props} />,
    },
    who: {
      title: <Trans>To whom</Trans>,
      said: wish.outside
        ? wish.toRemote
        : wish.to &&
          [wish.toName ?? nameOf(config, wish.to), agencyOf(config, wish.toAgency ?? null)].filter(Boolean).join(' · '),
      view: <WhoStep {...props} />,
    },
    what: {
      title: <Trans>What they will see</Trans>,
      said:
        way === 'transfer' ? undefined : offer ? (
          <Trans>A package, never the case</Trans>
        ) : chosen.role === 'own' ? (
          <Trans>Their own role</Trans>
        ) : (
          !wish.outside && offered.find(({ id }) => id === chosen.role)?.name
        ),
      // Whether he gets the case or a package is known once he is: until then nothing stands there that will not go.
      view: isAsking ? (
        <Bones lines={3} marks={false} />
      ) : offer ? (
        <PackageWhat record={record} wish={wish} set={set} offer={offer} />
      ) : way === 'transfer' ? (
        <TransferSeen record={record} wish={chosen} />
      ) : (
        <WhatStep {...props} {...{ smallest, least }} roles={offered} excluded={entry?.excluded ?? []} />
      ),
    },
    consent: {
      title: <Trans>Consent</Trans>,
      said: consented ? (
        <Trans>Agreed, as the case says</Trans>
      ) : wish.override && !lacking.includes('consent') ? (
        <Trans>Without consent, for the reason that you gave</Trans>
      ) : (
        <Trans>Missing</Trans>
      ),
      view: <ConsentStep {...props} covering={covering} mayOverride={facts.mayOverride} />,
    },
  }
  return (
    <div className="share-page">
      <Thread>
        {steps.map((step, at) => (
          <StepKnot
            key={step}
            n={at + 1}
            title={views[step].title}
            isOpen={step === open}
            isDone={!lacking.includes(step) && (seen.includes(step) || isTouched(step, wish, consented))}
            said={views[step].said}
            onChange={() => go(step)}
            onNext={at < steps.length - 1 ? () => go(steps[at + 1]) : undefined}
          >
            {views[step].view}
          </StepKnot>
        ))}
      </Thread>
      <SendBar
        way={way}
        lacking={lacking[0]}
        isOutside={wish.outside === true}
        busy={busy || isAsking}
        onSend={() => void send()}
      />
    </div>
  )
}

/** Who comes back to a draft goes on where something is missing. */
const firstOpen = (steps: Step[], lacking: Step[], wish: object): Step | undefined =>
  Object.keys(wish).length > 0 ? (lacking[0] ?? steps.at(-1)) : steps[0]

function isTouched(step: Step, wish: Wishing['wish'], consented: boolean): boolean {
  if (step === 'why') return Boolean(wish?.service || wish?.notes)
  if (step === 'what') return wish?.role !== undefined
  return step !== 'consent' || consented || wish?.override === true
}

type BarProps = { way: Way; lacking: Step | undefined; isOutside: boolean; busy: boolean; onSend: () => void }

function SendBar({ way, lacking, isOutside, busy, onSend }: BarProps) {
  const cut = useIsCutOff()
  return (
    <div className="save">
      <span className={`state ${lacking ? 'is-draft' : ''}`} role="status" id="share-state">
        {(lacking || cut) && <Icon name={lacking ? 'info' : 'on-device'} />}
        <span>
          {lacking === 'who' ? (
            <Trans>Choose to whom it goes.</Trans>
          ) : lacking === 'what' ? (
            <Trans>Choose what they will see.</Trans>
          ) : lacking === 'consent' ? (
            <Trans>Ask for consent first.</Trans>
          ) : cut ? (
            <Trans>Kept here, and sent when there is a connection.</Trans>
          ) : way === 'assign' ? (
            <Trans>It leaves your care at once.</Trans>
          ) : way === 'transfer' && !isOutside ? (
            <Trans>It stays yours until they accept.</Trans>
          ) : (
            <Trans>You can take it back any day.</Trans>
          )}
        </span>
      </span>
      <button
        className="btn main"
        type="button"
        aria-busy={busy || undefined}
        aria-disabled={lacking !== undefined || busy || undefined}
        aria-describedby="share-state"
        onClick={() => lacking === undefined && !busy && onSend()}
      >
        <Icon name="send" flip />
        {cut ? <Trans>Send later</Trans> : way === 'assign' ? <Trans>Reassign</Trans> : <Trans>Send</Trans>}
      </button>
    </div>
  )
}
