declare module 'virtual:sprite' {
  /** Address of the sprite of signs. */
  const address: string
  // biome-ignore lint/style/noDefaultExport: what a bundled address is imported as
  export default address
}

declare module '*.po' {
  import type { Messages } from '@lingui/core'
  export const messages: Messages
}
