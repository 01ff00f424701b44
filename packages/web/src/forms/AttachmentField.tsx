// Photos, voice and papers: take one or choose one; then a row with its own way to the server.
import { Trans, useLingui } from '@lingui/react/macro'
import type { Field } from '@primero/domain/configuration/bundle.ts'
import { type ChangeEvent, useRef, useState } from 'react'
import { Icon } from '../ui/Icon.tsx'
import type { Sign } from '../ui/signs.ts'
import { FileLine, numberOf } from './FileLine.tsx'
import { type FieldProps, idOf, useFiles, usePage } from './page.ts'
import { acceptOf, prepared, type Unfit } from './pictures.ts'

export function AttachmentField({ field }: FieldProps) {
  const { config } = usePage()
  const { list, add, remove } = useFiles()
  const [unfit, setUnfit] = useState<Unfit>()
  const [busy, setBusy] = useState(false)
  const mine = list.filter((f) => f.field === field.name)
  const id = idOf([field.name])
  const help = config.say(field.help)
  const take = async (e: ChangeEvent<HTMLInputElement>) => {
    const [file] = e.target.files ?? []
    e.target.value = ''
    if (!file) return
    setBusy(true)
    const ready = await prepared(field.type, file, Math.max(0, ...mine.map(numberOf)) + 1)
    // A card pulled out, a file deleted meanwhile: it is not on this device, and that is said.
    const wrong = typeof ready === 'string' ? ready : await add(field.name, ready).catch((): Unfit => 'unreadable')
    setUnfit(wrong || undefined)
    setBusy(false)
  }
  return (
    <section className="stack files" aria-labelledby={id}>
      <h3 className="label" id={id} tabIndex={-1}>
        {config.say(field.label)}
      </h3>
      {help && <p className="hint">{help}</p>}
      <p className="hint">
        <PrivacyNote type={field.type} />
      </p>
      {mine.length > 0 && (
        <ul className="card list">
          {mine.map((file, i) => (
            <FileLine key={file.id} file={file} number={numberOf(file, i)} onRemove={() => remove(file.id)} />
          ))}
        </ul>
      )}
      <div className="attach" aria-busy={busy}>
        <Tiles field={field} onTake={take} />
      </div>
      {busy && (
        <p className="hint" role="status">
          <Trans>Getting it ready…</Trans>
        </p>
      )}
      {unfit && (
        <p className="err" role="alert">
          <Icon name="triangle-alert" /> <UnfitWords type={field.type} unfit={unfit} />
        </p>
      )}
    </section>
  )
}

function PrivacyNote({ type }: { type: Field['type'] }) {
  return type === 'photo_upload_box' ? (
    <Trans>Ask first whether a photo is wanted. Place and device details are removed from it.</Trans>
  ) : type === 'audio_upload_box' ? (
    <Trans>Ask first whether a recording is wanted.</Trans>
  ) : (
    <Trans>PDF, text, Word, Excel or a picture, up to 20 MB.</Trans>
  )
}

type Take = (e: ChangeEvent<HTMLInputElement>) => void

function Tiles({ field, onTake }: { field: Field; onTake: Take }) {
  const { t } = useLingui()
  const accept = acceptOf(field.type)
  if (field.type === 'photo_upload_box') {
    return (
      <>
        <Tile icon="camera" words={t`Take photo`} accept={accept} capture="environment" onTake={onTake} />
        <Tile icon="image" words={t`Choose photo`} accept={accept} onTake={onTake} />
      </>
    )
  }
  if (field.type === 'audio_upload_box') {
    return (
      <>
        <Tile icon="mic" words={t`Record voice`} accept={accept} capture="user" onTake={onTake} />
        <Tile icon="upload" words={t`Choose recording`} accept={accept} onTake={onTake} />
      </>
    )
  }
  return <Tile icon="paperclip" words={t`Add paper`} accept={accept} onTake={onTake} />
}

type TileProps = { icon: Sign; words: string; accept: string; capture?: 'environment' | 'user'; onTake: Take }

function Tile({ icon, words, accept, capture, onTake }: TileProps) {
  const input = useRef<HTMLInputElement>(null)
  return (
    <>
      <button className="btn" type="button" onClick={() => input.current?.click()}>
        <Icon name={icon} />
        {words}
      </button>
      <input
        ref={input}
        type="file"
        hidden
        tabIndex={-1}
        accept={accept}
        aria-label={words}
        {...(capture ? { capture } : {})}
        onChange={onTake}
      />
    </>
  )
}

function UnfitWords({ type, unfit }: { type: Field['type']; unfit: Unfit }) {
  if (unfit === 'size') return <Trans>This file is larger than 20 MB. Choose a smaller one.</Trans>
  if (unfit === 'empty') return <Trans>This file is empty. Choose another.</Trans>
  if (unfit === 'unreadable') return <Trans>This file cannot be read. Choose it again, or another.</Trans>
  if (type === 'audio_upload_box') return <Trans>Recordings are taken as MP3 or M4A.</Trans>
  return type === 'photo_upload_box' ? (
    <Trans>Photos are taken as JPEG or PNG.</Trans>
  ) : (
    <Trans>This kind of file is not taken. Choose a PDF, text, Word, Excel or picture file.</Trans>
  )
}
