// What a worker has to do: late, due within a week, and the first of it.
import { Trans, useLingui } from '@lingui/react/macro'
import type { ReactNode } from 'react'
import { Link } from 'wouter'
import { TroubleState } from '../states/states.tsx'
import { useTasks } from '../store/tasks.ts'
import { Origin } from '../tasks/Origin.tsx'
import { TaskRows } from '../tasks/TaskRow.tsx'
import { Bones } from '../ui/Bones.tsx'

const first = 4

export function Today() {
  const read = useTasks()
  const tasks = read.value?.tasks
  const [late, soon] = [tasks?.filter((task) => task.overdue).length, tasks?.filter((task) => task.soon).length]
  return (
    <section className="stack" aria-labelledby="h-todo">
      <div className="h-row">
        <h2 id="h-todo">
          <Trans>Tasks</Trans>
        </h2>
        <span className="meta">{read.value && <Origin todo={read.value} />}</span>
        <Link href="/tasks" className="meta">
          <Trans>Show all</Trans>
        </Link>
      </div>
      {tasks === undefined && read.state !== 'loading' ? (
        <div className="card">
          <TroubleState read={read} />
        </div>
      ) : (
        <>
          <div className="tiles">
            <DueTile to="/tasks?when=overdue" count={late} words={<Trans>overdue</Trans>} bad={(late ?? 0) > 0} />
            <DueTile to="/tasks?when=week" count={soon} words={<Trans>Next 7 days</Trans>} />
          </div>
          {tasks !== undefined && tasks.length > 0 && <TaskRows tasks={tasks.slice(0, first)} />}
          {tasks === undefined && <Bones lines={3} />}
        </>
      )}
    </section>
  )
}

type DueProps = { to: string; count: number | undefined; words: ReactNode; bad?: boolean }

function DueTile({ to, count, words, bad = false }: DueProps) {
  const { i18n } = useLingui()
  return (
    <Link href={to} className="card tile">
      <span className={bad ? 'count badc' : 'count'}>
        {count === undefined ? <span className="bone count-bone" /> : i18n.number(count)}
      </span>
      <span className="tile-label">{words}</span>
    </Link>
  )
}
