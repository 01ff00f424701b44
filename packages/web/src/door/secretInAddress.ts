// What stands behind the mark of the address: read once, and gone from the address and the browser's history.

/** No server was told it: what follows the mark never leaves the browser. */
export function takeFromAddress(): string {
  const held = window.location.hash.slice(1)
  if (held !== '') window.history.replaceState(null, '', window.location.pathname)
  return held
}
