// Brings a field into sight and the cursor into it, once its form has been drawn.
import { idOf } from '../forms/page.ts'

const controls = 'input, select, textarea, button'
/** A form may still be on its way; after this long nobody waits for the jump any more. */
const patience = 2_000

export function focusField(path: readonly string[], since = performance.now()): void {
  // After the frame has set the focus on the heading of a new page.
  setTimeout(() => {
    const found = document.getElementById(idOf(path))
    if (!found) {
      if (performance.now() - since < patience) focusField(path, since)
      return
    }
    const target = found.matches(controls) ? found : (found.querySelector<HTMLElement>(controls) ?? found)
    target.focus({ preventScroll: true })
    found.scrollIntoView({ block: 'center' })
  }, 60)
}
