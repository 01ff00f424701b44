// Confirms, and says where a thing is now. What needs an answer is a banner or an item of the outbox, never a toast.
import { useSyncExternalStore } from 'react'
import { Icon } from './Icon.tsx'
import type { Sign } from './signs.ts'

export type Toast = { text: string; aside?: string | undefined; sign: Sign }

/** Milliseconds; never below six seconds. */
const shown = 8_000

let toast: Toast | undefined
let timer: number | undefined
const lookers = new Set<() => void>()

const show = (next: Toast | undefined): void => {
  toast = next
  for (const look of lookers) look()
}

const countDown = (): void => {
  window.clearTimeout(timer)
  timer = window.setTimeout(() => show(undefined), shown)
}

/** Says it politely, for eight seconds or until the next. Text comes translated. */
export function tell(text: string, { aside, sign = 'received' }: { aside?: string; sign?: Sign } = {}): void {
  show({ text, aside, sign })
  countDown()
}

const subscribe = (look: () => void): (() => void) => {
  lookers.add(look)
  return () => {
    lookers.delete(look)
  }
}

/** Once per page. The region is always there, so that screen readers hear what comes into it. */
export function Toasts() {
  const now = useSyncExternalStore(subscribe, () => toast)
  return (
    <div className="toasts" onPointerEnter={() => window.clearTimeout(timer)} onPointerLeave={countDown}>
      <div role="status">
        {now && (
          <div className="toast row">
            <Icon name={now.sign} />
            <span className="grow">{now.text}</span>
            {now.aside && <span className="toast-aside">{now.aside}</span>}
          </div>
        )}
      </div>
    </div>
  )
}
