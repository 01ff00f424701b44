// Several cases of a list go to one colleague. Each is weighed by itself, with the same consent as alone: what does not
// fit stays behind and says why.
import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import { Plural, Trans, useLingui } from '@lingui/react/macro'
import type { Data } from '@primero/domain/records/record.ts'
import type { RecordShape, ShortRow } from '@primero/domain/sync/protocol.ts'
import { useCallback, useEffect, useMemo, useState } from 'react'
import { Link, useLocation, useSearch } from 'wouter'
import { useTitle } from '../frame/title.ts'
import { kinds, modulesOf } from '../kinds.ts'
import { filterSpecs } from '../lists/specs.ts'
import { useListSearch } from '../lists/useListSearch.ts'
import { useView } from '../lists/useView.ts'
import { codeOf, personWords } from '../record/person.ts'
import { rights, type SharingWay, ways } from '../store/sharingWays.ts'
import { may } from '../store/config.ts'
import type { PushOutcome } from '../store/entries.ts'
import { useIsCutOff } from '../store/contact.ts'
import { useReferralRoles } from '../store/recipients.ts'
import { type AppConfig, newUuid, push, thisDay, useConfig, useRecord } from '../store/store.ts'
import { fetchOffer, type Offer } from '../sync/packages.ts'
import { Bones } from '../ui/Bones.tsx'
import { Button } from '../ui/Button.tsx'
import { Code } from '../ui/Code.tsx'
import { EmptyState } from '../ui/EmptyState.tsx'
import { Note } from '../ui/Note.tsx'
import { HowMuch } from './HowMuch.tsx'
import { withLeast } from './least.ts'
import { ManySeen } from './ManySeen.tsx'
import { mostAtOnce, weigh, type Weighed } from './many.ts'
import { useAsked } from './usePackages.ts'
import { useWish } from './useWish.ts'
import { WhoStep } from './WhoStep.tsx'
import { WhyStep } from './WhyStep.tsx'
import { argsOf, type Wish } from './wish.ts'

const usual = { status: { any: ['open'] } }
const noOrders: string[] = []

const wayWords: Record<SharingWay, MessageDescriptor> = {
  refer: msg`Refer`,
  transfer: msg`Transfer`,
  assign: msg`Reassign`,
}
const reasons: Record<Weighed, MessageDescriptor> = {
  fits: msg`goes along`,
  elsewhere: msg`stays: of another module`,
  right: msg`stays: your role may not do this with it`,
  theirs: msg`stays: it is theirs already`,
  sent: msg`stays: they have been asked already`,
  consent: msg`stays: consent does not cover it`,
}
const outcomes: Partial<Record<PushOutcome['outcome'], MessageDescriptor>> = {
  waiting: msg`will be sent when connected`,
  refused: msg`not taken: open the case to see why`,
}

export function ManyPage({ way }: { way: string }) {
  const { t } = useLingui()
  useTitle(t`Several cases`)
  const config = useConfig()
  const mine = ways.filter((one) => rights[one].some((action) => may(config, 'case', action)))
  const known = mine.find((one) => one === way) ?? mine[0]
  const wishing = useWish({ type: 'case', id: 'many', version: 0 }, known ?? 'refer', t`Several cases`)
  if (known === undefined) return <EmptyState level={1} sign="lock" title={<Trans>Your role may not do this</Trans>} />
  const { wish } = wishing
  return (
    <div className="share-page stack">
      <h1 tabIndex={-1}>
        <Trans>Several cases</Trans>
      </h1>
      <Ways mine={mine} way={known} />
      {wish ? <Many key={known} way={known} {...wishing} wish={wish} /> : <Bones lines={4} />}
    </div>
  )
}

function Ways({ mine, way }: { mine: SharingWay[]; way: SharingWay }) {
  const { t } = useLingui()
  const [, navigate] = useLocation()
  const query = useSearch()
  return (
    <fieldset className="field">
      <legend className="vh">
        <Trans>What happens with them</Trans>
      </legend>
      <div className="seg">
        {mine.map((one) => (
          <label key={one}>
            <input
              type="radio"
              name="way"
              checked={one === way}
              onChange={() => navigate(`/cases/many/share/${one}?${query}`, { replace: true })}
            />
            {t(wayWords[one])}
          </label>
        ))}
      </div>
    </fieldset>
  )
}

