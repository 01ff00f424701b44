import { type ReactNode, useEffect, useId, useRef, useState } from 'react'
import { Icon } from './Icon.tsx'
import type { Sign } from './signs.ts'

export type MenuItem = {
  key: string
  label: ReactNode
  sign?: Sign
  flip?: boolean
  harm?: boolean
  /** Why it cannot be picked now; it stays in sight with the reason. */
  unavailable?: ReactNode
  onPick: () => void
}

type Place = { insetBlockStart: string; insetInlineEnd: string }

/** Beside the button, within the window; fixed, so that no scrolling table cuts it off. */
function placeFor(button: HTMLElement, items: number): Place {
  const box = button.getBoundingClientRect()
  const height = items * 48 + 16
  const below = box.bottom + height < window.innerHeight
  const rtl = getComputedStyle(button).direction === 'rtl'
  const end = rtl ? box.x : document.documentElement.clientWidth - box.right
  return {
    insetBlockStart: `${Math.max(8, below ? box.bottom + 4 : box.y - height - 4)}px`,
    insetInlineEnd: `${Math.max(8, end)}px`,
  }
}

/** A button that opens a list of deeds. Arrow keys walk, Escape and a press elsewhere close. */
export function Menu({
  label,
  sign = 'ellipsis',
  items,
  children,
}: {
  label: string
  sign?: Sign
  items: MenuItem[]
  /** A word on the button; without one the sign stands alone and `label` is read out. */
  children?: ReactNode
}) {
  const [place, setPlace] = useState<Place>()
  const id = useId()
  const button = useRef<HTMLButtonElement>(null)
  const list = useRef<HTMLDivElement>(null)
  const close = (): void => {
    setPlace(undefined)
    button.current?.focus({ preventScroll: true })
  }

  useEffect(() => {
    if (!place) return
    list.current?.querySelector('button')?.focus({ preventScroll: true })
    const away = (e: Event): void => {
      const inside =
        e.target instanceof Node && (list.current?.contains(e.target) || button.current?.contains(e.target))
      if (!inside) setPlace(undefined)
    }
    document.addEventListener('pointerdown', away)
    window.addEventListener('scroll', away, true)
    return () => {
      document.removeEventListener('pointerdown', away)
      window.removeEventListener('scroll', away, true)
    }
  }, [place])

  const walk = (e: React.KeyboardEvent): void => {
    const all = [...(list.current?.querySelectorAll('button') ?? [])]
    const at = all.indexOf(document.activeElement as HTMLButtonElement)
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: all.length - 1 }[e.key]
    if (e.key === 'Escape' || e.key === 'Tab') close()
    if (e.key === 'Escape' || to !== undefined) e.preventDefault()
    if (to !== undefined) all[(to + all.length) % all.length]?.focus()
  }

  return (
    <>
      <button
        ref={button}
        type="button"
        className={children ? 'btn' : 'btn quiet icon'}
        aria-label={children ? undefined : label}
        aria-haspopup="menu"
        aria-expanded={place !== undefined}
        aria-controls={place ? id : undefined}
        onClick={(e) => setPlace(place ? undefined : placeFor(e.currentTarget, items.length))}
      >
        <Icon name={sign} />
        {children}
      </button>
      {place && (
        <div
          ref={list}
          id={id}
          className="menu"
          role="menu"
          aria-label={label}
          style={place}
          tabIndex={-1}
          onKeyDown={walk}
        >
          {items.map((item) => (
            <button
              key={item.key}
              type="button"
              role="menuitem"
              tabIndex={-1}
              className={item.harm ? 'harm' : undefined}
              aria-disabled={item.unavailable !== undefined || undefined}
              onClick={() => {
                if (item.unavailable !== undefined) return
                close()
                item.onPick()
              }}
            >
              {item.sign && <Icon name={item.sign} flip={item.flip ?? false} />}
              {item.unavailable === undefined ? (
                item.label
              ) : (
                <span>
                  {item.label}
                  <span className="meta below">{item.unavailable}</span>
                </span>
              )}
            </button>
          ))}
        </div>
      )}
    </>
  )
}
