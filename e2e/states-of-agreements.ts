// States of agreements: asked at the door, kept in the office, read again; an identity that is hidden, and notices.
import type { State } from './ground.ts'
import { shows, type Visit } from './house.ts'

const admin = 'primero_admin_cp'
const worker = 'primero_cp'
const own = {
  id: 1,
  kind: 'code_of_conduct',
  version: 2,
  locale: 'en',
  title: 'How we work',
  text: 'Everybody who works here agrees.\n\n- We listen.\n- We keep what we hear.',
  file: null,
  from: '2026-01-01',
  until: null,
  acceptedAt: null,
}
const version = {
  id: 1,
  kind: 'code_of_conduct',
  agency: null,
  version: 2,
  texts: { en: { title: own.title, text: own.text }, ar: { title: 'كيف نعمل', text: 'نستمع.' } },
  signatories: [{ name: 'R. Haddad', organization: 'Open Door', signedOn: '2026-01-01' }],
  from: '2026-01-01',
  until: '2027-01-01',
  state: 'in-force',
  file: null,
  writtenAt: '2026-01-01T08:00:00.000Z',
  writtenBy: 'primero',
  accepted: 12,
  asked: 30,
}

const register = async ({ page }: Visit): Promise<void> => {
  const words = { en: { title: own.title, text: own.text } }
  const templates = Object.fromEntries(
    ['code_of_conduct', 'terms_of_use', 'information_sharing', 'device_contract'].map((kind) => [kind, words]),
  )
  const asked = { code_of_conduct: false, terms_of_use: false }
  const json = { kinds: ['code_of_conduct', 'device_contract'], agencies: [], asked, agreements: [version], templates }
  await page.route('**/api/ext/agreements', (route) => route.fulfill({ json }))
}

const mine = ({ page }: Visit, acceptedAt: string | null): Promise<unknown> =>
  page.route('**/api/ext/agreements/mine?*', (route) =>
    route.fulfill({ json: { owed: null, agreements: [{ ...own, acceptedAt }] } }),
  )

/** The server shuts everything until the code of conduct is accepted. */
const owes = async (visit: Visit): Promise<void> => {
  await mine(visit, null)
  const body = { type: 'problem:agreement-missing', code: 'agreement-missing', params: { agreement: own.kind } }
  await visit.page.route('**/api/sync/config*', (route) => route.fulfill({ status: 403, json: body }))
  await visit.page.reload()
  await shows(visit.page.getByRole('heading', { level: 2, name: own.title }))
}

export const agreementStates: State[] = [
  { name: 'agreement at the door', as: worker, refusals: [403], reach: owes },
  { name: 'agreements, none', as: admin, at: () => '/office/agreements' },
  {
    name: 'agreements',
    as: admin,
    reach: async (visit) => {
      await register(visit)
      await visit.open('/office/agreements')
      await shows(visit.page.getByRole('link', { name: visit.say('Code of conduct') }))
    },
  },
  {
    name: 'agreement, one version',
    as: admin,
    reach: async (visit) => {
      await register(visit)
      await visit.open('/office/agreements/1')
      await shows(visit.page.getByText('We listen.'))
    },
  },
  {
    name: 'agreement, another version',
    as: admin,
    reach: async (visit) => {
      await register(visit)
      await visit.open('/office/agreements/new')
      await shows(visit.page.getByRole('button', { name: visit.say('Publish') }))
    },
  },
  { name: 'what one agreed to, nothing', as: worker, at: () => '/office/my-agreements' },
  {
    name: 'what one agreed to',
    as: worker,
    reach: async (visit) => {
      await mine(visit, '2026-02-01T08:00:00.000Z')
      await visit.open('/office/my-agreements')
      await shows(visit.page.getByText('We listen.'))
    },
  },
  {
    name: 'home, with a notice',
    as: worker,
    reach: async (visit) => {
      const record = { type: 'case', id: '00000000-0000-4000-8000-000000000000' }
      const notice = { id: 1, kind: 'revealed', at: own.from, by: 'primero_cp_2', record, shortId: 'a1b2c3d' }
      await visit.page.route('**/api/ext/me/notices', (route) => route.fulfill({ json: { notices: [notice] } }))
      await visit.page.reload()
      await shows(visit.page.getByRole('button', { name: visit.say('Put away') }))
    },
  },
]
