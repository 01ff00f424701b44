import './reveal.css'
import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { reasonLength } from '@primero/domain/access/reveal.ts'
import type { RecordType } from '@primero/domain/configuration/bundle.ts'
import { type FormEvent, useEffect, useState } from 'react'
import { Refused } from '../../sync/http.ts'
import { hideAgain, reveal, type Revealed } from '../../sync/reveal.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog, DialogActions } from '../../ui/Dialog.tsx'
import { Field } from '../../ui/Field.tsx'
import { LongText } from '../../ui/LongText.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { TroubleNote } from '../parts/OfficeFields.tsx'
import { type FormTrouble, troubleOf } from '../parts/useOfficeForm.ts'

type Of = { type: RecordType; id: string }

/** Over the answers of a record whose identity the role hides, and may ask to see. */
export function RevealCard({ type, id }: Of) {
  const [shown, setShown] = useState<Revealed>()
  const [isAsking, setAsking] = useState(false)
  const minutes = useMinutesLeft(shown, () => setShown(undefined))
  useEffect(() => {
    // Nobody leaves an identity open behind another window.
    const cover = () => document.visibilityState === 'hidden' && setShown(undefined)
    document.addEventListener('visibilitychange', cover)
    return () => document.removeEventListener('visibilitychange', cover)
  }, [])
  const hide = (): void => {
    setShown(undefined)
    void hideAgain(type, id).catch(() => undefined)
  }
  return (
    <section className="card stack reveal" aria-labelledby="reveal-title">
      <div className="h-row">
        <Icon name={shown ? 'eye' : 'eye-off'} />
        <h2 id="reveal-title" className="grow">
          {shown ? <Trans>Who this is</Trans> : <Trans>Your role hides who this is</Trans>}
        </h2>
        {shown ? (
          <Button small sign="eye-off" onClick={hide}>
            <Trans>Hide again</Trans>
          </Button>
        ) : (
          <Button small sign="eye" onClick={() => setAsking(true)}>
            <Trans>Show identity…</Trans>
          </Button>
        )}
      </div>
      {shown && (
        <>
          <p className="meta" role="status">
            <Plural value={minutes} one="Shows for # more minute." other="Shows for # more minutes." />
          </p>
          {shown.fields.length === 0 && (
            <p>
              <Trans>Nothing was written down that says who it is.</Trans>
            </p>
          )}
          <dl className="dl" translate="no">
            {shown.fields.map(({ label, text }, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a list that never changes its order
              <div key={at}>
                <dt>{label}</dt>
                <dd>
                  <bdi>{text}</bdi>
                </dd>
              </div>
            ))}
          </dl>
          {shown.files
            .filter(({ contentType }) => contentType.startsWith('image/'))
            .map((file) => (
              <Photo key={file.id} url={file.url} />
            ))}
        </>
      )}
      {isAsking && (
        <AskReason
          of={{ type, id }}
          onShown={(found) => {
            setAsking(false)
            setShown(found)
          }}
          onClose={() => setAsking(false)}
        />
      )}
    </section>
  )
}

function Photo({ url }: { url: string }) {
  const { t } = useLingui()
  return <img className="reveal-photo" src={url} alt={t`Who this is`} />
}

/** Whole minutes, the last one counted to its end. */
function useMinutesLeft(shown: Revealed | undefined, onOver: () => void): number {
  const [left, setLeft] = useState(0)
  // biome-ignore lint/correctness/useExhaustiveDependencies: counted anew for each reveal
  useEffect(() => {
    if (!shown) return
    // By this page's own clock: that of the device may be wrong.
    const end = performance.now() + shown.lasts * 1000
    const look = (): void => {
      const rest = end - performance.now()
      if (rest <= 0) onOver()
      else setLeft(Math.ceil(rest / 60_000))
    }
    look()
    const timer = window.setInterval(look, 5_000)
    return () => window.clearInterval(timer)
  }, [shown])
  return left
}

function AskReason({
  of: { type, id },
  onShown,
  onClose,
}: {
  of: Of
  onShown: (found: Revealed) => void
  onClose: () => void
}) {
  const { t } = useLingui()
  const [reason, setReason] = useState('')
  const [isShort, setShort] = useState(false)
  const [isBusy, setBusy] = useState(false)
  const [trouble, setTrouble] = useState<FormTrouble>()
  const submit = async (e: FormEvent): Promise<void> => {
    e.preventDefault()
    const isLong = [...reason.trim()].length >= reasonLength.least
    setShort(!isLong)
    if (!isLong || isBusy) return
    setBusy(true)
    setTrouble(undefined)
    await reveal(type, id, reason).then(onShown, (problem: unknown) => {
      setBusy(false)
      // Whoever does not prove now who he is has said so himself.
      if (!(problem instanceof Refused && problem.code === 'needs-proof')) setTrouble(troubleOf(problem))
    })
  }
  return (
    <Dialog title={<Trans>Show who this is?</Trans>} onClose={onClose} closable={!isBusy}>
      <form className="stack" noValidate onSubmit={(e) => void submit(e)}>
        <p>
          <Trans>It shows for 15 minutes, here and now. It is written down, and the record’s owner is told.</Trans>
        </p>
        {trouble && <TroubleNote of={trouble} />}
        <Field
          label={<Trans>Why do you need to know?</Trans>}
          hint={<Trans>At least 10 characters. Write no names.</Trans>}
          error={isShort ? t`Say a little more.` : undefined}
          required
        >
          {(control) => (
            <LongText control={control} rows={3} most={reasonLength.most} value={reason} onText={setReason} />
          )}
        </Field>
        <DialogActions>
          <Button look="quiet" onClick={onClose}>
            <Trans>Cancel</Trans>
          </Button>
          <Button type="submit" look="main" {...(isBusy ? { busy: t`Asking` } : {})}>
            <Trans>Show identity</Trans>
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  )
}
