// States of what is told: the list, what reaches somebody, and the jobs of the site.
import type { State } from './ground.ts'
import { shows, type Visit } from './house.ts'
import { fails } from './reach.ts'

const admin = 'primero'
const worker = 'primero_cp'
const at = '2026-01-01T08:00:00.000Z'
const record = { type: 'case', id: '00000000-0000-4000-8000-000000000000' }
const kinds = 'referral flag_raised conflict consent_withdrawn silence task_overdue agreement alarm taken_over'.split(
  ' ',
)

const list = async ({ page }: Visit): Promise<void> => {
  const about = { at, by: 'primero_cp_2', record, shortId: 'a1b2c3d', agreement: null, many: 3 }
  const notices = kinds.map((kind, i) => ({ ...about, id: 100 - i, kind, isOpen: i < 4 }))
  const json = { notices, total: 45, open: 4, page: 1, per: 20 }
  await page.route('**/api/ext/me/notices/all?*', (route) => route.fulfill({ json }))
}

const chosen = async ({ page }: Visit): Promise<void> => {
  const all = ['transition_notification', 'approval_request', 'flag_notification', 'task_notification']
  const json = {
    ways: { send_mail: true, receive_webpush: true },
    off: { send_mail: ['flag_notification'], receive_webpush: [] },
    times: { zone: 'Asia/Amman', quiet: { from: '21:00', to: '06:00' }, digest: 'daily', urgentWaits: false },
    open: { send_mail: all, receive_webpush: all },
    hasAddress: true,
    pushKey: 'BExample',
  }
  await page.route('**/api/ext/me/notice-choices', (route) => route.fulfill({ json }))
}

const jobs = async ({ page }: Visit): Promise<void> => {
  const ran = { every: 'hour', began_at: at, ended_at: at, code: null, failures: 0, next_at: at, by_hand: true }
  const json = {
    jobs: [
      { ...ran, task: 'refresh-ages', every: 'day', outcome: 'done' },
      { ...ran, task: 'send-mail', every: 'minute', outcome: 'failed', code: 'ECONNREFUSED', failures: 3 },
      { ...ran, task: 'tell-tasks', outcome: 'running', ended_at: null },
      { ...ran, task: 'reindex', every: null, outcome: null, began_at: null, next_at: null },
      { ...ran, task: 'seal-audit', outcome: 'done', by_hand: false },
    ],
  }
  await page.route('**/api/ext/jobs', (route) => route.fulfill({ json }))
}

const button = ({ page, say }: Visit, words: string) => page.getByRole('button', { name: say(words), exact: true })

export const noticeStates: State[] = [
  { name: 'what reaches somebody, nothing chosen', as: worker, at: () => '/office/notice-choices' },
  { name: 'scheduled jobs, as they are', as: admin, at: () => '/office/jobs' },
  {
    name: 'notices',
    as: worker,
    reach: async (visit) => {
      await list(visit)
      await visit.open('/office/notices')
      await shows(button(visit, 'Put all away'))
    },
  },
  {
    name: 'notices, broken',
    as: worker,
    at: () => '/more',
    refusals: [500],
    reach: async (visit) => {
      await fails(visit, '/api/ext/me/notices/all', 500)
      await visit.open('/office/notices')
      await shows(button(visit, 'Try again'))
    },
  },
  {
    name: 'what reaches somebody',
    as: worker,
    reach: async (visit) => {
      await chosen(visit)
      await visit.open('/office/notice-choices')
      await shows(visit.page.locator('input[type=time]'))
    },
  },
  {
    name: 'scheduled jobs',
    as: admin,
    reach: async (visit) => {
      await jobs(visit)
      await visit.open('/office/jobs')
      await shows(button(visit, 'Run now'))
    },
  },
]
