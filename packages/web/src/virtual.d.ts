/// <reference types="vite/client" />
declare module 'virtual:sprite' {
  /** Addresses of the signs: those of the sign-in page, and the others. */
  export const doorSprite: string
  export const sprite: string
}

declare module '*.po' {
  import type { Messages } from '@lingui/core'
  export const messages: Messages
}