/** Those of the list as it stands, the first hundred. */
function useRows(config: AppConfig): ShortRow[] | undefined {
  const [kind] = kinds.filter(({ type }) => type === 'case') as [(typeof kinds)[number]]
  const specs = useMemo(() => filterSpecs(config, 'case'), [config])
  const list = useView(kind.path, specs, config.lists['case']?.sortable ?? noOrders, usual)
  const whole = useMemo(() => ({ ...list, view: { ...list.view, page: 1, per: mostAtOnce } }), [list])
  return useListSearch(config, kind, specs, whole, byCode).read.reply?.rows
}
const byCode: 'id'[] = ['id']

/** By the case, which says its module, and the recipient. */
const offerFor = (key: string): Promise<Offer> => {
  const [kase = '', ...user] = key.split('/')
  return fetchOffer(kase, user.join('/'))
}

type ManyProps = { way: SharingWay; wish: Wish; set: (change: Partial<Wish>) => void; drop: () => Promise<void> }
type Known = { record: RecordShape; is: Weighed }

function Many({ way, wish, set, drop }: ManyProps) {
  const { t, i18n } = useLingui()
  const config = useConfig()
  const rows = useRows(config)
  const [known, setKnown] = useState<Record<string, Known>>({})
  const [told, setTold] = useState<Record<string, PushOutcome['outcome']>>({})
  const [busy, setBusy] = useState(false)
  const chosen = (rows ?? []).flatMap(({ id }) => (wish.cases?.includes(id) ? id : []))
  const module = known[chosen[0] ?? '']?.record.module ?? modulesOf(config, 'case')[0] ?? ''
  const roles = useReferralRoles().value?.of ?? []
  const { wish: whole, ...least } = withLeast(config.configuration, roles, module, wish)
  const first = chosen.find((id) => known[id]?.is === 'fits')
  const to = way === 'refer' && !wish.outside ? wish.to : undefined
  const cut = useIsCutOff()
  const asked = useAsked(first && to && `${first}/${to}`, offerFor)
  const offer = asked.value
  const isAsking = asked.isAsking && !cut
  const fitting = chosen.flatMap((id) => (known[id]?.is === 'fits' && !told[id] ? (known[id]?.record ?? []) : []))
  const isNamed = wish.outside ? Boolean(wish.toRemote?.trim()) : wish.to !== undefined
  const lacksRole = way === 'refer' && !wish.outside && whole.role === undefined
  const lacks = !isNamed || lacksRole || fitting.length === 0 || offer?.isPackage === true
  const weighed = useCallback(
    (id: string, next: Known) =>
      setKnown((now) => (now[id]?.is === next.is && now[id]?.record === next.record ? now : { ...now, [id]: next })),
    [],
  )
  const send = async (): Promise<void> => {
    setBusy(true)
    const how = { way, isConsented: true }
    try {
      const sent = await Promise.allSettled(
        fitting.map(async (record) => {
          const { outcome } = await push('transition.make', argsOf(whole, how, record, newUuid()), record.version)
          setTold((now) => ({ ...now, [record.id]: outcome }))
        }),
      )
      // What the device could not take still stands here, chosen as before.
      const lost = sent.find((one) => one.status === 'rejected')
      if (lost) throw lost.reason
      await drop()
    } finally {
      setBusy(false)
    }
  }
  const like = { type: 'case', id: 'many', module, data: {}, actions: [] } as unknown as RecordShape
  const props = { record: like, way, wish, set }
  return (
    <>
      <section className="stack share-step">
        <div className="h-row">
          <h2>
            <Trans>Which cases</Trans>
          </h2>
          {rows && rows.length > 1 && (
            <Button small onClick={() => set({ cases: chosen.length < rows.length ? rows.map(({ id }) => id) : [] })}>
              {chosen.length < rows.length ? (
                <Trans>Choose all {i18n.number(rows.length)}</Trans>
              ) : (
                <Trans>Choose none</Trans>
              )}
            </Button>
          )}
        </div>
        <p className="meta">
          <Trans>Those of your list, as it is filtered now; a hundred at most.</Trans>
        </p>
        {rows === undefined ? (
          <Bones lines={4} />
        ) : (
          <div className="picks share-picks">
            {rows.map((row) => (
              <label key={row.id} className="pick">
                <input
                  type="checkbox"
                  checked={chosen.includes(row.id)}
                  disabled={busy}
                  onChange={(e) =>
                    set({ cases: e.target.checked ? [...chosen, row.id] : chosen.filter((id) => id !== row.id) })
                  }
                />
                <span className="grow">
                  <Code>{codeOf(row.data as Data)}</Code>{' '}
                  <span className="meta">{personWords(config, row.data as Data)}</span>
                  {chosen.includes(row.id) && (
                    <Verdict id={row.id} {...{ way, wish, module, weighed }} told={told[row.id]} />
                  )}
                </span>
              </label>
            ))}
          </div>
        )}
      </section>
      <section className="stack share-step" inert={busy}>
        <h2>
          <Trans>Why</Trans>
        </h2>
        <WhyStep {...props} />
      </section>
      <section className="stack share-step" inert={busy}>
        <h2>
          <Trans>To whom</Trans>
        </h2>
        <WhoStep {...props} />
      </section>
      {way !== 'assign' && !wish.outside && !offer?.isPackage && (
        <section className="stack share-step" inert={busy}>
          <h2>
            <Trans>What they will see</Trans>
          </h2>
          {isAsking ? (
            <Bones lines={3} marks={false} />
          ) : (
            <>
              {way === 'refer' && <HowMuch record={like} wish={whole} set={set} roles={roles} {...least} />}
              <ManySeen way={way} wish={whole} roles={roles} of={fitting} />
            </>
          )}
        </section>
      )}
      {offer?.isPackage && (
        <Note hue="guard" title={<Trans>To the other module each case goes alone</Trans>}>
          <Trans>Open the case and refer it there: you choose what goes into its package.</Trans>
        </Note>
      )}
      <div className="save">
        <span className="state" role="status" id="many-state">
          <Plural value={fitting.length} _0="None goes along yet." one="# case goes along." other="# cases go along." />{' '}
          {!isNamed ? <Trans>Choose to whom it goes.</Trans> : lacksRole && <Trans>Choose what they will see.</Trans>}
        </span>
        <button
          className="btn main"
          type="button"
          aria-busy={busy || undefined}
          aria-disabled={lacks || isAsking || undefined}
          aria-describedby="many-state"
          onClick={() => !lacks && !isAsking && !busy && void send()}
        >
          {t(wayWords[way])}
        </button>
      </div>
    </>
  )
}

type VerdictProps = {
  id: string
  way: SharingWay
  wish: Wish
  module: string
  weighed: (id: string, known: Known) => void
  told: PushOutcome['outcome'] | undefined
}

/** Read when it is chosen: consent stands in the case. */
function Verdict({ id, way, wish, module, weighed, told }: VerdictProps) {
  const { t } = useLingui()
  const config = useConfig()
  const { record, state } = useRecord('case', id)
  const is = record && weigh(config, record, { way, wish, module, today: thisDay() })
  useEffect(() => {
    if (record && is) weighed(id, { record, is })
  }, [id, record, is, weighed])
  const words = told ? (outcomes[told] ?? msg`sent`) : is && reasons[is]
  if (words === undefined) return state === 'loading' ? null : <span className="hint below">{t(reasons.right)}</span>
  return (
    <span className="hint below" role="status">
      {t(words)}{' '}
      {told === 'refused' && (
        <Link href={`/cases/${id}/sharing`}>
          <Trans>Open the record</Trans>
        </Link>
      )}
    </span>
  )
}
