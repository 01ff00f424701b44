// A day, or a moment. A day is typed in three parts.
import { useAnswer } from './answers.ts'
import { DayParts } from './DayParts.tsx'
import { FieldFrame } from './FieldFrame.tsx'
import { type FieldProps, usePage } from './page.ts'

export function DateField({ field, path }: FieldProps) {
  const { answers } = usePage()
  const [value] = useAnswer(answers, path)
  return field.includeTime ? (
    <DateTime field={field} path={path} />
  ) : (
    <DayInput field={field} path={path} value={typeof value === 'string' ? value : ''} />
  )
}

function DayInput({ field, path, value }: FieldProps & { value: string }) {
  const { answers, remarks, config, today } = usePage()
  const clear = value === '' || field.required ? undefined : () => answers.set(path, null)
  const leave = () => remarks.touch(path)
  return (
    <FieldFrame field={field} path={path} group onClear={clear} onLeave={leave}>
      {(ties) => (
        <DayParts
          ties={ties}
          value={value}
          onValue={(day) => answers.set(path, day || null)}
          title={config.say(field.label)}
          latest={field.dateValidation === 'not_future_date' ? today : undefined}
          onPicked={leave}
        />
      )}
    </FieldFrame>
  )
}

/** Local time on the device; kept as UTC. */
const localOf = (moment: string): string => {
  const date = new Date(moment)
  if (Number.isNaN(date.getTime())) return ''
  return new Date(date.getTime() - date.getTimezoneOffset() * 60_000).toISOString().slice(0, 16)
}

function DateTime({ field, path }: FieldProps) {
  const { answers, remarks } = usePage()
  const [value, set] = useAnswer(answers, path)
  const moment = typeof value === 'string' ? value : ''
  return (
    <FieldFrame field={field} path={path} onClear={moment && !field.required ? () => set(null) : undefined}>
      {(ties) => (
        <input
          {...ties}
          type="datetime-local"
          className="moment"
          value={localOf(moment)}
          onChange={(e) => set(e.target.value ? new Date(e.target.value).toISOString() : null)}
          onBlur={() => remarks.touch(path)}
        />
      )}
    </FieldFrame>
  )
}
