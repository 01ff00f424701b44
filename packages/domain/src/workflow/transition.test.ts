import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  type Event,
  type Kind,
  actors,
  assignAnswers,
  events,
  leadsTo,
  mayAnswerCases,
  reachable,
  referralAnswers,
  remoteAnswers,
  requestAnswers,
  transferAnswers,
  types,
} from './answers.cases.ts'
import { answer, mayAccept, type Party, stateAfter, type TransitionStatus, type TransitionType } from './transition.ts'

const tables = {
  Assign: assignAnswers,
  Transfer: transferAnswers,
  TransferRequest: requestAnswers,
  Referral: referralAnswers,
}

const nobody: Party = { isRecipient: false, isSender: false, isOwner: false, isManager: false, isRemover: false }

/** Of a request, its recipient is who owns the record. */
function partyOf(type: TransitionType, kind: Kind): Party {
  switch (kind) {
    case 'recipient':
      return { ...nobody, isRecipient: true, isOwner: type === 'TransferRequest' }
    case 'sender':
      return { ...nobody, isSender: true }
    case 'owner':
      return { ...nobody, isOwner: true }
    case 'manager':
      return { ...nobody, isManager: true }
    case 'remover':
      return { ...nobody, isRemover: true }
    default:
      return nobody
  }
}

const cells = types.flatMap((type) =>
  reachable[type].flatMap((status) => events.flatMap((event) => actors.map((who) => ({ type, status, event, who })))),
)

test.each(cells)('$type, $status: $event by $who', ({ type, status, event, who }) => {
  const expected = tables[type][status]?.[event]?.[who]
  if (expected === '-') return
  expect(answer({ type, status, remote: false }, event, partyOf(type, who))).toBe(expected)
})

const remote = (['Referral', 'Transfer'] as const).flatMap((type) =>
  events.flatMap((event) => actors.map((who) => ({ type, event, who }))),
)
test.each(remote)('$type that left this house: $event by $who', ({ type, event, who }) => {
  const expected = remoteAnswers[type][event]?.[who]
  if (expected === '-') return
  expect(answer({ type, status: 'in_progress', remote: true }, event, partyOf(type, who))).toBe(expected)
})

test.each(mayAnswerCases)('$type, $says: may accept it $told', ({ type, status, remote = false, who, told }) => {
  expect(mayAccept({ type, status, remote }, partyOf(type, who))).toBe(told)
})

describe('whatever is done to a transition, in whatever order, by whomever', () => {
  const steps = fc.array(
    fc.tuple(
      fc.constantFrom<Event[]>(...events),
      fc.record({
        isRecipient: fc.boolean(),
        isSender: fc.boolean(),
        isOwner: fc.boolean(),
        isManager: fc.boolean(),
        isRemover: fc.boolean(),
      }),
    ),
    { maxLength: 12 },
  )

  test.each(types)('%s stays in its states', (type) => {
    fc.assert(
      fc.property(steps, fc.boolean(), (story, isRemote) => {
        let status: TransitionStatus = type === 'Assign' ? 'done' : 'in_progress'
        for (const [event, party] of story) {
          if (answer({ type, status, remote: isRemote }, event, party) !== 'ok') continue
          expect(event).not.toBe('other')
          status = stateAfter(event as Exclude<Event, 'other'>)
          expect(reachable[type]).toContain(status)
          expect(status).toBe(leadsTo[event as Exclude<Event, 'other'>])
        }
      }),
    )
  })

  test('who is nobody to it does nothing, and what was taken back stays so', () => {
    for (const type of types)
      for (const status of reachable[type])
        for (const event of events) {
          expect(answer({ type, status, remote: false }, event, nobody)).toBe('no')
          if (status !== 'revoked') continue
          fc.assert(
            fc.property(fc.boolean(), (is) => {
              const all: Party = { isRecipient: true, isSender: true, isOwner: true, isManager: true, isRemover: true }
              expect(answer({ type, status, remote: is }, event, all)).not.toBe('ok')
            }),
          )
        }
  })
})
