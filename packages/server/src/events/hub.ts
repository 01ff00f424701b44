// Who listens for news, and what happened: within this process, told after the commit. Nothing of a record is said.
import type { RecordType } from '@primero/domain/configuration/bundle.ts'

/** What listeners need to know of a record that was committed: who finds it, before or after. */
export type Committed = { type: RecordType; module: string; seenBy: readonly string[] }

export type Listener = {
  accountId: number
  /** A record was committed. */
  changed: (about: Committed) => void
  /** Another configuration is in force. */
  configured: () => void
  /** Is the session still there, and are the rights still the same? Asked now and then, and when somebody knows better. */
  check: () => void
  /** The house closes. */
  end: () => void
}

/** Streams of one person: some tabs on some devices. */
const mostStreams = 4
const beatMs = 25_000

export class Hub {
  readonly #listeners = new Set<Listener>()
  #beating: NodeJS.Timeout | undefined

  /** Gives the way out; undefined where the person listens often enough. */
  join(listener: Listener): (() => void) | undefined {
    const own = [...this.#listeners].filter(({ accountId }) => accountId === listener.accountId)
    if (own.length >= mostStreams) return undefined
    this.#listeners.add(listener)
    this.#beating ??= setInterval(() => this.beat(), beatMs).unref()
    return () => {
      this.#listeners.delete(listener)
      if (this.#listeners.size > 0) return
      clearInterval(this.#beating)
      this.#beating = undefined
    }
  }

  changed(about: Committed): void {
    for (const listener of this.#listeners) listener.changed(about)
  }

  configured(): void {
    for (const listener of this.#listeners) listener.configured()
  }

  /** Something happened to the sessions of this account. */
  recheck(accountId: number): void {
    for (const listener of this.#listeners) if (listener.accountId === accountId) listener.check()
  }

  beat(): void {
    for (const listener of this.#listeners) listener.check()
  }

  close(): void {
    for (const listener of this.#listeners) listener.end()
  }
}
