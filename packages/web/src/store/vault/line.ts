// A line to one database that is opened when it is first needed.
import { done } from './requests.ts'

/** Runs a piece of work on the database, over a new line where the browser cut the old one. */
export type Line = <T>(work: (db: IDBDatabase) => Promise<T>) => Promise<T>

export const isFull = (e: unknown): boolean => e instanceof DOMException && e.name === 'QuotaExceededError'

/** @param onCut hears that the line broke: what is found over the next one may be another database */
export function lineTo(database: string, factory: () => Promise<IDBFactory>, onCut = () => {}): Line {
  let line: Promise<IDBDatabase> | undefined
  const connected = (): Promise<IDBDatabase> => {
    line ??= factory().then((at) => opened(at, database))
    return line
  }
  return async (work) => {
    try {
      return await work(await connected())
    } catch (e) {
      // Some browsers cut the line to the disk while a page sleeps: once more, over a new one.
      if (isFull(e)) throw e
      await line?.then(
        (db) => db.close(),
        () => undefined,
      )
      line = undefined
      onCut()
      return await work(await connected())
    }
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
