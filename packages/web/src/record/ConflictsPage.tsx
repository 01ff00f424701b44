// Two people changed one record apart from each other: what both wrote, side by side, and a choice for each answer.
import { Plural, Trans, useLingui } from '@lingui/react/macro'
import type { Data } from '@primero/domain/records/record.ts'
import type { RecordShape } from '@primero/domain/sync/protocol.ts'
import { useState } from 'react'
import { useLocation } from 'wouter'
import { isUnderCover } from '../forms/page.ts'
import { useTitle } from '../frame/title.ts'
import { addressOf } from '../kinds.ts'
import { RiskTag } from '../lists/RiskTag.tsx'
import { waitsAt } from '../store/claims.ts'
import { type ConflictsRead, useConflicts } from '../store/conflicts.ts'
import { discard, type OutboxEntry, put, type RecordType, useConfig, useOutbox, useRecord } from '../store/store.ts'
import { Bones } from '../ui/Bones.tsx'
import { Button, LinkButton } from '../ui/Button.tsx'
import { CaseMark } from '../ui/CaseMark.tsx'
import { Code } from '../ui/Code.tsx'
import { Dialog, DialogActions } from '../ui/Dialog.tsx'
import { EmptyState } from '../ui/EmptyState.tsx'
import { tell } from '../ui/Toast.tsx'
import { fieldAt } from './fields.ts'
import { Fork } from './Fork.tsx'
import { Notices, Retired, Settled } from './KeptValues.tsx'
import { NoRecord } from './NoRecord.tsx'
import { codeOf, personWords } from './person.ts'
import { ProtectedName } from './ProtectedName.tsx'
import './record.css'
import {
  type Choice,
  type Choices,
  isMade,
  type Question,
  questionsIn,
  type Settlement,
  settlementsOf,
} from './settling.ts'
import { useChoices } from './useChoices.ts'
import { useUncovered } from './useUncovered.ts'
import { shownWords } from './valueWords.ts'

export function ConflictsPage({ type, id }: { type: RecordType; id: string }) {
  const { t } = useLingui()
  useTitle(type === 'case' ? t`Case` : type === 'incident' ? t`Incident` : t`Record`)
  const read = useRecord(type, id)
  const claims = useConflicts(type, id)
  return read.record ? <Settling record={read.record} claims={claims} /> : <NoRecord type={type} id={id} read={read} />
}

function Settling({ record, claims }: { record: RecordShape; claims: ConflictsRead }) {
  const { type, id, version } = record
  const { open, settled } = claims
  const config = useConfig()
  const { t } = useLingui()
  const [, navigate] = useLocation()
  const { entries } = useOutbox()
  const { uncovered, uncover, cover } = useUncovered()
  const covered = record.nameHidden && !uncovered
  const choosing = useChoices(type, id, codeOf(record.data as Data), version)
  const asked = questionsIn(open, 'ask')
  const proposed = questionsIn(open, 'review')
  const all = [...asked, ...proposed]
  const mayChoose = all.filter(({ conflict }) => conflict.maySettle)
  const pathOf = ({ claim }: Question) => fieldAt(config, type, claim.path)
  const hasName = all.some((q) => {
    const field = pathOf(q)
    return record.nameHidden && field !== undefined && isUnderCover(true, field, q.claim.path.length > 1)
  })
  const say =
    ({ claim }: Question) =>
    (value: unknown): string =>
      shownWords(config, covered, claim.path, type, value) ||
      // Nobody knows any more how an answer to a question that is gone was written.
      (typeof value === 'string' && !fieldAt(config, type, claim.path) ? value : '')

  const send = async (questions: readonly Question[], choices: Choices): Promise<void> => {
    const settlements = settlementsOf(questions, choices)
    // What waited for this choice, and an earlier one that the server could not follow, have done their work.
    const done = entries.filter((e) => isAbout(e, id, settlements, all))
    for (const settlement of settlements) await put('conflict.settle', settlement, version)
    for (const { intention } of done) await discard(intention.id)
    tell(t`Your choice is saved on this device`, { sign: 'on-device' })
  }
  const settle = (question: Question, choice: Choice): void => void send([question], { [question.key]: choice })
  const save = async (): Promise<void> => {
    await send(mayChoose, choosing.choices)
    await choosing.clear()
    navigate(addressOf(type, id))
  }
  const made = mayChoose.filter(({ key }) => isMade(choosing.choices[key])).length
  const fork = (question: Question) => (
    <Fork
      key={question.key}
      config={config}
      question={question}
      choice={choosing.choices[question.key]}
      onChoose={(choice) => choosing.choose(question.key, choice)}
      say={say(question)}
    />
  )
  const kept = { config, say, onSettle: settle }
  const empty = open.length + settled.length === 0
  return (
    <>
      <Head record={record} asked={asked.length > 0} />
      <div className="stack settling">
        {empty && <NothingOpen claims={claims} to={addressOf(type, id)} />}
        {all.length > 0 && (
          <p className="lead">
            <Trans>Both versions are safe. Choose one for each answer. The other stays in the history.</Trans>
          </p>
        )}
        {hasName && <ProtectedName known uncovered={uncovered} onShow={uncover} onHide={cover} />}
        {asked.map(fork)}
        {proposed.length > 0 && (
          <section className="stack" aria-labelledby="proposals">
            <h2 id="proposals">
              <Trans>Proposals</Trans>
            </h2>
            <p className="meta">
              <Trans>Written by somebody who worked on this before. Take it over, or leave what stands.</Trans>
            </p>
            {proposed.map(fork)}
          </section>
        )}
        {mayChoose.length > 1 && <WholeRecord questions={mayChoose} onChoose={choosing.chooseAll} />}
        <Joined record={record} />
        <Notices {...kept} questions={questionsIn(open, 'notice')} />
        <Retired {...kept} questions={questionsIn(open, 'retired')} />
        <Settled {...kept} questions={questionsIn(settled, 'ask', 'notice', 'review', 'retired')} />
        {mayChoose.length > 0 && <ChoiceBar made={made} all={mayChoose.length} onSave={() => void save()} />}
      </div>
    </>
  )
}

