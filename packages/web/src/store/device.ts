// Choices of this device and its counters. Nothing here points to a person or a record: it lies in clear.

const read = (key: string): string | undefined => {
  try {
    return localStorage.getItem(`primero.${key}`) ?? undefined
  } catch {
    return undefined
  }
}

const write = (key: string, value: string | undefined): void => {
  try {
    if (value === undefined) localStorage.removeItem(`primero.${key}`)
    else localStorage.setItem(`primero.${key}`, value)
  } catch {
    // Storage refused by the browser: the choice lasts as long as the page.
  }
}

export type Theme = 'light' | 'dark' | 'system'

export const deviceTheme = (): Theme => {
  const chosen = read('theme')
  return chosen === 'light' || chosen === 'dark' ? chosen : 'system'
}
export const chooseTheme = (theme: Theme): void => {
  write('theme', theme === 'system' ? undefined : theme)
}

export const deviceLocale = (): string | undefined => read('locale')
export const rememberLocale = (locale: string): void => {
  write('locale', locale)
}
/** The choice of who is signed in, which the account does not have yet. */
export const oweLocale = (owed: boolean): void => {
  write('locale.owed', owed ? 'yes' : undefined)
}
export const localeOwed = (): boolean => read('locale.owed') !== undefined

/** Somebody signed out while the server could not hear it. */
export const rememberEnding = (open: boolean): void => {
  write('ending', open ? 'yes' : undefined)
}
export const unfinishedEnding = (): boolean => read('ending') !== undefined

/** Whether somebody is likely to be signed in: decides only what the first paint shows. */
export const rememberSignedIn = (here: boolean): void => {
  write('in', here ? 'yes' : undefined)
}
export const wasSignedIn = (): boolean => read('in') !== undefined

/** Vaults are on this device. Where it says so and the database has none, the browser has thrown them away. */
export const rememberVault = (here: boolean): void => {
  write('vault', here ? 'yes' : undefined)
}
export const hadVault = (): boolean => read('vault') !== undefined

/** Why a vault is gone: wrong tries, the browser, or an administrator. Told once, at the door. */
export type Loss = 'destroyed' | 'evicted' | 'revoked'
export const tellLoss = (loss: Loss | undefined): void => {
  write('loss', loss)
}
export function lossToTell(): Loss | undefined {
  const loss = read('loss')
  return loss === 'destroyed' || loss === 'evicted' || loss === 'revoked' ? loss : undefined
}

/** Random, for ordering and settling changes; revocable, and no name of anybody. */
export function deviceId(make: () => string): string {
  const known = read('device')
  if (known !== undefined) return known
  const made = make()
  write('device', made)
  return made
}

/** The next place in this device's order of changes. */
export function nextSeq(): number {
  const next = Number(read('seq') ?? '0') + 1
  write('seq', String(next))
  return next
}

export type DeviceKind = 'phone' | 'tablet' | 'computer'

/** Which word the app uses for the thing in the hand. */
export function deviceKind(): DeviceKind {
  const touch = matchMedia('(pointer: coarse)').matches
  if (!touch) return 'computer'
  return Math.min(screen.width, screen.height) < 600 ? 'phone' : 'tablet'
}
