// Valid requests about what stands beside the answers of a record: flags, alerts, approvals.
import { approvalTypes } from '@primero/domain/access/keys.ts'
import type { RecordType } from '@primero/domain/configuration/bundle.ts'
import { type Asking, type Entry, someRecord } from '../ask.ts'
import { reaches } from '../reach.ts'
import type { Known } from '../world.ts'

const words = ['visit her school', 'يرجى الاتصال', '']

const aFlag = ({ random }: Asking): object => ({
  message: random.pick(words.slice(0, 2)),
  ...(random.chance(0.5) ? { date: '2026-02-01' } : {}),
  ...(random.chance(0.2) ? { id: random.between(1, 1000) } : {}),
})

/** A flag, four times in five of a record within reach. */
async function someFlag({ world, person, random }: Asking, type: RecordType) {
  const { rows } = await world.admin.query<{ n: number; key: number }>(
    'select n::int as n, wire_id as key from flag where record_type = $1 order by wire_id desc limit 200',
    [type],
  )
  const all = rows.flatMap(({ n, key }) => {
    const record = world.records.find((one) => one.n === n)
    return record ? [{ record, key }] : []
  })
  const own = all.filter(({ record }) => reaches(person, record, world.people))
  const list = own.length > 0 && random.chance(0.8) ? own : all
  return list.length === 0 ? undefined : random.pick(list)
}

/** An alert of this record; where there is none, one is put there. */
async function alertOf({ world }: Asking, { n, type }: Known): Promise<string> {
  const { rows } = await world.admin.query<{ key: string }>(
    `with had as (select unique_id from alert where n = $1 limit 1), made as (
       insert into alert (n, record_type, alert_for, type, form, date, send_email)
       select $1, $2, 'field_change', 'notes', 'notes', current_date, false where not exists (select from had)
       returning unique_id
     ) select unique_id as key from had union all select unique_id from made`,
    [n, type],
  )
  return rows[0]?.key ?? ''
}

export function besideRequests(collection: string, type: RecordType): Entry[] {
  const path = `/api/v2/${collection}`
  const on = (asking: Asking, tail: string) => {
    const record = someRecord(asking, type)
    return record && { record, path: `${path}/${record.id}/${tail}` }
  }
  const reads = (tail: string): Entry => ({
    route: `GET ${path}/{id}/${tail}`,
    make: (asking) => {
      const at = on(asking, tail)
      return at && { method: 'GET', path: at.path }
    },
  })
  return [
    reads('flags'),
    reads('alerts'),
    {
      route: `POST ${path}/{id}/flags`,
      make: (asking) => {
        const at = on(asking, 'flags')
        return at && { method: 'POST', path: at.path, body: { data: aFlag(asking) } }
      },
    },
    {
      route: `PATCH ${path}/{id}/flags/{flag}`,
      make: async (asking) => {
        const one = await someFlag(asking, type)
        if (one === undefined) return undefined
        const data = asking.random.chance(0.6) ? { unflag_message: asking.random.pick(words) } : aFlag(asking)
        return { method: 'PATCH', path: `${path}/${one.record.id}/flags/${one.key}`, body: { data } }
      },
    },
    ...(type === 'family' || type === 'registry_record' ? [] : [...many(path), ...approval(path, on)]),
    ...(type === 'case' || type === 'incident'
      ? [
          {
            route: `DELETE ${path}/{id}/alerts/{alert}`,
            make: async (asking: Asking) => {
              const at = on(asking, 'alerts')
              return at && { method: 'DELETE', path: `${at.path}/${await alertOf(asking, at.record)}` }
            },
          },
        ]
      : []),
  ]
}

const many = (path: string): Entry[] => [
  {
    route: `POST ${path}/flags`,
    make: (asking) => {
      const { person, random } = asking
      const filters = random.pick([{ owned_by: [person.userName], status: ['open'] }, { id: [random.uuid()] }])
      return { method: 'POST', path: `${path}/flags`, body: { data: { ...aFlag(asking), filters } } }
    },
  },
]

type On = (asking: Asking, tail: string) => { path: string } | undefined

const approval = (path: string, on: On): Entry[] => [
  {
    route: `PATCH ${path}/{id}/approvals/{approval}`,
    make: (asking) => {
      const { random } = asking
      const at = on(asking, `approvals/${random.pick([...approvalTypes])}`)
      const data = {
        approval_status: random.pick(['requested', 'approved', 'rejected']),
        ...(random.chance(0.5) ? { notes: 'all goals are met' } : {}),
        ...(random.chance(0.3) ? { approval_type: 'case_plan' } : {}),
      }
      return at && { method: 'PATCH', path: at.path, body: { data } }
    },
    // Of incidents and tracing requests nothing is approved.
    ...(path.endsWith('/cases') ? {} : { answers: 404 }),
  },
]

export const flagList: Entry = {
  route: 'GET /api/v2/flags',
  make: ({ random }) => ({
    method: 'GET',
    path: `/api/v2/flags?${random.pick(['', 'active_only=true', 'record_type=cases,incidents&page=1&per=5', 'flagged_by_me=true'])}`,
  }),
}
