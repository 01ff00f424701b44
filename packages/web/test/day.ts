// A day's work of several devices in one page, step by step as a plan says; and what lies on each when all is quiet.
import { isBlank } from '@primero/domain/forms/answer.ts'
import { diff } from '@primero/domain/records/changes.ts'
import type { Answer, Change, Data, Row } from '@primero/domain/records/record.ts'
import type { IntentionArgs, IntentionName } from '@primero/domain/sync/intention.ts'
import type { RecordShape } from '@primero/domain/sync/protocol.ts'
import { newUuid } from '../src/store/clock.ts'
import { isHeld } from '../src/store/engine/outbox.ts'
import { isUnsent } from '../src/store/entries.ts'
import { type Device, type DevicePlan, type Found, openDevice, type Put } from './device.ts'

/** `of`: id of a case. A row is picked by its place among those that the person sees. */
export type Step = { on: number } & (
  | { does: 'create'; of: string; data: Data }
  | { does: 'edit'; of: string; answers: Data }
  | { does: 'add-row'; of: string; field: string; row: Row }
  | { does: 'edit-row'; of: string; field: string; pick: number; answers: Data; row: Row }
  | { does: 'drop-row'; of: string; field: string; pick: number }
  | { does: 'add-file'; of: string; bytes: number; fill: number }
  | { does: 'close' | 'reopen' | 'disable' | 'enable'; of: string }
  | { does: 'pin'; of: string }
  /** Writes down what the person sees of it. */
  | { does: 'look'; of: string }
  | { does: 'sync' }
  /** Sends what waits and hears nothing new. */
  | { does: 'send' }
  /** Tries for a while to send everything and to hear everything. */
  | { does: 'meet' }
  | { does: 'rest'; ms: number }
  | { does: 'cut' | 'join' | 'reload' | 'fill' | 'free' | 'lock' | 'unlock' | 'sign-out' }
  /** Somebody else does something in the house; the test knows what. */
  | { does: 'word'; word: string }
)

export type Created = Put & { on: number }

export type DayReport = {
  created: Created[]
  /** What was seen by whoever looked, and how many pages gave way to others. */
  looks: (Data | undefined)[]
  reloads: number
  /** Changes that the disk refused: their authors were told. */
  told: number
  /** Steps that had nothing to stand on, e.g. a record that is not on the device. */
  skipped: number
  devices: Found[]
  /** Devices that were not quiet in time. */
  restless: string[]
  uncaught: string[]
}

type Day = Pick<DayReport, 'created' | 'looks' | 'reloads' | 'told' | 'skipped'> & {
  devices: Device[]
  going: Promise<unknown>[]
}
const days = new Map<string, Day>()

const uncaught: string[] = []
window.addEventListener('unhandledrejection', ({ reason }) => uncaught.push(String((reason as Error)?.stack ?? reason)))

export async function beginDay(name: string, plans: DevicePlan[]): Promise<void> {
  const devices = await Promise.all(plans.map(openDevice))
  days.set(name, { devices, created: [], looks: [], reloads: 0, told: 0, skipped: 0, going: [] })
}

export async function workDay(name: string, steps: Step[]): Promise<void> {
  const day = dayOf(name)
  for (const step of steps) {
    const device = day.devices[step.on]
    if (device) await take(day, device, step)
  }
}

function dayOf(name: string): Day {
  const day = days.get(name)
  if (!day) throw new Error(`Day ${name} has not begun.`)
  return day
}

async function take(day: Day, device: Device, step: Step): Promise<void> {
  switch (step.does) {
    case 'sync':
      day.going.push(device.engine().sync())
      return
    case 'send':
      return device.send()
    case 'meet':
      await sendsAll(device, 6)
      await pulls(device)
      return
    case 'rest':
      return new Promise((done) => setTimeout(done, step.ms))
    case 'cut':
      return device.line(false)
    case 'join':
      return device.line(true)
    case 'fill':
      return device.full(true)
    case 'free':
      return device.full(false)
    case 'lock':
    case 'unlock':
      return device.shut(step.does === 'lock')
    case 'reload':
      // What lives in the page alone goes with it, and its author was told: no proof of anything.
      if (!(await device.isSafe())) return
      day.reloads += 1
      return device.reload()
    case 'look':
      day.looks.push((await device.sees({ type: 'case', id: step.of }))?.data as Data | undefined)
      return
    case 'sign-out':
    case 'word': {
      const word = step.does === 'word' ? step.word : `sign-out/${device.plan.name}`
      await fetch(`/word/${word}`, { method: 'POST' })
      return
    }
    case 'pin':
      return device
        .engine()
        .puller.pin({ type: 'case', id: step.of }, true)
        .catch(() => undefined)
    default:
      return change(day, device, step)
  }
}

type ChangeStep = Extract<Step, { of: string }>

