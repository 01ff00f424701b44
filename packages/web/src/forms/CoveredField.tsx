import { Trans, useLingui } from '@lingui/react/macro'
import { useAnswer } from './answers.ts'
import { type FieldProps, idOf, usePage } from './page.ts'

/** A name under dots: there is one, or there is none; no more is told until it is shown. */
export function CoveredField({ field, path }: FieldProps) {
  const { answers, config } = usePage()
  const { t } = useLingui()
  const [value] = useAnswer(answers, path)
  return (
    <div className="field" id={idOf(path)} tabIndex={-1}>
      <span className="label">
        {config.say(field.label)}
        {field.required && <> <span className="hint"><Trans>required</Trans></span></>}
      </span>
      <p className="fixed">
        {value ? <span className="mask" role="img" aria-label={t`hidden`}>•••••••</span> : <span className="meta"><Trans>nothing recorded</Trans></span>}
      </p>
    </div>
  )
}
