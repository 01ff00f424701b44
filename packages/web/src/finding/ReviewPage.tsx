// Cases that whoever answers for a team should look at: why, and what happened since the last look. Without names.
import { Plural, Trans, useLingui } from '@lingui/react/macro'
import type { ReviewLine, ReviewReply } from '@primero/domain/sync/team.ts'
import type { SignName } from '@primero/domain/workflow/review.ts'
import { useState } from 'react'
import { useTitle } from '../frame/title.ts'
import { agoText, whenText } from '../i18n/format.ts'
import { addressOf } from '../kinds.ts'
import { RiskTag } from '../lists/RiskTag.tsx'
import { stageText } from '../lists/specs.ts'
import { labelsAt } from '../record/fields.ts'
import { nameOf } from '../record/called.ts'
import { TroubleState } from '../states/states.tsx'
import { thisDay } from '../store/clock.ts'
import { type Read, useConfig } from '../store/store.ts'
import { sendLook, useReview } from '../store/team.ts'
import { Bones } from '../ui/Bones.tsx'
import { Button, LinkButton } from '../ui/Button.tsx'
import { CaseMark } from '../ui/CaseMark.tsx'
import { Code } from '../ui/Code.tsx'
import { EmptyState } from '../ui/EmptyState.tsx'
import { Pagination } from '../ui/Pagination.tsx'
import { Tag } from '../ui/Tag.tsx'
import { Knot, Thread } from '../ui/Thread.tsx'
import { tell } from '../ui/Toast.tsx'
import { signWords } from './words.ts'

const per = 20

export function ReviewPage() {
  const { t } = useLingui()
  const [sign, setSign] = useState<SignName>()
  const [page, setPage] = useState(1)
  const read = useReview(sign, page, per)
  useTitle(t`Cases to review`)
  const total = read.value?.total
  return (
    <div className="stack">
      <div className="head">
        <div>
          <h1>
            <Trans>Cases to review</Trans>
          </h1>
          <p className="meta" role="status">
            {total === undefined ? (
              <>&nbsp;</>
            ) : (
              <Plural value={total} _0="No case to review" one="# case to review" other="# cases to review" />
            )}
          </p>
        </div>
      </div>
      <Choice
        signs={read.value?.signs ?? []}
        chosen={sign}
        choose={(next) => {
          setSign(next)
          setPage(1)
        }}
      />
      <Lines key={`${sign ?? ''}/${page}`} read={read} />
      <Pagination page={page} per={per} total={total ?? 0} sizes={[per]} onPage={setPage} onPer={() => {}} />
    </div>
  )
}

type ChoiceProps = {
  signs: readonly SignName[]
  chosen: SignName | undefined
  choose: (sign: SignName | undefined) => void
}

function Choice({ signs, chosen, choose }: ChoiceProps) {
  const { t } = useLingui()
  if (signs.length < 2) return null
  return (
    <fieldset className="modes">
      <legend className="hint">
        <Trans>Show</Trans>
      </legend>
      {[undefined, ...signs].map((one) => (
        <label key={one ?? ''} className="chip">
          <input type="radio" className="vh" name="sign" checked={one === chosen} onChange={() => choose(one)} />
          {one === undefined ? <Trans>All</Trans> : t(signWords[one].words)}
        </label>
      ))}
    </fieldset>
  )
}

/**
 * What was looked at stays where it stood until the page is left: did the lines move up under the finger, a second tap
 * would take a case off the queue that nobody looked at.
 */
function useSteadyLines(fresh: readonly ReviewLine[]) {
  const [before, setBefore] = useState<readonly ReviewLine[]>([])
  const [looks, setLooks] = useState<ReadonlyMap<string, number>>(new Map())
  const now = new Map(fresh.map((line) => [line.id, line]))
  const stayed = before.flatMap((line) => now.get(line.id) ?? (looks.has(line.id) ? line : []))
  const known = new Set(stayed.map(({ id }) => id))
  const lines = [...stayed, ...fresh.filter(({ id }) => !known.has(id))]
  return {
    lines,
    isLooked: ({ id, version }: ReviewLine): boolean => looks.get(id) === version,
    look: ({ id, version }: ReviewLine): void => {
      setBefore(lines)
      setLooks((all) => new Map(all).set(id, version))
    },
  }
}

