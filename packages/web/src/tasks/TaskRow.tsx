import { Trans, useLingui } from '@lingui/react/macro'
import type { TaskLine } from '@primero/domain/sync/home.ts'
import { Link } from 'wouter'
import { dayText } from '../i18n/format.ts'
import { RiskTag } from '../lists/RiskTag.tsx'
import { thisDay } from '../store/clock.ts'
import { useConfig } from '../store/store.ts'
import { CaseMark } from '../ui/CaseMark.tsx'
import { Code } from '../ui/Code.tsx'
import { Icon } from '../ui/Icon.tsx'
import { detailOf, taskAddress, taskTypes } from './taskWords.ts'

/** One may be there twice: two visits of one kind on one day. */
export function TaskRows({ tasks }: { tasks: readonly TaskLine[] }) {
  const met = new Map<string, number>()
  return (
    <div className="card list">
      {tasks.map((task) => {
        const like = `${task.id} ${task.type} ${task.due} ${task.detail}`
        met.set(like, (met.get(like) ?? 0) + 1)
        return <TaskRow key={`${like} ${met.get(like)}`} task={task} />
      })}
    </div>
  )
}

/** What is due, in which case and by when: it leads to the form where it is done. Without a name. */
function TaskRow({ task }: { task: TaskLine }) {
  const { t, i18n } = useLingui()
  const config = useConfig()
  const detail = detailOf(config, task)
  const code = task.code ?? task.id.slice(0, 8)
  const day = task.due === thisDay() ? t`today` : dayText(task.due, i18n.locale)
  return (
    <Link className="link" href={taskAddress(config, task)}>
      <CaseMark code={code} small />
      <span className="grow">
        <b>{t(taskTypes[task.type])}</b>
        {detail !== undefined && (
          <>
            {' · '}
            <bdi>{detail}</bdi>
          </>
        )}
        <br />
        <span className="meta">
          <Code>{code}</Code>{' '}
          <span className={task.overdue ? 'badc' : undefined}>
            {task.overdue ? <Trans>late since {day}</Trans> : <Trans>due {day}</Trans>}
          </span>
        </span>
      </span>
      {task.priority !== null && (
        <span className="only-wide">
          <RiskTag config={config} type="case" value={task.priority} />
        </span>
      )}
      <Icon name="chevron-right" flip />
    </Link>
  )
}
