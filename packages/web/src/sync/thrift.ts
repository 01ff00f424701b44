// What this device may spend: field mode stops trying, low data keeps files back, and a counter says what today cost.
// Choices of the device, in the clear.
import { choiceAt, keepChoice } from '../store/choices.ts'
import { live } from '../store/live.ts'

/** The person works as if there were no network: nothing is sent or asked until they say so. */
export const fieldMode = live(choiceAt('field') === 'yes')
/** Words first, files on Wi-Fi only; nothing is loaded that was not asked for. */
export const lowData = live(choiceAt('low') === 'yes')

export function stayOffline(on: boolean): void {
  keepChoice('field', on ? 'yes' : undefined)
  fieldMode.set(on)
}
export function saveData(on: boolean): void {
  keepChoice('low', on ? 'yes' : undefined)
  lowData.set(on)
}

type Line = { type?: string; saveData?: boolean }
const line = (): Line => (navigator as { connection?: Line }).connection ?? {}

/** Does this person or this browser ask for little? */
export const isThrifty = (): boolean => lowData.get() || line().saveData === true

/** May files travel now? Where the browser does not tell Wi-Fi from others, low data keeps them until it is switched off. */
export const mayTravel = (): boolean => !isThrifty() || line().type === 'wifi'

/** Bytes over the line today, both ways, as far as the browser tells. */
export const usedToday = live(0)
let day = ''

function today(): string {
  const now = new Date()
  return `${now.getFullYear()}-${now.getMonth() + 1}-${now.getDate()}`
}

export function spend(bytes: number): void {
  if (day !== today()) {
    const [kept, spent] = (choiceAt('used') ?? '').split(' ')
    day = today()
    usedToday.set(kept === day ? Number(spent) || 0 : 0)
  }
  usedToday.set(usedToday.get() + bytes)
  keepChoice('used', `${day} ${usedToday.get()}`)
}

/** Once, when the page starts: what replies cost, packed as they came. */
export function watchSpending(): void {
  spend(0)
  if (!('PerformanceObserver' in window)) return
  const watch = new PerformanceObserver((list) => {
    const bytes = (list.getEntries() as PerformanceResourceTiming[]).map((entry) => entry.transferSize ?? 0)
    const sum = bytes.reduce((total, one) => total + one, 0)
    if (sum > 0) spend(sum)
  })
  watch.observe({ type: 'resource', buffered: true })
}
