import { type ButtonHTMLAttributes, type ReactNode, useId } from 'react'
import { Link } from 'wouter'
import { Icon } from './Icon.tsx'
import type { Sign } from './signs.ts'

export type ButtonLook = 'main' | 'plain' | 'quiet' | 'harm'

type Look = { look?: ButtonLook; small?: boolean; sign?: Sign; flip?: boolean }

export const buttonClass = ({ look = 'plain', small }: Look, more = ''): string =>
  ['btn', look === 'plain' ? '' : look, small ? 'small' : '', more].filter(Boolean).join(' ')

type ButtonProps = Look &
  Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'disabled'> & {
    /** While it works: the word to show instead, e.g. "Saving". Presses are ignored. */
    busy?: ReactNode
    /** Why it cannot be pressed now. Shown beside it; never a dead button without a reason. */
    unavailable?: ReactNode
  }

export function Button({
  look,
  small,
  sign,
  flip,
  busy,
  unavailable,
  children,
  onClick,
  className,
  ...rest
}: ButtonProps) {
  const why = useId()
  const stopped = busy !== undefined || unavailable !== undefined
  const button = (
    <button
      type="button"
      {...rest}
      className={buttonClass({ ...(look ? { look } : {}), ...(small ? { small } : {}) }, className)}
      aria-busy={busy !== undefined || undefined}
      aria-disabled={unavailable !== undefined || undefined}
      aria-describedby={unavailable !== undefined ? why : rest['aria-describedby']}
      onClick={stopped ? (e) => e.preventDefault() : onClick}
    >
      {busy !== undefined ? <Icon name="hourglass" /> : sign && <Icon name={sign} flip={flip ?? false} />}
      {busy ?? children}
    </button>
  )
  if (unavailable === undefined) return button
  return (
    <span className="field">
      {button}
      <span className="hint" id={why}>
        {unavailable}
      </span>
    </span>
  )
}

/** Signs that may stand alone: back, hide, lock, close, remove, row menu. `label` is read out. */
export const IconButton = ({
  name,
  label,
  flip,
  ...rest
}: { name: Sign; label: string; flip?: boolean } & ButtonHTMLAttributes<HTMLButtonElement>) => (
  <button type="button" {...rest} className={`btn quiet icon ${rest.className ?? ''}`} aria-label={label} title={label}>
    <Icon name={name} flip={flip ?? false} />
  </button>
)

export const LinkButton = ({
  to,
  look = 'plain',
  small = false,
  sign,
  flip = false,
  children,
}: Look & { to: string; children: ReactNode }) => (
  <Link href={to} className={buttonClass({ look, small })}>
    {sign && <Icon name={sign} flip={flip} />}
    {children}
  </Link>
)
