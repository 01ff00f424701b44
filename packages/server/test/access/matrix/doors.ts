// The matrix's rows: every route of v2, sync and ext stands in at least one. A new route is one line here, or in the
// file of its feature: `open('GET /api/ext/…')` for everybody signed in, `byRight(route, resource, action)`, or a row
// that says by a rule of `domain` who may, and how it is asked.
import { besideDoors } from './beside-doors.ts'
import type { Door } from './door.ts'
import { guardDoors } from './guard-doors.ts'
import { officeDoors } from './office-doors.ts'
import { otherDoors } from './own-doors.ts'
import { peopleDoors } from './people-doors.ts'
import { recordDoors } from './record-doors.ts'
import { sharingDoors } from './sharing-doors.ts'

export const doors: Door[] = [
  ...otherDoors,
  ...recordDoors,
  ...sharingDoors,
  ...besideDoors,
  ...peopleDoors,
  ...officeDoors,
  ...guardDoors,
]

export const doorNamed = (request: string): Door | undefined => doors.find((door) => door.request === request)
