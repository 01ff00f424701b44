// The store's engine without screens: tests open several devices in one page, each with a database of its own.
import { besideFactory } from '../src/store/vault/double.ts'
import { startVault } from '../src/store/vault/own.ts'
import { beginDay, endDay, workDay } from './day.ts'
import { learnRole } from './device.ts'
import { foundInside, leaveMarked, lockMarked, markedDay } from './marked.ts'
import { scribble, whatIsLeft } from './scribe.ts'
import { searchThousand } from './thousand.ts'

const engine = {
  startVault,
  besideFactory,
  learnRole,
  beginDay,
  workDay,
  endDay,
  scribble,
  whatIsLeft,
  markedDay,
  lockMarked,
  leaveMarked,
  foundInside,
  searchThousand,
}
export type Engine = typeof engine
Object.assign(window, { engine })