/** A choice of the same claims, or a change whose every open claim is chosen about now. */
function isAbout(entry: OutboxEntry, id: string, settlements: Settlement[], open: readonly Question[]): boolean {
  const { intention } = entry
  const { conflict } = intention.args as { conflict?: number }
  const at = waitsAt(entry)
  if (at.length === 0 || at.some((of) => of.id !== id)) return false
  if (intention.name === 'conflict.settle') return settlements.some((s) => s.conflict === conflict)
  const chosen = settlements.reduce((sum, { choices }) => sum + choices.length, 0)
  return chosen >= open.length
}

function Head({ record: { type, data }, asked }: { record: RecordShape; asked: boolean }) {
  const config = useConfig()
  const code = codeOf(data as Data)
  const person = personWords(config, data as Data)
  return (
    <header className="idhead">
      <CaseMark code={code} />
      <div className="grow stack">
        <h1 tabIndex={-1}>
          {!asked ? (
            <Trans>Kept beside this record</Trans>
          ) : type === 'incident' ? (
            <Trans>Two people changed this incident</Trans>
          ) : (
            <Trans>Two people changed this case</Trans>
          )}
        </h1>
        <p className="row">
          <Code>{code}</Code>
          {person && <span className="meta">{person}</span>}
          {typeof data['risk_level'] === 'string' && <RiskTag config={config} type={type} value={data['risk_level']} />}
        </p>
      </div>
    </header>
  )
}

function NothingOpen({ claims: { state, retry }, to }: { claims: ConflictsRead; to: string }) {
  if (state === 'loading') return <Bones lines={2} marks={false} />
  const isKnown = state === 'ready' || state === 'denied'
  return (
    <EmptyState
      sign={isKnown ? 'check' : 'cloud-off'}
      title={isKnown ? <Trans>Nothing waits for a decision</Trans> : <Trans>Both values are with the server</Trans>}
      action={
        isKnown ? (
          <LinkButton to={to}>
            <Trans>Open the record</Trans>
          </LinkButton>
        ) : (
          <Button onClick={retry}>
            <Trans>Try again</Trans>
          </Button>
        )
      }
    >
      {!isKnown && <Trans>Nothing is lost. Connect once to see them and choose.</Trans>}
    </EmptyState>
  )
}

/** Changes that met nobody else's. */
function Joined({ record: { id } }: { record: RecordShape }) {
  const { entries } = useOutbox()
  const joined = entries.reduce((sum, { intention, state, paths }) => {
    const { id: of, changes } = intention.args as { id?: string; changes?: unknown[] }
    return of === id && state === 'conflict' && changes ? sum + changes.length - (paths?.length ?? 0) : sum
  }, 0)
  if (joined <= 0) return null
  return (
    <p className="card">
      <b>
        <Plural value={joined} one="# other change joined by itself" other="# other changes joined by themselves" />
      </b>
      <br />
      <span className="meta">
        <Trans>They touched different answers, so nothing was lost.</Trans>
      </span>
    </p>
  )
}

type Whole = 'claim' | 'force'

/** One decision for all answers is asked about once more. */
function WholeRecord({ questions, onChoose }: { questions: Question[]; onChoose: (choices: Choices) => void }) {
  const [asking, setAsking] = useState<Whole>()
  const choose = (take: Whole): void => {
    onChoose(Object.fromEntries(questions.map(({ key }) => [key, { take }])))
    setAsking(undefined)
  }
  return (
    <div className="row">
      <Button small look="quiet" onClick={() => setAsking('force')}>
        <Trans>Leave all that is in force</Trans>
      </Button>
      <Button small look="quiet" onClick={() => setAsking('claim')}>
        <Trans>Take all kept values</Trans>
      </Button>
      {asking && (
        <Dialog
          title={asking === 'force' ? <Trans>Leave all that is in force?</Trans> : <Trans>Take all kept values?</Trans>}
          onClose={() => setAsking(undefined)}
        >
          <p>
            <Plural
              value={questions.length}
              one="It answers # question at once. You can still change it before you save."
              other="It answers # questions at once. You can still change each before you save."
            />
          </p>
          <DialogActions>
            <Button look="quiet" onClick={() => setAsking(undefined)}>
              <Trans>Choose one by one</Trans>
            </Button>
            <Button look="main" onClick={() => choose(asking)}>
              {asking === 'force' ? <Trans>Leave all</Trans> : <Trans>Take all</Trans>}
            </Button>
          </DialogActions>
        </Dialog>
      )}
    </div>
  )
}

function ChoiceBar({ made, all, onSave }: { made: number; all: number; onSave: () => void }) {
  const { i18n } = useLingui()
  const [n, of] = [i18n.number(made), i18n.number(all)]
  return (
    <div className="save">
      <span className="state" role="status" id="choices-made">
        <span>
          {made === 0 ? (
            <Trans>Choose an answer to save.</Trans>
          ) : made < all ? (
            <Trans>
              {n} of {of} chosen. The others stay open.
            </Trans>
          ) : (
            <Trans>
              {n} of {of} chosen.
            </Trans>
          )}
        </span>
      </span>
      <button
        className="btn main"
        type="button"
        aria-disabled={made === 0 || undefined}
        aria-describedby="choices-made"
        onClick={() => made > 0 && onSave()}
      >
        <Trans>Save choices</Trans>
      </button>
    </div>
  )
}
