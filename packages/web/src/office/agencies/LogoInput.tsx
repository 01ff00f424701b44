import { Trans, useLingui } from '@lingui/react/macro'
import { type ReactNode, useState } from 'react'
import { Button } from '../../ui/Button.tsx'
import { Field } from '../../ui/Field.tsx'
import { useKey } from '../parts/OfficeFields.tsx'
import type { Logo } from './agencyValues.ts'

const mostBytes = 1024 * 1024

/** A PNG; the server looks at its bytes, this only spares a long way. */
export function LogoInput({ name, label }: { name: 'logo_full' | 'logo_icon'; label: ReactNode }) {
  const { t } = useLingui()
  const { value, set, error } = useKey(name)
  const [fault, setFault] = useState<string>()
  const logo = value as Logo
  const choose = async (file: File | undefined): Promise<void> => {
    if (!file) return
    if (file.type !== 'image/png' || file.size > mostBytes) return setFault(t`A PNG picture of at most 1 MB.`)
    setFault(undefined)
    set({ fileName: file.name, base64: base64Of(new Uint8Array(await file.arrayBuffer())) } satisfies Logo)
  }
  return (
    <Field label={label} hint={<Trans>A PNG picture of at most 1 MB.</Trans>} error={fault ?? error}>
      {(control) => (
        <>
          {logo && (
            <div className="row">
              <span className="office-logo">
                {'address' in logo ? (
                  <img src={logo.address} alt={t`As it is shown now`} />
                ) : (
                  <bdi>{logo.fileName}</bdi>
                )}
              </span>
              <Button small look="quiet" sign="trash-2" onClick={() => set(null)}>
                <Trans>Take away</Trans>
              </Button>
            </div>
          )}
          <input
            {...control}
            type="file"
            accept="image/png"
            onChange={(e) => {
              void choose(e.target.files?.[0])
              e.target.value = ''
            }}
          />
        </>
      )}
    </Field>
  )
}

function base64Of(bytes: Uint8Array): string {
  let text = ''
  for (let i = 0; i < bytes.length; i += 8192) text += String.fromCharCode(...bytes.subarray(i, i + 8192))
  return btoa(text)
}
