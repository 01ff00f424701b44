// For tests only: how the open cases of a team lie on its people (ux §6.1, “caseload balance bar: open, risk-weighted”).
//
// Counted are open cases in force, by their owner; shared ones weigh on their owner alone. A case of high risk weighs three,
// of medium risk two, every other one, an unknown risk too. Without the right to ask by risk each weighs one, and high ones
// are not counted. Somebody stands out who is further than half of the team’s mean from it, and by three at least. Heaviest
// first, then more cases, then the user name. Who has no case stands there as well: he has room. A balance moves nothing.

export type Counted = { owner: string; risk: 'high' | 'medium' | 'low' | null; count: number }

export type CaseloadLine = [
  owner: string,
  open: number,
  high: number,
  load: number,
  balance: 'above' | 'even' | 'below',
]

export type CaseloadCase = {
  says: string
  /** Among whom work may be shared. */
  people: string[]
  counted: Counted[]
  byRisk?: false
  lines: CaseloadLine[]
}

const high = (owner: string, count: number): Counted => ({ owner, risk: 'high', count })
const medium = (owner: string, count: number): Counted => ({ owner, risk: 'medium', count })
const low = (owner: string, count: number): Counted => ({ owner, risk: 'low', count })

export const caseloadCases: CaseloadCase[] = [
  { says: 'nobody', people: [], counted: [], lines: [] },
  { says: 'one alone is even', people: ['amal'], counted: [low('amal', 40)], lines: [['amal', 40, 0, 40, 'even']] },
  {
    says: 'three, two and one',
    people: ['amal'],
    counted: [high('amal', 2), medium('amal', 3), low('amal', 4), { owner: 'amal', risk: null, count: 5 }],
    lines: [['amal', 14, 2, 21, 'even']],
  },
  {
    says: 'fewer cases may weigh more',
    people: ['amal', 'bilal'],
    counted: [high('amal', 6), low('bilal', 15)],
    lines: [
      ['amal', 6, 6, 18, 'even'],
      ['bilal', 15, 0, 15, 'even'],
    ],
  },
  {
    says: 'who may not ask by risk sees numbers of cases',
    people: ['amal', 'bilal'],
    counted: [high('amal', 6), low('bilal', 15)],
    byRisk: false,
    lines: [
      ['bilal', 15, 0, 15, 'even'],
      ['amal', 6, 0, 6, 'even'],
    ],
  },
  {
    says: 'far above, far below',
    people: ['amal', 'bilal', 'carol'],
    counted: [low('amal', 20), low('bilal', 10)],
    lines: [
      ['amal', 20, 0, 20, 'above'],
      ['bilal', 10, 0, 10, 'even'],
      ['carol', 0, 0, 0, 'below'],
    ],
  },
  {
    says: 'half of the mean is not yet far, on either side',
    people: ['amal', 'bilal', 'carol'],
    counted: [low('amal', 15), low('bilal', 10), low('carol', 5)],
    lines: [
      ['amal', 15, 0, 15, 'even'],
      ['bilal', 10, 0, 10, 'even'],
      ['carol', 5, 0, 5, 'even'],
    ],
  },
  {
    says: 'one more is',
    people: ['amal', 'bilal', 'carol'],
    counted: [low('amal', 16), low('bilal', 10), low('carol', 4)],
    lines: [
      ['amal', 16, 0, 16, 'above'],
      ['bilal', 10, 0, 10, 'even'],
      ['carol', 4, 0, 4, 'below'],
    ],
  },
  {
    says: 'in a small team two more are no hint',
    people: ['amal', 'bilal'],
    counted: [low('amal', 4)],
    lines: [
      ['amal', 4, 0, 4, 'even'],
      ['bilal', 0, 0, 0, 'even'],
    ],
  },
  {
    says: 'three more are',
    people: ['amal', 'bilal'],
    counted: [low('amal', 6)],
    lines: [
      ['amal', 6, 0, 6, 'above'],
      ['bilal', 0, 0, 0, 'below'],
    ],
  },
  {
    says: 'alike: more cases first, then the user name',
    people: ['carol', 'bilal', 'amal'],
    counted: [high('carol', 2), low('bilal', 6), low('amal', 6)],
    lines: [
      ['amal', 6, 0, 6, 'even'],
      ['bilal', 6, 0, 6, 'even'],
      ['carol', 2, 2, 6, 'even'],
    ],
  },
  {
    says: 'cases of somebody who left stand there until they have an owner who works',
    people: ['amal'],
    counted: [low('amal', 5), low('zaid', 5)],
    lines: [
      ['amal', 5, 0, 5, 'even'],
      ['zaid', 5, 0, 5, 'even'],
    ],
  },
  {
    says: 'nobody has a case',
    people: ['bilal', 'amal'],
    counted: [],
    lines: [
      ['amal', 0, 0, 0, 'even'],
      ['bilal', 0, 0, 0, 'even'],
    ],
  },
]

export type CountedCase = { says: string; data: Record<string, unknown>; weighs: number }

/** Of amal, who is managed by the reader; what the case weighs on her. */
export const countedCases: CountedCase[] = [
  { says: 'open', data: { status: 'open', risk_level: 'low' }, weighs: 1 },
  { says: 'high', data: { status: 'open', risk_level: 'high' }, weighs: 3 },
  { says: 'closed', data: { status: 'closed', risk_level: 'high' }, weighs: 0 },
  { says: 'disabled', data: { status: 'open', risk_level: 'high', record_state: false }, weighs: 0 },
  {
    says: 'of a colleague who referred it to her',
    data: { status: 'open', owned_by: 'bilal', assigned_user_names: ['amal'] },
    weighs: 0,
  },
  {
    says: 'on its way to her by a transfer',
    data: { status: 'open', owned_by: 'bilal', transferred_to_users: ['amal'] },
    weighs: 0,
  },
  {
    says: 'that she referred to a colleague',
    data: { status: 'open', risk_level: 'medium', assigned_user_names: ['bilal'] },
    weighs: 2,
  },
]
