// Of several cases, what their recipient will read: of one at a time, whichever somebody looks at.
import { Trans } from '@lingui/react/macro'
import type { Data } from '@primero/domain/records/record.ts'
import type { RecordShape } from '@primero/domain/sync/protocol.ts'
import { useState } from 'react'
import { codeOf } from '../record/person.ts'
import type { SharingWay } from '../store/sharingWays.ts'
import type { ReferralRole } from '../store/recipients.ts'
import { thisDay } from '../store/store.ts'
import { Field } from '../ui/Field.tsx'
import { coveringOf } from './covering.ts'
import { ReferralSeen, TransferSeen } from './WhatStep.tsx'
import type { Wish } from './wish.ts'

type SeenProps = { way: SharingWay; wish: Wish; roles: ReferralRole[]; of: RecordShape[] }

/** The forms are the same of each case; what stands there is not. */
export function ManySeen({ way, wish, roles, of }: SeenProps) {
  const [id, setId] = useState<string>()
  const record = of.find((one) => one.id === id) ?? of[0]
  if (record === undefined || wish.to === undefined) return null
  const { entry } = coveringOf(record, way, wish, thisDay())
  return (
    <>
      {of.length > 1 && (
        <Field label={<Trans>Shown for the case</Trans>}>
          {(control) => (
            <select {...control} value={record.id} onChange={(e) => setId(e.target.value)}>
              {of.map((one) => (
                <option key={one.id} value={one.id}>
                  {codeOf(one.data as Data)}
                </option>
              ))}
            </select>
          )}
        </Field>
      )}
      {way === 'refer' ? (
        <ReferralSeen {...{ record, wish, roles }} excluded={entry?.excluded ?? []} />
      ) : (
        <TransferSeen record={record} wish={wish} />
      )}
    </>
  )
}
