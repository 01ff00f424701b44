// What a finding says to the person who typed: what is wrong, and what to do.
import { Trans } from '@lingui/react/macro'
import type { Field } from '@primero/domain/configuration/bundle.ts'
import type { Finding } from '@primero/domain/forms/findings.ts'
import { Icon } from '../ui/Icon.tsx'
import type { Remark } from './remarks.ts'

export function RemarkWords({ remark, field, id }: { remark: Remark; field: Field; id: string }) {
  return (
    <span className={remark.severity === 'error' ? 'err' : 'note warn look'} id={id}>
      <Icon name="triangle-alert" />{' '}
      <span className="grow">
        <RemarkText kind={remark.kind} severity={remark.severity} type={field.type} />
      </span>
    </span>
  )
}

type TextProps = { kind: Finding['kind']; severity: Finding['severity']; type: Field['type'] | undefined }

export function RemarkText({ kind, severity, type }: TextProps) {
  if (kind === 'wrong-type') {
    if (type === 'date_field')
      return <Trans>This date is not whole or not in the calendar. Check day, month and year.</Trans>
    if (type === 'numeric_field') return <Trans>Digits only here, without a comma or words.</Trans>
  }
  if (kind === 'future-date') return <Trans>This date is in the future. Check the year.</Trans>
  if (kind === 'too-long') return <Trans>This is too long. Shorten it.</Trans>
  if (kind === 'unknown-option')
    return <Trans>This choice is no longer offered. It stays unless you choose another.</Trans>
  if (kind === 'required') return <Trans>This answer is still needed.</Trans>
  if (kind === 'out-of-range') {
    if (severity === 'warning') return <Trans>This is unusual here. Check it, or leave it if it is right.</Trans>
    return type === 'numeric_field' ? (
      <Trans>This number cannot be right. Check it.</Trans>
    ) : (
      <Trans>This cannot be right. Check it.</Trans>
    )
  }
  return <Trans>This answer needs a look.</Trans>
}
