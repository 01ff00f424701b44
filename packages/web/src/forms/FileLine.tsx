// One file: what it is, how large, where it is. Pictures and voices open only when asked to.
import { Trans, useLingui } from '@lingui/react/macro'
import { useState } from 'react'
import { Icon } from '../ui/Icon.tsx'
import { type PageFile, usePage } from './page.ts'
import { sizeInWords } from './pictures.ts'
import { shortDay } from './dates.ts'

type LineProps = { file: PageFile; number: number; onRemove?: (() => void) | undefined }

const kindOf = (file: PageFile): 'image' | 'audio' | 'paper' => {
  const type =
    file.contentType ||
    (/\.(jpe?g|png)$/i.test(file.fileName) ? 'image/' : /\.(mp3|m4a|mp4)$/i.test(file.fileName) ? 'audio/' : '')
  return type.startsWith('image/') ? 'image' : type.startsWith('audio/') ? 'audio' : 'paper'
}

export function FileLine({ file, number, onRemove }: LineProps) {
  const { config } = usePage()
  const { t } = useLingui()
  const [open, setOpen] = useState(false)
  const kind = kindOf(file)
  const name = kind === 'image' ? t`Photo ${number}` : kind === 'audio' ? t`Recording ${number}` : file.fileName
  const facts = [
    sizeInWords(file.size, config.locale),
    file.date ? shortDay(file.date, config.locale) : '',
    file.description ?? '',
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
        {file.url &&
          (kind === 'paper' ? (
            <a
              className="btn quiet small"
              href={file.url}
              target="_blank"
              rel="noreferrer"
              aria-label={t`Open ${name}`}
            >
              <Trans>Open</Trans>
            </a>
          ) : (
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
          ))}
        {onRemove && (
          <button className="btn quiet icon" type="button" aria-label={t`Remove ${name}`} onClick={onRemove}>
            <Icon name="trash-2" />
          </button>
        )}
      </span>
      {open && kind === 'image' && <img className="picture" src={file.url} alt={file.description ?? name} />}
      {open && kind === 'audio' && (
        // biome-ignore lint/a11y/useMediaCaption: a voice note has no transcript; the description beside it is its text
        <audio className="picture" controls src={file.url} />
      )}
    </li>
  )
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
