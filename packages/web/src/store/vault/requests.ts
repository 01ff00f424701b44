// Requests of IndexedDB as promises, and ranges of its keys.

export const done = <T>(request: IDBRequest<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error)
  })

export const ended = (tx: IDBTransaction): Promise<void> =>
  new Promise((resolve, reject) => {
    tx.oncomplete = () => resolve()
    tx.onabort = () => reject(tx.error)
  })

/** Everything whose key begins so. */
export const under = (start: string): IDBKeyRange => IDBKeyRange.bound(`${start}/`, `${start}0`, false, true)
