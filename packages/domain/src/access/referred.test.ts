import { describe, expect, test } from 'vitest'
import type { Moment } from '../time.ts'
import {
  type Referral as ReferralCase,
  referredCases,
  toldActions,
  type VisibleReferralCase,
  visibleReferralCases,
} from './referred.cases.ts'
import {
  actionsOfRoles,
  actionsTold,
  formsOfRoles,
  maySeeReferral,
  type Referral,
  type ReferralFacts,
  referredRoles,
} from './referred.ts'
import { resourceActions } from './resource-actions.ts'
import { sampleActor, sampleFacts, sampleRole, sampleWorld } from './sample.ts'

const config = sampleWorld()
const now = '2024-05-10T08:00:00.000Z' as Moment
const amal = sampleActor('amal', { forms: { basic_identity: 'rw', notes: 'rw' } })
const moments = { past: '2024-05-10T08:00:00.000Z', future: '2024-05-10T08:00:00.001Z' } as const

const referralOf = ({ status, forms, until, to = 'amal' }: ReferralCase): Referral => ({
  status,
  to,
  until: until === undefined ? null : (moments[until] as Moment),
  authorized: forms === undefined ? null : sampleRole({ id: 'role-referred', forms }),
})

test.each(referredCases)('$says', ({ owner, referrals, forms, told }) => {
  const roles = referredRoles(amal, sampleFacts(owner ?? 'bilal'), referrals.map(referralOf), now)
  const rights = [...formsOfRoles(config, roles ?? [amal.role])].filter(([form]) => !config.forms.get(form)?.subform)
  expect({ forms: Object.fromEntries(rights), told: roles !== undefined }).toEqual({ forms, told })
})

describe('actions that are told', () => {
  test('are those of the table', () => {
    expect(actionsTold('case')).toEqual(toldActions.case)
    expect(actionsTold('incident')).toEqual(toldActions.other)
  })

  test('are actions on cases', () => {
    expect(actionsTold('case').filter((action) => !resourceActions['case']?.includes(action))).toEqual([])
  })

  test('are what the roles name, together', () => {
    const roles = [
      sampleRole({ permissions: { case: ['read', 'change_log'], incident: ['read'] } }),
      sampleRole({ permissions: { case: ['manage', 'write'], family: ['access_log'] } }),
    ]
    expect(actionsOfRoles(roles)).toEqual({ case: ['manage', 'change_log'], family: ['access_log'] })
  })
})

const here = { groups: ['lake'], agency: 'west' }
const away = { groups: ['river'], agency: 'north' }

function factsOf({ isOwner, near, to, ended }: VisibleReferralCase): ReferralFacts {
  const recipient = {
    himself: { userName: 'amal', ...here },
    'his group': { userName: 'carol', ...away, groups: here.groups },
    'his agency': { userName: 'carol', ...away, agency: here.agency },
    elsewhere: { userName: 'carol', ...away },
  }[to]
  const shared = near === 'group' ? { groups: here.groups } : near === 'agency' ? { agency: here.agency } : {}
  return {
    owner: isOwner ? { userName: 'amal', ...here } : { userName: 'bilal', ...away, ...shared },
    to: recipient,
    status: ended ? 'done' : 'accepted',
  }
}

test.each(visibleReferralCases)('seeing referrals: $says', (kase) => {
  const permissions = { case: ['read', ...(kase.mayRefer ? ['receive_referral'] : [])] }
  const reader = sampleActor('amal', { scope: kase.scope, permissions }, here)
  expect(maySeeReferral(reader, factsOf(kase))).toBe(kase.sees)
})
