// What there is to do, by its day. Codes and no names: it may be read over a shoulder.
import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import { Trans, useLingui } from '@lingui/react/macro'
import type { TaskLine } from '@primero/domain/sync/home.ts'
import { useSearchParams } from 'wouter'
import { useTitle } from '../frame/title.ts'
import { DeniedState, TroubleState } from '../states/states.tsx'
import { may } from '../store/config.ts'
import { useConfig } from '../store/store.ts'
import { useTasks } from '../store/tasks.ts'
import { Bones } from '../ui/Bones.tsx'
import { EmptyState } from '../ui/EmptyState.tsx'
import { Origin } from './Origin.tsx'
import { TaskRows } from './TaskRow.tsx'
import { taskTypes } from './taskWords.ts'

type Choice = { id: string; words: MessageDescriptor; fits: (task: TaskLine) => boolean }

const whens: Choice[] = [
  { id: 'all', words: msg`All`, fits: () => true },
  { id: 'overdue', words: msg`Overdue`, fits: ({ overdue }) => overdue },
  { id: 'week', words: msg`Next 7 days`, fits: ({ soon }) => soon },
]
const types: Choice[] = [
  { id: 'all', words: msg`All`, fits: () => true },
  ...(Object.keys(taskTypes) as TaskLine['type'][]).map((type) => ({
    id: type,
    words: taskTypes[type],
    fits: (task: TaskLine) => task.type === type,
  })),
]

export function TasksPage() {
  const config = useConfig()
  return may(config, 'case', 'read') ? <Tasks /> : <DeniedState level={1} />
}

function Tasks() {
  const { t } = useLingui()
  const read = useTasks()
  const [params, setParams] = useSearchParams()
  useTitle(t`Tasks`)
  const chosen = (name: string, among: Choice[]): Choice =>
    among.find(({ id }) => id === params.get(name)) ?? (among[0] as Choice)
  const [when, kind] = [chosen('when', whens), chosen('kind', types)]
  const choose = (name: string, id: string): void =>
    setParams(
      (now) => {
        now.set(name, id)
        return now
      },
      { replace: true },
    )
  const shown = read.value?.tasks.filter((task) => when.fits(task) && kind.fits(task))
  return (
    <>
      <div className="head">
        <div>
          <h1>
            <Trans>Tasks</Trans>
          </h1>
          <p className="meta" role="status">
            {read.value && <Origin todo={read.value} />}
          </p>
        </div>
      </div>
      <div className="stack">
        <Choices name="when" legend={t`Due`} choices={whens} chosen={when} onChoose={choose} />
        <Choices name="kind" legend={t`Kind of task`} choices={types} chosen={kind} onChoose={choose} />
        {shown === undefined && read.state === 'loading' && (
          <div className="card list">
            <Bones lines={4} />
          </div>
        )}
        {shown === undefined && read.state !== 'loading' && <TroubleState read={read} />}
        {shown?.length === 0 && (
          <div className="card">
            <EmptyState sign="check" title={<Trans>Nothing now</Trans>}>
              <Trans>Nothing here needs you.</Trans>
            </EmptyState>
          </div>
        )}
        {shown !== undefined && shown.length > 0 && <TaskRows tasks={shown} />}
      </div>
    </>
  )
}

type ChoicesProps = {
  name: string
  legend: string
  choices: Choice[]
  chosen: Choice
  onChoose: (name: string, id: string) => void
}

function Choices({ name, legend, choices, chosen, onChoose }: ChoicesProps) {
  const { t } = useLingui()
  return (
    <fieldset className="modes">
      <legend className="vh">{legend}</legend>
      {choices.map(({ id, words }) => (
        <label key={id} className="chip">
          <input
            type="radio"
            className="vh"
            name={name}
            checked={id === chosen.id}
            onChange={() => onChoose(name, id)}
          />
          {t(words)}
        </label>
      ))}
    </fieldset>
  )
}
