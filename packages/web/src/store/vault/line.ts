// A line to one database, opened when it is first needed.
import { done } from './requests.ts'

export type Line = {
  run: <T>(work: (db: IDBDatabase) => Promise<T>) => Promise<T>
  /** The next piece of work opens it anew: some browsers cut it while a page sleeps. */
  cut: () => Promise<void>
}

/** No work of a line takes longer to begin: one that does not answer must not keep a screen shut. Milliseconds. */
const patience = 10_000

export const inTime = <T>(work: Promise<T>): Promise<T> =>
  Promise.race([
    work,
    new Promise<never>((_, reject) => setTimeout(() => reject(new Error('no answer of the disk')), patience)),
  ])

export const isFull = (e: unknown): boolean => e instanceof DOMException && e.name === 'QuotaExceededError'

export function lineTo(database: string, factory: () => Promise<IDBFactory>): Line {
  let line: Promise<IDBDatabase> | undefined
  return {
    async run(work) {
      line ??= inTime(factory().then((at) => opened(at, database)))
      return work(await line)
    },
    async cut() {
      const old = line
      line = undefined
      await old?.then(
        (db) => db.close(),
        () => undefined,
      )
    },
  }
}

async function opened(factory: IDBFactory, database: string): Promise<IDBDatabase> {
  const request = factory.open(database, 1)
  request.onupgradeneeded = () => {
    request.result.createObjectStore('key')
    request.result.createObjectStore('vault', { keyPath: 'id' })
    const objects = request.result.createObjectStore('object')
    objects.createIndex('tokens', 'tokens', { multiEntry: true })
  }
  const db = await done(request)
  // A newer version of the app in another tab must not wait for this one.
  db.onversionchange = () => db.close()
  return db
}
