import { describe, expect, test } from 'vitest'
import type { Moment } from '../time.ts'
import { isAwaited, isWantedSoon, paceOf, stages, stagesDue } from './silence.ts'
import { sentAt, silenceCases, silenceRunCases } from './silence.cases.ts'

const at = sentAt as Moment

describe('a referral that nobody answers', () => {
  test.each(silenceCases)('$says', ({ module = 'primeromodule-cp', zone = 'UTC', ...of }) => {
    const { service = 'education_service', timeframe = null, risk = null, incidents = [] } = of
    const pace = paceOf({ module, service, timeframe, risk, incidents, zone, at })
    const isOpen = of.record === undefined
    const share = { type: 'Referral', status: of.status ?? 'in_progress', remote: of.remote === true } as const
    const isTold = isAwaited(share, { isLinked: of.link === true, isOpen })
    expect({
      sender: isTold ? pace.sender : null,
      managers: isTold ? pace.managers : null,
      deadline: pace.deadline,
      urgent: isTold && isWantedSoon({ silence: pace, createdAt: at }),
    }).toEqual({ sender: of.sender, managers: of.managers, deadline: of.deadline, urgent: of.urgent === true })
  })

  const pace = paceOf({
    module: 'primeromodule-cp',
    service: null,
    timeframe: '1_hour',
    risk: null,
    incidents: [],
    zone: 'UTC',
    at,
  })
  test.each(silenceRunCases)('$says: each stage once, in its order', ({ now, told, tells }) => {
    expect(stagesDue(pace, told.length, now as Moment)).toEqual(tells.map(({ stage }) => stage))
    expect([...stages]).toEqual(['sender', 'managers'])
  })
})
