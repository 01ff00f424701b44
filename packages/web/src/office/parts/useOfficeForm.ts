// A form of the office: what was there, what is typed, what the server said of it.
import { useState } from 'react'
import { useOpenForm } from '../../shell/openForms.ts'
import { Refused, Unreachable } from '../../sync/http.ts'
import { type Fault, faultsOf } from './faults.ts'

/** `changed`: somebody else has meanwhile. */
export type FormTrouble = 'offline' | 'unproved' | 'denied' | 'taken' | 'changed' | 'gone' | 'error'

export type OfficeForm<T> = {
  values: T
  set: <K extends keyof T>(key: K, value: T[K]) => void
  /** Only what differs from what was there. */
  changes: Partial<T>
  isDirty: boolean
  isBusy: boolean
  faults: readonly Fault[]
  trouble: FormTrouble | undefined
  save: () => Promise<void>
  /** Back to what was there. */
  discard: () => void
}

/** Thrown by `send` where what is stored is no longer what the form began with. */
export class ChangedElsewhere extends Error {}

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b)

/**
 * @param start what is stored; a new one, by identity, begins the form anew
 * @param send saves; what it throws is told at the fields
 * @param reload asks what stands now, for whoever discards
 */
export function useOfficeForm<T extends Record<string, unknown>>(
  start: T,
  send: (values: T, changes: Partial<T>) => Promise<void>,
  reload?: () => void,
): OfficeForm<T> {
  const [begun, setBegun] = useState(start)
  const [values, setValues] = useState(start)
  const [isBusy, setBusy] = useState(false)
  const [faults, setFaults] = useState<readonly Fault[]>([])
  const [trouble, setTrouble] = useState<FormTrouble>()
  const begin = (next: T): void => {
    setBegun(next)
    setValues(next)
    setFaults([])
    setTrouble(undefined)
  }
  if (begun !== start) begin(start)
  const changes = Object.fromEntries(Object.entries(values).filter(([key, value]) => !same(value, begun[key])))
  const isDirty = Object.keys(changes).length > 0
  useOpenForm(isDirty)
  return {
    values,
    changes: changes as Partial<T>,
    isDirty,
    isBusy,
    faults,
    trouble,
    set: (key, value) => {
      setValues((now) => ({ ...now, [key]: value }))
      setFaults((now) => now.filter(({ field }) => field !== key))
    },
    discard: () => {
      begin(start)
      reload?.()
    },
    save: async () => {
      if (isBusy) return
      setBusy(true)
      setFaults([])
      setTrouble(undefined)
      try {
        await send(values, changes as Partial<T>)
      } catch (e) {
        const told = e instanceof Refused ? faultsOf(e) : []
        setFaults(told)
        if (told.length === 0) setTrouble(troubleOf(e))
      } finally {
        setBusy(false)
      }
    },
  }
}

/** @throws Error what is no refusal: a bug */
export function troubleOf(e: unknown): FormTrouble {
  if (e instanceof Unreachable) return 'offline'
  if (e instanceof ChangedElsewhere) return 'changed'
  if (!(e instanceof Refused)) throw e
  // Asked once more who one is, and not answered.
  if (e.code === 'needs-proof') return 'unproved'
  const known: Record<number, FormTrouble> = { 403: 'denied', 404: 'gone', 409: 'taken' }
  return known[e.status] ?? 'error'
}
