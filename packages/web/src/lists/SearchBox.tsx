import { Trans, useLingui } from '@lingui/react/macro'
import { type ReactNode, useEffect, useRef } from 'react'
import { Icon } from '../ui/Icon.tsx'
import { whenSearchIsAsked } from './askForSearch.ts'
import { type SearchMode, shortest } from './searchMode.ts'

type SearchBoxProps = {
  text: string
  onText: (text: string) => void
  mode: SearchMode
  modes: SearchMode[]
  onMode: (mode: SearchMode) => void
  /** What stands beside the box. */
  children?: ReactNode
}

/** One box. What it looks by is always in words under it, and can be changed. */
export function SearchBox({ text, onText, mode, modes, onMode, children }: SearchBoxProps) {
  const { t } = useLingui()
  const box = useRef<HTMLInputElement>(null)
  useEffect(() => whenSearchIsAsked(() => box.current?.focus()), [])
  const words: Record<SearchMode, string> = { id: t`Code`, name: t`Name`, phone: t`Phone` }
  const typed = text.trim().length
  return (
    <search className="stack search">
      <div className="find-row">
        <span className="find">
          <Icon name="search" />
          <input
            ref={box}
            type="search"
            dir={text ? 'auto' : undefined}
            autoComplete="off"
            autoCorrect="off"
            spellCheck={false}
            maxLength={200}
            aria-label={t`Search`}
            placeholder={t`Search`}
            aria-describedby={typed > 0 && typed < shortest ? 'search-more' : undefined}
            value={text}
            onChange={(e) => onText(e.target.value)}
          />
        </span>
        {children}
      </div>
      {typed > 0 && typed < shortest && (
        <p className="hint" id="search-more" role="status">
          <Trans>Type at least 3 letters or digits.</Trans>
        </p>
      )}
      {typed >= shortest && modes.length > 1 && (
        <fieldset className="modes">
          <legend className="hint">
            <Trans>Search by</Trans>
          </legend>
          {modes.map((one) => (
            <label key={one} className="chip">
              <input
                type="radio"
                className="vh"
                name="search-mode"
                checked={one === mode}
                onChange={() => onMode(one)}
              />
              {one === mode && <Icon name="check" />}
              {words[one]}
            </label>
          ))}
        </fieldset>
      )}
    </search>
  )
}
