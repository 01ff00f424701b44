// Rooms beside the everyday work, at the door and in the office. Their pages and words come when somebody opens one, and
// are not kept for days without a network, on which they could do nothing.
import { type ComponentType, lazy } from 'react'
import { type Catalogues, speakAlso } from './i18n/speak.ts'

export type Room<P = object> = { words: Catalogues; Page: ComponentType<P> }

/** `Missing` stands where the room does not come: its line is gone, or the server has a newer one. */
export const lazyRoom = <P = object>(load: () => Promise<Room<P>>, Missing: ComponentType<NoInfer<P>>) =>
  lazy(async (): Promise<{ default: ComponentType<P> }> => {
    try {
      const { words, Page } = await load()
      await speakAlso(words)
      return { default: Page }
    } catch {
      return { default: Missing }
    }
  })
