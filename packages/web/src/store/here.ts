// The engine of this page: one for each person who comes in, so that nothing on its way for one lands with the next.
import { wireOver } from '../sync/api.ts'
import { connection } from '../sync/connection.ts'
import { call, dropCalls, holdCalls } from '../sync/http.ts'
import { fieldMode, lowData, mayTravel } from '../sync/thrift.ts'
import { newUuid, thisMoment } from './clock.ts'
import { deviceId, nextSeq } from './device.ts'
import { type Engine, openEngine } from './engine/engine.ts'
import type { Ground } from './engine/ground.ts'
import { live, useLive } from './live.ts'
import { configNow, session, whenSignedIn } from './presence.ts'
import { sturdy } from './sturdy.ts'
import { vaultNow, vaultTrouble } from './vault/own.ts'
import { enrolledDevice } from './vault/space.ts'

const tabs = new BroadcastChannel('primero/settled')
const kept = new BroadcastChannel('primero/kept')

function groundHere(): Ground {
  // Of the person for whom the engine is opened: a lock in the middle of a pull must not turn it into another device's.
  const device = enrolledDevice()
  return {
    vault: sturdy(vaultNow(), () => vaultTrouble.set(true)),
    wire: wireOver(call),
    line: connection,
    me: configNow,
    signedIn: whenSignedIn,
    device: () => device ?? deviceId(newUuid),
    isEnrolled: () => device !== undefined,
    nextSeq,
    now: thisMoment,
    newId: newUuid,
    mayTravel,
    alone: (name, work) => (navigator.locks ? navigator.locks.request(`primero/${name}`, work) : work()),
    later: (wait, work) => {
      const timer = window.setTimeout(work, wait)
      return () => window.clearTimeout(timer)
    },
    tabs: {
      post: (news) => tabs.postMessage(news),
      listen: (hear) => {
        tabs.onmessage = ({ data }) => hear(data)
      },
      changed: (what) => kept.postMessage(what),
      onChanged: (hear) => {
        kept.onmessage = ({ data }) => hear(data)
      },
    },
  }
}

const here = live<Engine>(openEngine(groundHere()))
export const engineNow = (): Engine => here.get()
export const useEngine = (): Engine => useLive(here)

let openFor: string | undefined
const opened = new Set<(engine: Engine) => void>()
/** Called with each engine, before anything is taken up from the disk. */
export const onEngine = (hear: (engine: Engine) => void): void => {
  opened.add(hear)
  hear(here.get())
}

function follow(): void {
  const now = session.get()
  const user = now.state === 'in' ? now.config.me.userName : undefined
  if (user === openFor) return
  openFor = user
  here.get().forget()
  const engine = openEngine(groundHere())
  for (const hear of opened) hear(engine)
  here.set(engine)
  if (user === undefined) return
  void engine.open().then(() => engine.sync())
}
session.subscribe(follow)
// This file comes with the core, after somebody was let in.
follow()

/** Somebody or something became reachable. */
const goOn = (): void => {
  if (connection.get() === 'offline') return
  here.get().sender.retry()
  void here.get().puller.pull()
}
connection.subscribe(goOn)
lowData.subscribe(goOn)
fieldMode.subscribe(goOn)
fieldMode.subscribe(() => fieldMode.get() && dropCalls())
// Before somebody is in, the door must be reachable whatever was chosen behind it.
holdCalls(() => fieldMode.get() && session.get().state === 'in')
