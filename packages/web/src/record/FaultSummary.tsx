// What stops saving, at the top of the page, each with a link to its field.
import { Plural, Trans } from '@lingui/react/macro'
import { Link } from 'wouter'
import type { Remark } from '../forms/remarks.ts'
import { RemarkText } from '../forms/RemarkWords.tsx'
import type { AppConfig, RecordType } from '../store/store.ts'
import { Icon } from '../ui/Icon.tsx'
import { fieldAt } from './fields.ts'
import { focusField } from './focusField.ts'

type SummaryProps = {
  config: AppConfig
  type: RecordType
  faults: Remark[]
  current: string
  hrefOf: (form: string, row?: string) => string
}

export function FaultSummary({ config, type, faults, current, hrefOf }: SummaryProps) {
  if (faults.length === 0) return null
  return (
    <div className="note bad" role="alert">
      <Icon name="attention" />
      <div className="grow">
        <b>
          <Plural value={faults.length} one="# answer needs a look" other="# answers need a look" />
        </b>
        <ul>
          {faults.map((fault) => {
            const field = fieldAt(config, type, fault.path)
            const form = config.configuration.forms.get(fault.form)
            const label = config.say(field?.label)
            return (
              <li key={fault.path.join('/')}>
                <Link
                  href={hrefOf(fault.form, fault.path.length > 1 ? fault.path[1] : undefined)}
                  onClick={() => focusField(fault.path)}
                >
                  {label}
                </Link>
                {': '}
                <RemarkText kind={fault.kind} severity={fault.severity} type={field?.type} />{' '}
                {form && fault.form !== current && (
                  <span className="meta">
                    <Trans>in {config.say(form.name)}</Trans>
                  </span>
                )}
              </li>
            )
          })}
        </ul>
      </div>
    </div>
  )
}
