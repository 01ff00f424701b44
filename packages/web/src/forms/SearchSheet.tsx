// A list to search, over the whole screen of a phone. One choice closes it; several wait for Done.
import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { useDeferredValue, useState } from 'react'
import { type Choice, matching } from './choices.ts'
import { FindIn, WholeSheet } from './WholeSheet.tsx'

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
  const toggle = (id: string) =>
    several ? setIds((now) => (now.includes(id) ? now.filter((x) => x !== id) : [...now, id])) : onChoose([id])
  return (
    <WholeSheet
      title={title}
      onClose={onClose}
      head={
        <>
          <FindIn label={t`Search: ${title}`} value={typed} onChange={setTyped} />
          <p className="vh" role="status">
            <Plural value={found.length} one="# option" other="# options" />
          </p>
        </>
      }
    >
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
    </WholeSheet>
  )
}
