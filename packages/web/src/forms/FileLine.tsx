// One file: what it is, how large, where it is. Pictures, first pages and voices open only when asked to.
import { Trans, useLingui } from '@lingui/react/macro'
import { type MouseEvent, useEffect, useState } from 'react'
import { Button } from '../ui/Button.tsx'
import { Dialog, DialogActions } from '../ui/Dialog.tsx'
import { Icon } from '../ui/Icon.tsx'
import { type PageFile, usePage } from './page.ts'
import { sizeInWords } from './pictures.ts'
import { dayText } from '../i18n/format.ts'

type LineProps = { file: PageFile; number: number; onRemove?: (() => void) | undefined }

const kindOf = (file: PageFile): 'image' | 'audio' | 'paper' => {
  const type =
    file.contentType ||
    (/\.(jpe?g|png)$/i.test(file.fileName) ? 'image/' : /\.(mp3|m4a|mp4)$/i.test(file.fileName) ? 'audio/' : '')
  return type.startsWith('image/') ? 'image' : type.startsWith('audio/') ? 'audio' : 'paper'
}

/** A photo keeps the number that it was named by, whatever comes before or goes; others are counted. */
export const numberOf = ({ fileName }: PageFile, at: number): number =>
  Number(/^photo-(\d{1,4})\./.exec(fileName)?.[1] ?? at + 1)

export function FileLine({ file, number, onRemove }: LineProps) {
  const { config, covered, fresh } = usePage()
  const { t } = useLingui()
  const [open, setOpen] = useState(false)
  const [failed, setFailed] = useState(false)
  const [removing, setRemoving] = useState(false)
  const url = useBytes(file, open)
  const kind = kindOf(file)
  const isDrawn = kind === 'image' || (file.url !== '' && file.contentType === 'application/pdf')
  const name =
    kind === 'image'
      ? t`Photo ${number}`
      : kind === 'audio'
        ? t`Recording ${number}`
        : covered
          ? t`Paper ${number}`
          : file.fileName
  const facts = [
    sizeInWords(file.size, config.locale),
    file.date ? dayText(file.date, config.locale) : '',
    // What people wrote about a file may be a name.
    covered ? '' : (file.description ?? ''),
  ]
  return (
    <li className="sub">
      <span className="row tight file">
        <Icon name={kind === 'image' ? 'image' : kind === 'audio' ? 'mic' : 'file-text'} />
        <span>
          <b>
            <bdi>{name}</bdi>
          </b>
          <span className="meta below">{facts.filter(Boolean).join(' · ')}</span>
          <FileState state={file.state} />
        </span>
      </span>
      <span className="row tight">
        {!file.url && !file.held && file.state === 'received' && (
          <span className="meta">
            <Trans>Needs a connection</Trans>
          </span>
        )}
        {kind === 'paper' && (file.url || file.held) && (
          <a
            className="btn quiet small"
            href={file.url || '#'}
            target="_blank"
            rel="noreferrer"
            aria-label={t`Open ${name}`}
            onClick={file.url ? undefined : (e) => void openHere(e, file)}
          >
            <Trans>Open</Trans>
          </a>
        )}
        {(isDrawn || kind === 'audio') && (file.url || file.held) && (
          <button
            className="btn quiet small"
            type="button"
            aria-expanded={open}
            aria-label={open ? t`Hide ${name}` : t`Show ${name}`}
            onClick={() => setOpen(!open)}
          >
            <Icon name={open ? 'eye-off' : 'eye'} />
            {open ? <Trans>Hide</Trans> : <Trans>Show</Trans>}
          </button>
        )}
        {onRemove && (
          <button
            className="btn quiet icon"
            type="button"
            aria-label={t`Remove ${name}`}
            onClick={() => setRemoving(true)}
          >
            <Icon name="trash-2" />
          </button>
        )}
      </span>
      {open && url && isDrawn && !(failed && kind === 'paper') && (
        <img
          className="picture"
          src={file.url && !failed ? `${file.url}/preview` : url}
          alt={facts[2] || name}
          onError={() => setFailed(true)}
        />
      )}
      {open && failed && kind === 'paper' && (
        <p className="hint" role="status">
          <Trans>Its first page cannot be shown. Open the file to see it.</Trans>
        </p>
      )}
      {open && url && kind === 'audio' && (
        // biome-ignore lint/a11y/useMediaCaption: a voice note has no transcript; the description beside it is its text
        <audio className="picture" controls src={url} />
      )}
      {removing && onRemove && (
        <Dialog title={t`Remove ${name}?`} onClose={() => setRemoving(false)}>
          <p>
            {fresh ? (
              <Trans>It goes at once and cannot be taken back.</Trans>
            ) : (
              <Trans>
                It goes at once, without Save, and cannot be taken back. The change log says that it was here.
              </Trans>
            )}
          </p>
          <DialogActions>
            <Button onClick={() => setRemoving(false)}>
              <Trans>Keep</Trans>
            </Button>
            <Button look="harm" onClick={onRemove}>
              <Trans>Remove</Trans>
            </Button>
          </DialogActions>
        </Dialog>
      )}
    </li>
  )
}

/** Milliseconds for which another tab can still load what lies here. */
const lasts = 60_000

/** A paper from this device, in a tab of its own. */
async function openHere(e: MouseEvent, { held }: PageFile): Promise<void> {
  e.preventDefault()
  const bytes = await held?.()
  if (!bytes) return
  const address = URL.createObjectURL(bytes)
  window.open(address, '_blank', 'noopener')
  window.setTimeout(() => URL.revokeObjectURL(address), lasts)
}

/** Where the bytes can be seen: on the server, or, while it waits here, opened from the device for as long as it shows. */
function useBytes({ url, held }: PageFile, open: boolean): string {
  const [here, setHere] = useState('')
  // biome-ignore lint/correctness/useExhaustiveDependencies: the file stays the same while it shows
  useEffect(() => {
    if (!open || url || !held) return
    let made = ''
    let gone = false
    void held().then((bytes) => {
      if (gone || !bytes) return
      made = URL.createObjectURL(bytes)
      setHere(made)
    })
    return () => {
      gone = true
      setHere('')
      if (made) URL.revokeObjectURL(made)
    }
  }, [open, url])
  return url || here
}

function FileState({ state }: { state: PageFile['state'] }) {
  if (state === 'device')
    return (
      <span className="tag warn">
        <Icon name="on-device" />
        <Trans>Waits to be sent</Trans>
      </span>
    )
  if (state === 'sending')
    return (
      <span className="tag info">
        <Icon name="send" flip />
        <Trans>Sending</Trans>
      </span>
    )
  if (state === 'needs-you')
    return (
      <span className="tag bad">
        <Icon name="attention" />
        <Trans>Not taken</Trans>
      </span>
    )
  return null
}
