// While a name is typed: somebody here may be known already. A hint with reasons; people decide.
import { Trans, useLingui } from '@lingui/react/macro'
import type { Data } from '@primero/domain/records/record.ts'
import { likeness, type LikenessReason } from '@primero/domain/forms/duplicates.ts'
import { useEffect, useMemo, useState } from 'react'
import type { Answers } from '../forms/answers.ts'
import { useWorkedOut } from '../forms/answers.ts'
import { addressOf } from '../kinds.ts'
import { type AppConfig, type SearchRequest, useSearch } from '../store/store.ts'
import { Button } from '../ui/Button.tsx'
import { CaseMark } from '../ui/CaseMark.tsx'
import { Code } from '../ui/Code.tsx'
import { codeOf, personWords } from './person.ts'

/** Below this, two people are hardly the same (domain/forms/duplicates.ts weighs). */
const alikeEnough = 0.35
const mostShown = 3
const pause = 700

const nameIn = (data: Data): string => {
  const parts = [data['name'] || [data['name_first'], data['name_middle'], data['name_last']]].flat()
  return parts
    .filter((p): p is string => typeof p === 'string' && p.trim() !== '')
    .join(' ')
    .trim()
}

export function DuplicateHint({ config, answers }: { config: AppConfig; answers: Answers }) {
  const typed = useWorkedOut(answers, nameIn)
  const [name, setName] = useState('')
  useEffect(() => {
    const timer = setTimeout(() => setName(typed), pause)
    return () => clearTimeout(timer)
  }, [typed])
  return name.length >= 3 ? <Known config={config} answers={answers} name={name} /> : null
}

function Known({ config, answers, name }: { config: AppConfig; answers: Answers; name: string }) {
  const request = useMemo<SearchRequest>(
    () => ({ type: 'case', query: { text: name.slice(0, 200), by: 'name' }, filters: [], page: 1, per: 10 }),
    [name],
  )
  const { reply, local, state } = useSearch(request)
  const [others, setOthers] = useState<ReadonlySet<string>>(new Set())
  const mine = answers.data()
  const alike = (reply?.rows ?? [])
    .filter((row) => !others.has(row.id))
    .map((row) => ({ row, ...likeness(mine, row.data as Data) }))
    .filter((c) => c.score >= alikeEnough)
    .sort((a, b) => b.score - a.score)
    .slice(0, mostShown)
  const elsewhere = local || (!reply && state === 'offline')
  if (alike.length === 0) return elsewhere ? <LookedHere hasLooked={local} /> : null
  return (
    <section className="note info dup" role="status" aria-labelledby="dup">
      <div className="grow stack">
        <p id="dup">
          <b>
            <Trans>Perhaps known already</Trans>
          </b>
        </p>
        {elsewhere && <LookedHere hasLooked={local} />}
        <ul className="stack">
          {alike.map(({ row, reasons }) => (
            <li className="row" key={row.id}>
              <CaseMark code={codeOf(row.data as Data)} small />
              <span className="grow">
                <Code>{codeOf(row.data as Data)}</Code> {personWords(config, row.data as Data)}
                <span className="meta below">
                  <Reasons reasons={reasons} />
                </span>
              </span>
              <span className="row">
                <a className="btn small" href={addressOf('case', row.id)} target="_blank" rel="noreferrer">
                  <Trans>Open</Trans>
                </a>
                <Button small look="quiet" onClick={() => setOthers(new Set([...others, row.id]))}>
                  <Trans>Somebody else</Trans>
                </Button>
              </span>
            </li>
          ))}
        </ul>
      </div>
    </section>
  )
}

/** Without a line only the device's own records are known; the same question is asked again by itself. */
const LookedHere = ({ hasLooked }: { hasLooked: boolean }) => (
  <p className="meta" role="status">
    {hasLooked ? (
      <Trans>Looked on this device only; will check again when online.</Trans>
    ) : (
      <Trans>Nobody can be looked up now; will check when online.</Trans>
    )}
  </p>
)

function Reasons({ reasons }: { reasons: LikenessReason[] }) {
  const { t } = useLingui()
  const words: Record<LikenessReason, string> = {
    name: t`same name`,
    'part-of-name': t`part of the name`,
    'birth-date': t`same birth date`,
    age: t`close in age`,
    sex: t`same sex`,
    location: t`same place`,
  }
  return reasons.map((r) => words[r]).join(' · ')
}
