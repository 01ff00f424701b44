// A day's work of several devices in one page, step by step as a plan says; and what lies on each when all is quiet.
import { isBlank } from '@primero/domain/forms/answer.ts'
import { diff } from '@primero/domain/records/changes.ts'
import type { Answer, Change, Data, Row } from '@primero/domain/records/record.ts'
import type { IntentionArgs, IntentionName } from '@primero/domain/sync/intention.ts'
import type { RecordShape } from '@primero/domain/sync/protocol.ts'
import { newUuid } from '../src/store/clock.ts'
import { isHeld } from '../src/store/engine/outbox.ts'
import { isUnsent } from '../src/store/entries.ts'
import { type Decision, decided } from './deciding.ts'
import { type Device, type DevicePlan, openDevice, type Put } from './device.ts'
import type { Found, Page } from './page.ts'
import { tabsApart } from './tabs.ts'

/**
 * `of`: id of a case. A row is picked by its place among those that the person sees. `tab`: in the second tab of this
 * device, where there is one.
 */
export type Step = { on: number; tab?: true } & (
  | { does: 'create'; of: string; data: Data }
  | { does: 'edit'; of: string; answers: Data }
  | { does: 'add-row'; of: string; field: string; row: Row }
  | { does: 'edit-row'; of: string; field: string; pick: number; answers: Data; row: Row }
  | { does: 'drop-row'; of: string; field: string; pick: number }
  | { does: 'add-file'; of: string; bytes: number; fill: number }
  | { does: 'close' | 'reopen' | 'disable' | 'enable'; of: string }
  /** About claims that wait for this person, as far as this device knows of them. */
  | ({ does: 'decide'; of: string } & Decision)
  | { does: 'pin'; of: string }
  /** Writes down what the person sees of it. */
  | { does: 'look'; of: string }
  | { does: 'sync' }
  /** Sends what waits and hears nothing new. */
  | { does: 'send' }
  /** Tries for a while to send everything and to hear everything. */
  | { does: 'meet' }
  | { does: 'rest'; ms: number }
  /** Another tab of the same browser. */
  | { does: 'open-tab' | 'close-tab' }
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
  /** Changes that waited for a decision, thrown away by their author after it. */
  discarded: string[]
  /** Where two tabs of a device did not show the same when all was quiet. */
  apart: string[]
  /** How many tabs were opened beside others. */
  tabs: number
  /** Devices that were not quiet in time. */
  restless: string[]
  uncaught: string[]
}

type Day = Pick<DayReport, 'created' | 'looks' | 'reloads' | 'told' | 'skipped' | 'discarded' | 'tabs'> & {
  devices: Device[]
  going: Promise<unknown>[]
}
const days = new Map<string, Day>()

const uncaught: string[] = []
window.addEventListener('unhandledrejection', ({ reason }) => uncaught.push(String((reason as Error)?.stack ?? reason)))

export async function beginDay(name: string, plans: DevicePlan[]): Promise<void> {
  const devices = await Promise.all(plans.map(openDevice))
  days.set(name, {
    devices,
    created: [],
    looks: [],
    reloads: 0,
    told: 0,
    skipped: 0,
    discarded: [],
    tabs: 0,
    going: [],
  })
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
  const page = device.page(step.tab)
  switch (step.does) {
    case 'sync':
      day.going.push(page.engine.sync())
      return
    case 'send':
      return device.send(step.tab)
    case 'meet':
      await sendsAll(page, 6)
      await pulls(page)
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
      if (!(await page.isSafe())) return
      day.reloads += 1
      return device.reload(step.tab)
    case 'open-tab':
      day.tabs += 1
      return device.openTab()
    case 'close-tab':
      if (await device.page(true).isSafe()) device.closeTab()
      return
    case 'look':
      day.looks.push((await page.sees({ type: 'case', id: step.of }))?.data as Data | undefined)
      return
    case 'sign-out':
    case 'word': {
      const word = step.does === 'word' ? step.word : `sign-out/${device.plan.name}`
      await fetch(`/word/${word}`, { method: 'POST' })
      return
    }
    case 'pin':
      return page.engine.puller.pin({ type: 'case', id: step.of }, true).catch(() => undefined)
    case 'decide':
      return decide(day, page, step)
    default:
      return change(day, page, step)
  }
}

