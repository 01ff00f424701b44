// Why: the service that is asked for, and what the colleague must know to give it.
import { Trans, useLingui } from '@lingui/react/macro'
import type { RecordShape } from '@primero/domain/sync/protocol.ts'
import { useConfig } from '../store/store.ts'
import { Field } from '../ui/Field.tsx'
import { LongText } from '../ui/LongText.tsx'
import { openServices, serviceTypes } from './services.ts'
import type { Way, Wish } from './wish.ts'

export type StepProps = { record: RecordShape; way: Way; wish: Wish; set: (change: Partial<Wish>) => void }

export function WhyStep({ record, way, wish, set }: StepProps) {
  return (
    <>
      {way === 'refer' && <Services record={record} way={way} wish={wish} set={set} />}
      <Field
        label={way === 'ask' ? <Trans>Why you ask for this case</Trans> : <Trans>Notes for the colleague</Trans>}
        hint={<Trans>Write what they need to know, and no more. No name.</Trans>}
      >
        {(control) => (
          <LongText
            control={control}
            rows={3}
            most={5000}
            value={wish.notes ?? ''}
            onText={(text) => set({ notes: text })}
          />
        )}
      </Field>
    </>
  )
}

function Services({ record, wish, set }: StepProps) {
  const config = useConfig()
  const { t } = useLingui()
  const planned = openServices(config, record)
  const types = serviceTypes(config)
  return (
    <>
      {planned.length > 0 && (
        <fieldset className="field">
          <legend>
            <Trans>For which service of this case</Trans>
          </legend>
          <div className="picks share-picks">
            {planned.map((service) => (
              <label key={service.id} className="pick">
                <input
                  type="radio"
                  name="service-row"
                  checked={wish.serviceRow === service.id}
                  onChange={() => set({ serviceRow: service.id, service: service.type, forms: undefined })}
                />
                <span className="grow">
                  {service.label}
                  <span className="hint below">
                    {[service.meta, service.isReferred ? t`referred before` : ''].filter(Boolean).join(' · ')}
                  </span>
                </span>
              </label>
            ))}
            <label className="pick">
              <input
                type="radio"
                name="service-row"
                checked={wish.serviceRow === undefined}
                onChange={() => set({ serviceRow: undefined, service: undefined, forms: undefined })}
              />
              <span className="grow">
                <Trans>Another service, or none</Trans>
              </span>
            </label>
          </div>
        </fieldset>
      )}
      {wish.serviceRow === undefined && types.length > 0 && (
        <Field label={<Trans>Type of service</Trans>}>
          {(control) => (
            <select
              {...control}
              value={wish.service ?? ''}
              onChange={(e) => set({ service: e.target.value || undefined, forms: undefined })}
            >
              <option value="">{t`Not chosen`}</option>
              {types.map((type) => (
                <option key={type.id} value={type.id}>
                  {type.label}
                </option>
              ))}
            </select>
          )}
        </Field>
      )}
    </>
  )
}
