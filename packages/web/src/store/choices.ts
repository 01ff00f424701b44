// Choices of this device, in the clear: nothing here points to a person or a record.

export const choiceAt = (key: string): string | undefined => {
  try {
    return localStorage.getItem(`primero.${key}`) ?? undefined
  } catch {
    return undefined
  }
}

/** undefined takes it back. */
export const keepChoice = (key: string, value: string | undefined): void => {
  try {
    if (value === undefined) localStorage.removeItem(`primero.${key}`)
    else localStorage.setItem(`primero.${key}`, value)
  } catch {
    // Storage refused by the browser: the choice lasts as long as the page.
  }
}
