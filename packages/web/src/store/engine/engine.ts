// One device of one person: outbox, copies, and the two ways over the line. Screens use the app's own (`here.ts`);
// proofs open several beside each other.
import { type Copies, copiesOn } from './copies.ts'
import { type Files, filesOn } from './files.ts'
import type { Ground, OnDisk } from './ground.ts'
import { type Outbox, outboxOn } from './outbox.ts'
import { type Puller, pullerOn } from './pulling.ts'
import { type Sender, senderOn } from './sending.ts'

export type Engine = {
  outbox: Outbox
  copies: Copies
  files: Files
  sender: Sender
  puller: Puller
  /** Takes up what lies on the disk. */
  open: () => Promise<void>
  /** Erases what has left, sends what waits, then asks for what is new. */
  sync: () => Promise<void>
  /** The keys are gone, or another person came: nothing of this one stays in memory. */
  forget: () => void
}

/** Milliseconds: a page of a pull seldom comes alone. */
const soon = 150
/** Milliseconds that another tab has to send what it wrote. */
const patience = 10_000

export function openEngine(ground: Ground): Engine {
  const outbox = outboxOn(ground)
  const copies = copiesOn(ground)
  const files = filesOn(ground, copies)
  const puller = pullerOn(ground, copies)
  const sender = senderOn(ground, outbox, copies, puller)
  // What the server took changed records; the next pull brings what followed from it.
  sender.onSettled((news) => {
    if (news.some(({ outcome }) => outcome.outcome !== 'refused')) void puller.pull()
  })
  puller.onPage((page) => {
    void files.note(page).then(() => (page.more ? undefined : files.fill()))
  })
  // Another tab has kept something, and only the first to ask is told of it by the server; or it wrote something, and
  // may be closed before it is sent.
  const due: Record<OnDisk, () => void> = { copies: () => undefined, outbox: () => undefined }
  const look: Record<OnDisk, () => void> = {
    copies: () => void copies.again(),
    outbox: () =>
      void outbox.again().then(() => {
        due.outbox = ground.later(patience, () => void sender.drain())
      }),
  }
  ground.tabs.onChanged((what) => {
    due[what]()
    due[what] = ground.later(soon, look[what])
  })
  return {
    outbox,
    copies,
    files,
    sender,
    puller,
    async open() {
      // What waits goes out at once, whatever else there is to be opened.
      await Promise.all([copies.open().then(files.open), puller.open(), outbox.again().then(() => void sender.drain())])
    },
    async sync() {
      await sender.drain()
      await puller.pull()
    },
    forget() {
      due.copies()
      due.outbox()
      outbox.forget()
      files.forget()
      copies.forget()
      sender.forget()
      puller.forget()
    },
  }
}
