// Valid requests about attachments over v2.
import type { RecordType } from '@primero/domain/configuration/bundle.ts'
import { picture } from '../../picture.ts'
import { type Asking, type Entry, someRecord } from '../ask.ts'
import { reaches } from '../reach.ts'

const text = Buffer.from('A short statement.\n')

type File = { field: string; kind: string; name: string; bytes: Buffer }

/** A field of this record's forms that takes files, and a file that it takes. */
export function fileFor({ world, random }: Asking, type: RecordType, module: string): File | undefined {
  const fields = world.house
    .configuration()
    .formsOf(type)
    .filter((form) => form.modules.includes(module))
    .flatMap((form) => form.fields)
    .filter((field) => field.type === 'photo_upload_box' || field.type === 'document_upload_box')
  if (fields.length === 0) return undefined
  const field = random.pick(fields)
  return field.type === 'photo_upload_box'
    ? { field: field.name, kind: 'image', name: 'picture.png', bytes: picture }
    : { field: field.name, kind: 'document', name: 'statement.txt', bytes: text }
}

/** A file that hangs on a record, four times in five on one within reach. */
export function someFile({ world, person, random }: Asking, type?: RecordType) {
  const all = world.attachments
    .filter((file) => type === undefined || file.type === type)
    .flatMap((file) => world.records.filter((record) => record.n === file.n).map((record) => ({ file, record })))
  const own = all.filter(({ record }) => reaches(person, record, world.people))
  const list = own.length > 0 && random.chance(0.8) ? own : all
  return list.length === 0 ? undefined : random.pick(list)
}

export function attachmentRequests(): Entry[] {
  return [
    ...requestsOn('cases', 'case', ['GET', 'PATCH', 'PUT', 'DELETE']),
    ...requestsOn('tracing_requests', 'tracing_request', ['GET', 'DELETE']),
    ...refusedOnIncidents(),
  ]
}

function requestsOn(collection: string, type: RecordType, methods: string[]): Entry[] {
  const path = `/api/v2/${collection}`
  return [
    {
      route: `POST ${path}/{id}/attachments`,
      make: (asking) => {
        const record = someRecord(asking, type)
        const file = record && fileFor(asking, type, record.module)
        return (
          record && file && { method: 'POST', path: `${path}/${record.id}/attachments`, body: { data: uploadOf(file) } }
        )
      },
    },
    ...methods.map(
      (method): Entry => ({
        route: `${method} ${path}/{id}/attachments/{aid}`,
        make: (asking) => {
          const one = someFile(asking, type)
          const body =
            method === 'PATCH' || method === 'PUT'
              ? { data: { description: 'Seen again', is_current: false, date: '2024-03-04' } }
              : undefined
          return one && { method, path: `${path}/${one.record.id}/attachments/${one.file.id}`, body }
        },
      }),
    ),
  ]
}

const uploadOf = (file: File) => ({
  field_name: file.field,
  attachment_type: file.kind,
  file_name: file.name,
  attachment: file.bytes.toString('base64'),
  description: 'As handed in',
  date: '2024-02-03',
  is_current: true,
})

/** No form of an incident takes files as yet. */
function refusedOnIncidents(): Entry[] {
  const path = '/api/v2/incidents'
  const on = (asking: Asking, tail: string) => {
    const incident = someRecord(asking, 'incident')
    return incident && `${path}/${incident.id}/attachments${tail}`
  }
  const file: File = { field: 'photos', kind: 'image', name: 'picture.png', bytes: picture }
  return [
    {
      route: `POST ${path}/{id}/attachments`,
      make: (asking) => {
        const at = on(asking, '')
        return at === undefined ? undefined : { method: 'POST', path: at, body: { data: uploadOf(file) } }
      },
      answers: 403,
    },
    ...['GET', 'DELETE'].map(
      (method): Entry => ({
        route: `${method} ${path}/{id}/attachments/{aid}`,
        make: (asking) => {
          const at = on(asking, `/${asking.random.between(1, 50)}`)
          return at === undefined ? undefined : { method, path: at }
        },
        answers: 404,
      }),
    ),
  ]
}
