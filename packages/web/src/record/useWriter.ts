// One tab writes in a record at a time: two drafts of the same work would overwrite each other on the disk.
import { useEffect, useState } from 'react'

export type Writer = {
  turn: 'asking' | 'mine' | 'elsewhere'
  /** How often this page got its turn. */
  turns: number
}

const nobody: Writer = { turn: 'asking', turns: 0 }

/** `wanted`: this page wants to write now. While another tab does, it waits for its turn. */
export function useWriter(key: string, wanted: boolean): Writer {
  const [writer, setWriter] = useState(nobody)
  useEffect(() => {
    if (!wanted) return
    // Without locks (plain http) there is nothing to ask; such a page keeps its drafts in memory anyway.
    const mine = (): void => setWriter(({ turns }) => ({ turn: 'mine', turns: turns + 1 }))
    if (!('locks' in navigator)) return mine()
    const name = `primero/write/${key}`
    const abort = new AbortController()
    let letGo = (): void => undefined
    const untilLeft = new Promise<void>((done) => {
      letGo = done
    })
    const hold = (): Promise<void> | undefined => {
      if (abort.signal.aborted) return
      mine()
      return untilLeft
    }
    const wait = async (): Promise<void> => {
      const had = await navigator.locks.request(name, { ifAvailable: true }, async (lock) => {
        if (lock) await hold()
        return lock !== null
      })
      if (had || abort.signal.aborted) return
      setWriter((now) => ({ ...now, turn: 'elsewhere' }))
      await navigator.locks.request(name, { signal: abort.signal }, hold)
    }
    // Leaving while waiting rejects the request, and that is all it does.
    wait().catch(() => undefined)
    return () => {
      abort.abort()
      letGo()
      setWriter((now) => ({ ...now, turn: 'asking' }))
    }
  }, [key, wanted])
  return writer
}
