/// <reference types="vite/client" />
declare module 'virtual:sprite' {
  /** Address of the sprite of signs. */
  const address: string
  export default address
}

declare module '*.po' {
  import type { Messages } from '@lingui/core'
  export const messages: Messages
}