function Lines({ read }: { read: Read<ReviewReply> }) {
  const { lines, isLooked, look } = useSteadyLines(read.value?.lines ?? [])
  if (read.value === undefined)
    return (
      <div className="card list">{read.state === 'loading' ? <Bones lines={5} /> : <TroubleState read={read} />}</div>
    )
  if (lines.length === 0)
    return (
      <div className="card">
        <EmptyState sign="sun" title={<Trans>Nothing to review</Trans>}>
          <Trans>A case comes back when something changes in it, or after 30 days.</Trans>
        </EmptyState>
      </div>
    )
  return (
    <ul className="card list loads">
      {lines.map((line) => (
        <Line key={line.id} line={line} isLooked={isLooked(line)} onLooked={() => look(line)} again={read.retry} />
      ))}
    </ul>
  )
}

type LineProps = { line: ReviewLine; isLooked: boolean; onLooked: () => void; again: () => void }

function Line({ line, isLooked, onLooked, again }: LineProps) {
  const { t, i18n } = useLingui()
  const config = useConfig()
  const [isBusy, setBusy] = useState(false)
  const code = line.code ?? line.id.slice(-7)
  const owner = nameOf(config, line.owner)
  const changed = agoText(line.updatedAt, thisDay(), i18n.locale)
  const looked = (): void => {
    setBusy(true)
    sendLook(line.id, line.version)
      .then(
        () => {
          onLooked()
          tell(t`Looked at. It comes back when it changes.`)
        },
        () => tell(t`Not kept: the case has changed, or there is no connection.`, { sign: 'attention' }),
      )
      .finally(() => {
        setBusy(false)
        again()
      })
  }
  return (
    <li className="stack review-line">
      <div className="row">
        <CaseMark code={code} small />
        <b>
          <Code>{code}</Code>
        </b>
        {line.risk !== null && <RiskTag config={config} type="case" value={line.risk} />}
        {line.signs.map((sign) => (
          <Tag key={sign} hue={signWords[sign].hue}>
            {t(signWords[sign].words)}
          </Tag>
        ))}
        {line.incomplete > 0 && (
          <Tag hue="warn">
            <Plural value={line.incomplete} one="# answer missing" other="# answers missing" />
          </Tag>
        )}
      </div>
      <p className="meta">
        <Trans>
          with <bdi translate="no">{owner}</bdi>
        </Trans>
        {line.workflow !== null && ` · ${stageText(config, line.workflow)}`}
        {' · '}
        <Trans>last change {changed}</Trans>
      </p>
      <Happened line={line} />
      <div className="row">
        <LinkButton to={addressOf('case', line.id)} small>
          <Trans>Open the case</Trans>
        </LinkButton>
        {isLooked ? (
          <Tag hue="ok" sign="check">
            <Trans>Looked at</Trans>
          </Tag>
        ) : (
          <Button small sign="check" onClick={looked} {...(isBusy ? { busy: <Trans>Saving</Trans> } : {})}>
            <Trans>Looked at</Trans>
          </Button>
        )}
      </div>
    </li>
  )
}

/** When, by whom, in which questions; never the answers. */
function Happened({ line: { looked, happened } }: { line: ReviewLine }) {
  const { i18n } = useLingui()
  const config = useConfig()
  const when = (at: string): string => whenText(at, thisDay(), i18n.locale)
  if (happened.length === 0 && looked === null) return null
  const by = looked && nameOf(config, looked.by)
  return (
    <details>
      <summary>
        <Trans>What happened</Trans>
      </summary>
      <Thread>
        {happened.map(({ at, by, action, fields }) => {
          const questions = [...new Set(fields.flatMap((field) => labelsAt(config, 'case', [field])))]
          return (
            <Knot key={`${at}/${by}`} state={action === 'create' ? 'done' : 'open'}>
              <p className="row">
                <b>
                  <bdi translate="no">{nameOf(config, by)}</bdi>
                </b>
                <time className="meta" dateTime={at}>
                  {when(at)}
                </time>
                {action === 'create' && (
                  <span className="tag">
                    <Trans context="change log">Registered</Trans>
                  </span>
                )}
              </p>
              {questions.length > 0 && <p>{questions.join(' · ')}</p>}
            </Knot>
          )
        })}
        {looked && (
          <Knot state="done">
            <p className="row">
              <Trans>
                Looked at by <bdi>{by}</bdi>
              </Trans>
              <span className="meta">{when(looked.at)}</span>
            </p>
          </Knot>
        )}
      </Thread>
    </details>
  )
}
