import { sql } from 'kysely'
import { inject, test } from 'vitest'
import { openTestHouse } from '../../test/house.ts'
import { openMailbox } from '../../test/mailbox.ts'

test('time', async () => {
  const t = await openTestHouse(inject('database'))
  const box = await openMailbox()
  t.house.settings = { ...t.house.settings, smtp: box.settings }
  const n = 900
  for (let i = 0; i < n; i++) await t.enrol({ userName: `p${i}`, role: 'role-cp-case-worker' })
  await sql`update account set email = user_name || '@example.org'`.execute(t.house.db)
  await sql`analyze account`.execute(t.house.db).catch(() => {})
  const ratios: number[] = []
  const times: Record<string, number[]> = { known: [], unknown: [] }
  for (let i = 0; i < n; i++) {
    for (const kind of Math.random() < 0.5 ? ['known', 'unknown'] : ['unknown', 'known']) {
      const email = kind === 'known' ? `p${i}@example.org` : `q${i}@example.org`
      const at = performance.now()
      await t.app.inject({ method: 'POST', url: '/api/v2/users/password-reset-request', payload: { user: { email } } })
      times[kind]?.push(performance.now() - at)
    }
  }
  const median = (l: number[]) => [...l].sort((a, b) => a - b)[Math.floor(l.length / 2)] ?? 0
  const [k, u] = [times['known']!.slice(50), times['unknown']!.slice(50)]
  for (let b = 0; b < 1000; b++) {
    const pick = (l: number[]) => median(l.map(() => l[Math.floor(Math.random() * l.length)]!))
    const [mk, mu] = [pick(k), pick(u)]
    ratios.push(mk / mu)
  }
  ratios.sort((a, b) => a - b)
  console.log('MEDIANS', median(k).toFixed(2), median(u).toFixed(2), ratios[25]!.toFixed(3), ratios[975]!.toFixed(3))
  await box.close()
  await t.close()
}, 300_000)
