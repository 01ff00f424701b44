// What this device knows of its line: when the server last told it what it has, what it may spend, what today cost.
import type { Contact } from './engine/pulling.ts'
import { connection } from '../sync/connection.ts'
import { fieldMode, lowData, mayTravel, saveData, stayOffline, usedToday } from '../sync/thrift.ts'
import { useEngine } from './here.ts'
import { useLive } from './live.ts'

export const useContact = (): Contact => useLive(useEngine().puller.contact)

/** Nobody is asked now: there is no line, or the person wants none. */
export const useIsCutOff = (): boolean => {
  const [line, field] = [useLive(connection), useLive(fieldMode)]
  return field || line === 'offline'
}

/** The person's choices for this device, how to change them, and bytes over the line today. */
export const useThrift = () => ({
  low: useLive(lowData),
  field: useLive(fieldMode),
  used: useLive(usedToday),
  /** Do files wait for another line? */
  filesWait: !mayTravel(),
  saveData,
  stayOffline,
})