async function change(day: Day, device: Device, step: ChangeStep): Promise<void> {
  if (step.does === 'create') {
    const data = { ...step.data, unique_identifier: newUuid() }
    return put(day, device, step, 'record.create', { type: 'case', id: step.of, module: 'primeromodule-cp', data }, 0)
  }
  const seen = await device.sees({ type: 'case', id: step.of })
  if (!seen) {
    day.skipped += 1
    return
  }
  const about = { type: 'case' as const, id: step.of }
  if (step.does === 'add-file') return addFile(day, device, step, seen)
  if (step.does === 'close' || step.does === 'reopen' || step.does === 'disable' || step.does === 'enable')
    return put(day, device, step, `record.${step.does}`, about, seen.version)
  const changes = changesOf(step, seen)
  if (changes.length === 0) {
    day.skipped += 1
    return
  }
  const args = { ...about, changes } as IntentionArgs<'record.edit'>
  return put(day, device, step, 'record.edit', args, seen.version)
}

function changesOf(step: ChangeStep, { data }: RecordShape): Change[] {
  const before = data as Data
  return diff(before, after(step, before)).filter((c) => !(isBlank(c.from) && isBlank(c.to)))
}

function after(step: ChangeStep, data: Data): Data {
  if (step.does === 'edit') return { ...data, ...step.answers }
  if (step.does === 'add-row') return { ...data, [step.field]: [...rowsIn(data, step.field), step.row] }
  if (step.does !== 'edit-row' && step.does !== 'drop-row') return data
  const rows = rowsIn(data, step.field)
  const picked = rows[step.pick % Math.max(1, rows.length)]
  if (picked === undefined) return step.does === 'edit-row' ? { ...data, [step.field]: [step.row] } : data
  const left =
    step.does === 'drop-row'
      ? rows.filter((row) => row !== picked)
      : rows.map((row) => (row === picked ? { ...row, ...step.answers } : row))
  return { ...data, [step.field]: left }
}

const rowsIn = (data: Data, field: string): Row[] => {
  const value: Answer | undefined = data[field]
  return Array.isArray(value) ? (value as Row[]) : []
}

async function addFile(
  day: Day,
  device: Device,
  step: Extract<Step, { does: 'add-file' }>,
  seen: RecordShape,
): Promise<void> {
  const bytes = picture(step.bytes, step.fill)
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))
  const attachment = newUuid()
  const args: IntentionArgs<'attachment.add'> = {
    type: 'case',
    id: step.of,
    attachment,
    field: 'photos',
    fileName: `picture-${step.fill}.png`,
    size: bytes.length,
    sha256: [...digest].map((b) => b.toString(16).padStart(2, '0')).join(''),
  }
  await put(day, device, step, 'attachment.add', args, seen.version, new Map([[attachment, bytes]]))
}

/** A small picture, with bytes after its end to make it as long as it should be. */
function picture(length: number, fill: number): Uint8Array<ArrayBuffer> {
  const text = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='
  const head = Uint8Array.from(atob(text), (c) => c.charCodeAt(0))
  const bytes = new Uint8Array(Math.max(length, head.length)).fill(fill)
  bytes.set(head)
  return bytes
}

async function put<N extends IntentionName>(
  day: Day,
  device: Device,
  { on }: Step,
  name: N,
  args: IntentionArgs<N>,
  basedOn: number,
  files?: Map<string, Uint8Array<ArrayBuffer>>,
): Promise<void> {
  const said = structuredClone(args)
  try {
    const id = await device.engine().outbox.put(name, args, basedOn, files ? { files } : {})
    day.created.push({ on, id, name, args: said, basedOn })
  } catch (e) {
    if (!(e instanceof Error && e.name === 'VaultFull')) throw e
    day.told += 1
    return
  }
  day.going.push(device.engine().sender.drain())
}

/** The line holds from now on: every device sends, pulls, and opens once more from its disk. */
export async function endDay(name: string): Promise<DayReport> {
  const day = dayOf(name)
  days.delete(name)
  for (const device of day.devices) {
    device.full(false)
    device.line(true)
  }
  const restless: string[] = []
  for (const device of day.devices) if (!(await sendsAll(device))) restless.push(device.plan.name)
  for (const device of day.devices) {
    await pulls(device)
    if (!(await device.isSafe())) restless.push(`${device.plan.name}: not on its disk`)
    await device.reload()
    await pulls(device)
  }
  // What the last device sent reached those before it only now.
  for (const device of day.devices) if (!(await pulls(device))) restless.push(`${device.plan.name}: no pull`)
  const devices = await Promise.all(day.devices.map((device) => device.found()))
  for (const device of day.devices) device.forget()
  const { created, looks, reloads, told, skipped } = day
  return { created, looks, reloads, told, skipped, devices, restless, uncaught: uncaught.splice(0) }
}

async function sendsAll(device: Device, rounds = 40): Promise<boolean> {
  for (let round = 0; round < rounds; round++) {
    await device.engine().sender.drain()
    const all = device.engine().outbox.entries.get()
    if (all.every((entry) => !isUnsent(entry) || isHeld(all, entry))) return true
    device.engine().sender.retry()
  }
  return false
}

async function pulls(device: Device): Promise<boolean> {
  for (let round = 0; round < 10; round++) if (await device.engine().puller.pull()) return true
  return false
}
