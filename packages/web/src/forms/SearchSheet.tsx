// A list to search, over the whole screen of a phone. One choice closes it; several wait for Done.
import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { useDeferredValue, useState } from 'react'
import { Icon } from '../ui/Icon.tsx'
import { type Choice, matching } from './choices.ts'
import { useModal } from './useModal.ts'

/** Lines drawn at once: beyond that, typing is faster than scrolling. */
const mostLines = 120

type SheetProps = {
  title: string
  choices: Choice[]
  chosen: string[]
  several?: boolean
  onChoose: (ids: string[]) => void
  onClose: () => void
}

export function SearchSheet({ title, choices, chosen, several = false, onChoose, onClose }: SheetProps) {
  const { t } = useLingui()
  const [typed, setTyped] = useState('')
  const [ids, setIds] = useState(chosen)
  const found = matching(choices, useDeferredValue(typed))
  const dialog = useModal(onClose)
  const toggle = (id: string) =>
    several ? setIds((now) => (now.includes(id) ? now.filter((x) => x !== id) : [...now, id])) : onChoose([id])
  return (
    <dialog ref={dialog} className="sheet whole" aria-label={title}>
      <header className="sheet-head">
        <div className="h-row">
          <h2>{title}</h2>
          <button className="btn quiet icon" type="button" aria-label={t`Close`} onClick={onClose}>
            <Icon name="x" />
          </button>
        </div>
        <span className="find-in">
          <Icon name="search" />
          <input
            type="search"
            dir="auto"
            autoComplete="off"
            aria-label={t`Search: ${title}`}
            value={typed}
            onChange={(e) => setTyped(e.target.value)}
          />
        </span>
        <p className="vh" role="status">
          <Plural value={found.length} one="# option" other="# options" />
        </p>
      </header>
      <ul className="choices">
        {found.slice(0, mostLines).map((c) => (
          <li key={c.id}>
            <label className="choice">
              <input
                type={several ? 'checkbox' : 'radio'}
                name="choice"
                checked={ids.includes(c.id)}
                onChange={() => toggle(c.id)}
                onClick={() => !several && ids.includes(c.id) && onChoose([c.id])}
              />
              <span className="grow">{c.label}</span>
            </label>
          </li>
        ))}
        {found.length === 0 && (
          <li className="meta choice">
            <Trans>Nothing fits. Try fewer letters.</Trans>
          </li>
        )}
        {found.length > mostLines && (
          <li className="meta choice">
            <Plural value={found.length - mostLines} one="# more. Type to narrow." other="# more. Type to narrow." />
          </li>
        )}
      </ul>
      {several && (
        <footer className="sheet-foot">
          <button className="btn main" type="button" onClick={() => onChoose(ids)}>
            <Plural value={ids.length} _0="Done" one="Done, # chosen" other="Done, # chosen" />
          </button>
        </footer>
      )}
    </dialog>
  )
}
