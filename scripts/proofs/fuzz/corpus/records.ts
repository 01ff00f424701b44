// Valid requests about records over v2.
import type { RecordType } from '@primero/domain/configuration/bundle.ts'
import { someAnswers } from './answers.ts'
import { type Asking, type Entry, someRecord } from '../ask.ts'

/** A module of this person's role that has this type of record. */
export function moduleFor({ world, person, random }: Asking, type: RecordType): string | undefined {
  const modules = person.role.modules.filter((id) =>
    world.house.configuration().modules.get(id)?.recordTypes.includes(type),
  )
  return modules.length === 0 ? undefined : random.pick(modules)
}

const queries: ((asking: Asking) => string)[] = [
  () => 'fields=short&per=5',
  ({ random }) => `per=${random.between(1, 20)}&page=${random.between(1, 4)}&order_by=created_at&order=asc`,
  () => 'status=open,closed&record_state=true',
  () => 'age=0..5,6..11&sex=female',
  () => 'created_at=2020-01-01..2030-12-31&total=true',
  () => 'loc:owned_by_location1=KL01',
  () => 'not[status]=closed&or[sex]=male&or[age]=12..17',
  () => 'or[0][status]=open&or[1][workflow]=new',
  ({ random }) => `query=${random.pick(['sel', 'a1b2', '555-01'])}&id_search=true`,
  ({ random }) => `query=${encodeURIComponent(random.pick(['Amal Kalven', 'سلمى', 'Jonas']))}&phonetic=true`,
  () => 'query=555-0112-3456&phone_number=true',
  ({ person }) => `owned_by=${person.userName}&fields=id,case_id_display,name`,
]

export function recordRequests(collection: string, type: RecordType): Entry[] {
  const path = `/api/v2/${collection}`
  const on = (asking: Asking, tail = '') => {
    const record = someRecord(asking, type)
    return record && { record, path: `${path}/${record.id}${tail}` }
  }
  const answers = (asking: Asking, module: string, count: number) =>
    someAnswers(asking.world.house.configuration(), asking.person, type, module, asking.random, count)
  const change = (method: string): Entry => ({
    route: `${method} ${path}/{id}`,
    make: (asking) => {
      const at = on(asking)
      if (at === undefined) return undefined
      const isAction = type === 'case' && asking.random.chance(0.25)
      const body = isAction
        ? actionOn(asking)
        : { data: answers(asking, at.record.module, asking.random.between(1, 5)) }
      return { method, path: at.path, body }
    },
  })
  return [
    {
      route: `GET ${path}`,
      make: (asking) => ({ method: 'GET', path: `${path}?${asking.random.pick(queries)(asking)}` }),
    },
    {
      route: `POST ${path}`,
      make: (asking) => {
        const module = moduleFor(asking, type)
        if (module === undefined) return undefined
        const id = asking.random.chance(0.7) ? { id: asking.random.uuid() } : {}
        return {
          method: 'POST',
          path,
          body: { data: { ...id, module_id: module, ...linkFor(asking, type), ...answers(asking, module, 6) } },
        }
      },
    },
    {
      route: `GET ${path}/{id}`,
      make: (asking) => {
        const at = on(asking, asking.random.pick(['', '?fields=short', '?fields=name,age,status']))
        return at && { method: 'GET', path: at.path }
      },
    },
    change('PATCH'),
    change('PUT'),
    {
      route: `DELETE ${path}/{id}`,
      make: (asking) => {
        const at = on(asking)
        return at && { method: 'DELETE', path: at.path }
      },
    },
    ...['record_history', 'access_log'].map(
      (tail): Entry => ({
        route: `GET ${path}/{id}/${tail}`,
        make: (asking) => {
          const at = on(asking, `/${tail}?per=5&page=1`)
          return at && { method: 'GET', path: at.path }
        },
      }),
    ),
    ...(type === 'case' ? caseRequests(path) : []),
  ]
}

/** An incident is often made from a case. */
function linkFor(asking: Asking, type: RecordType): Record<string, unknown> {
  const kase = type === 'incident' && asking.random.chance(0.6) ? someRecord(asking, 'case') : undefined
  return kase === undefined ? {} : { incident_case_id: kase.id }
}

function actionOn({ random }: Asking): unknown {
  return random.pick([
    { data: { status: 'closed', date_closure: '2024-05-01' }, record_action: 'close' },
    { data: { status: 'open', case_status_reopened: true }, record_action: 'reopen' },
    { data: { record_state: false }, record_action: 'enable_disable_record' },
    { data: { record_state: true }, record_action: 'enable_disable_record' },
    { data: { hidden_name: true } },
    {
      data: { notes_section: [{ note_subject: 'Call', note_text: 'Spoke with the neighbour' }] },
      record_action: 'add_note',
    },
  ])
}

function caseRequests(path: string): Entry[] {
  const onCase = (method: string, tail: string): Entry => ({
    route: `${method} ${path}/{id}${tail}`,
    make: (asking) => {
      const kase = someRecord(asking, 'case')
      return kase && { method, path: `${path}/${kase.id}${tail}` }
    },
  })
  return [
    {
      ...onCase('GET', ''),
      route: `GET ${path}/identified`,
      make: () => ({ method: 'GET', path: `${path}/identified` }),
      answers: 404,
    },
    onCase('GET', '/incidents'),
    onCase('GET', '/incidents/new'),
    onCase('GET', '/traces'),
    {
      route: `POST ${path}/{id}/incidents`,
      make: (asking) => {
        const kase = someRecord(asking, 'case')
        const incident = someRecord(asking, 'incident')
        return (
          kase &&
          incident && {
            method: 'POST',
            path: `${path}/${kase.id}/incidents`,
            body: { data: { incident_ids: [incident.id] } },
          }
        )
      },
    },
  ]
}
