// "Search" in the strip leads to a list and puts the cursor into its box.

let asked = false
const lookers = new Set<() => void>()

export function askForSearch(): void {
  asked = true
  for (const look of lookers) look()
}

/** Calls `focus` now if somebody asked, and each time somebody asks while the list is open. */
export function whenSearchIsAsked(focus: () => void): () => void {
  const look = (): void => {
    if (!asked) return
    asked = false
    focus()
  }
  lookers.add(look)
  look()
  return () => {
    lookers.delete(look)
  }
}