async function decide(day: Day, page: Page, step: Extract<Step, { does: 'decide' }>): Promise<void> {
  const of = { type: 'case' as const, id: step.of }
  const [seen, choice] = [await page.sees(of), decided(page, of, step)]
  if (!seen || !choice) {
    day.skipped += 1
    return
  }
  for (const settlement of choice.settlements) await put(day, page, step, 'conflict.settle', settlement, seen.version)
  for (const { intention } of choice.done) {
    await page.engine.outbox.discard(intention.id)
    day.discarded.push(intention.id)
  }
}

type ChangeStep = Extract<Step, { of: string }>

async function change(day: Day, page: Page, step: ChangeStep): Promise<void> {
  if (step.does === 'create') {
    const data = { ...step.data, unique_identifier: newUuid() }
    return put(day, page, step, 'record.create', { type: 'case', id: step.of, module: 'primeromodule-cp', data }, 0)
  }
  const seen = await page.sees({ type: 'case', id: step.of })
  if (!seen) {
    day.skipped += 1
    return
  }
  const about = { type: 'case' as const, id: step.of }
  if (step.does === 'add-file') return addFile(day, page, step, seen)
  if (step.does === 'close' || step.does === 'reopen' || step.does === 'disable' || step.does === 'enable')
    return put(day, page, step, `record.${step.does}`, about, seen.version)
  const changes = changesOf(step, seen)
  if (changes.length === 0) {
    day.skipped += 1
    return
  }
  const args = { ...about, changes } as IntentionArgs<'record.edit'>
  return put(day, page, step, 'record.edit', args, seen.version)
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
  page: Page,
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
  await put(day, page, step, 'attachment.add', args, seen.version, new Map([[attachment, bytes]]))
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
  page: Page,
  { on }: Step,
  name: N,
  args: IntentionArgs<N>,
  basedOn: number,
  files?: Map<string, Uint8Array<ArrayBuffer>>,
): Promise<void> {
  const said = structuredClone(args)
  try {
    const id = await page.engine.outbox.put(name, args, basedOn, files ? { files } : {})
    day.created.push({ on, id, name, args: said, basedOn })
  } catch (e) {
    if (!(e instanceof Error && e.name === 'VaultFull')) throw e
    day.told += 1
    return
  }
  day.going.push(page.engine.sender.drain())
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
  const apart: string[] = []
  for (const device of day.devices)
    for (const page of device.pages()) if (!(await sendsAll(page))) restless.push(device.plan.name)
  for (const device of day.devices) {
    for (const page of device.pages()) {
      await pulls(page)
      if (!(await page.isSafe())) restless.push(`${device.plan.name}: not on its disk`)
    }
    apart.push(...(await tabsApart(device)))
    device.closeTab()
    await device.reload()
    // A tab that was closed may have left work on the disk, which the next page takes up.
    if (!(await sendsAll(device.page()))) restless.push(device.plan.name)
  }
  // What the last device sent reached those before it only now.
  for (const device of day.devices) if (!(await pulls(device.page()))) restless.push(`${device.plan.name}: no pull`)
  const devices = await Promise.all(day.devices.map((device) => device.page().found()))
  for (const device of day.devices) device.forget()
  const { created, looks, reloads, told, skipped, discarded, tabs } = day
  const counts = { reloads, told, skipped, tabs }
  return { ...counts, created, looks, discarded, apart, devices, restless, uncaught: uncaught.splice(0) }
}

async function sendsAll({ engine: { sender, outbox } }: Page, rounds = 40): Promise<boolean> {
  for (let round = 0; round < rounds; round++) {
    await sender.drain()
    const all = outbox.entries.get()
    if (all.every((entry) => !isUnsent(entry) || isHeld(all, entry))) return true
    sender.retry()
  }
  return false
}

async function pulls({ engine: { puller } }: Page): Promise<boolean> {
  for (let round = 0; round < 10; round++) if (await puller.pull()) return true
  return false
}
