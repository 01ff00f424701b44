// Who takes over, and when the account closes.
import { Trans, useLingui } from '@lingui/react/macro'
import { DayPick } from '../../forms/DayParts.tsx'
import { thisDay } from '../../store/store.ts'
import { Field } from '../../ui/Field.tsx'
import type { Candidate, WhatIsLeft } from '../api.ts'
import { type Plan, partKey, takersOf, takersOfAll } from './leavePlan.ts'
import { usePartName } from './PartName.tsx'

type FieldProps = { plan: Plan; onPlan: (plan: Plan) => void }

export function TakersField({ left, plan, onPlan }: FieldProps & { left: WhatIsLeft }) {
  const nameOf = usePartName(left.parts)
  if (left.parts.length === 0) return null
  const forAll = takersOfAll(left)
  return (
    <>
      {left.parts.length > 1 && (
        <fieldset className="field office-picks">
          <legend>
            <Trans>Shared out how</Trans>
          </legend>
          {forAll.length > 0 && (
            <label className="pick">
              <input
                type="radio"
                name="split"
                checked={plan.isOneForAll}
                onChange={() => onPlan({ ...plan, isOneForAll: true })}
              />
              <Trans>One person takes all</Trans>
            </label>
          )}
          <label className="pick">
            <input
              type="radio"
              name="split"
              checked={!plan.isOneForAll}
              onChange={() => onPlan({ ...plan, isOneForAll: false })}
            />
            <Trans>One person for each kind</Trans>
          </label>
        </fieldset>
      )}
      {plan.isOneForAll ? (
        <TakerSelect
          label={<Trans>Takes over everything</Trans>}
          takers={forAll}
          id={plan.all}
          onId={(all) => onPlan({ ...plan, all })}
        />
      ) : (
        left.parts.map((part) => (
          <TakerSelect
            key={partKey(part)}
            label={<Trans>Takes over: {nameOf(part)}</Trans>}
            takers={takersOf(left, part)}
            id={plan.byPart[partKey(part)] ?? ''}
            onId={(id) => onPlan({ ...plan, byPart: { ...plan.byPart, [partKey(part)]: id } })}
          />
        ))
      )}
    </>
  )
}

function TakerSelect({
  label,
  takers,
  id,
  onId,
}: {
  label: React.ReactNode
  takers: Candidate[]
  id: string
  onId: (id: string) => void
}) {
  const { t } = useLingui()
  return (
    <Field label={label} hint={<Trans>Colleagues whose role works with such records.</Trans>}>
      {(control) => (
        <select {...control} value={id} onChange={(e) => onId(e.target.value)}>
          <option value="">{t`Choose`}</option>
          {takers.map((taker) => (
            <option key={taker.id} value={taker.id} dir="auto">
              {`${taker.fullName} (${taker.userName})`}
            </option>
          ))}
        </select>
      )}
    </Field>
  )
}

export function WhenField({ plan, onPlan }: FieldProps) {
  const { t } = useLingui()
  return (
    <fieldset className="field office-picks">
      <legend>
        <Trans>When the account closes</Trans>
      </legend>
      <label className="pick">
        <input type="radio" name="when" checked={!plan.isLater} onChange={() => onPlan({ ...plan, isLater: false })} />
        <Trans>Now</Trans>
      </label>
      <label className="pick">
        <input type="radio" name="when" checked={plan.isLater} onChange={() => onPlan({ ...plan, isLater: true })} />
        <Trans>After a last day</Trans>
      </label>
      {plan.isLater && (
        <DayPick
          label={t`Last day`}
          hint={<Trans>The records go over now all the same.</Trans>}
          earliest={thisDay()}
          value={plan.on}
          onValue={(on) => onPlan({ ...plan, on })}
        />
      )}
    </fieldset>
  )
}
