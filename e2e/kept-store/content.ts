// What somebody had on the device when the format of the store was fixed: unsent work of several kinds, a draft, copies.
import { createHash } from 'node:crypto'

export const person = {
  userName: 'primero_cp',
  initials: 'PC',
  passphrase: 'seven green lamps',
  device: '0b6f1d3e-5c1a-4f7e-9a65-3b1d2c4e5f60',
}
const device = person.device
const [kase, file, row] = [
  '3f0e8f0c-2f39-4a0e-8d3e-5f3f6a1b2c01',
  '3f0e8f0c-2f39-4a0e-8d3e-5f3f6a1b2c02',
  '3f0e8f0c-2f39-4a0e-8d3e-5f3f6a1b2c03',
]
export const made = { kase, file, row }

/** One pixel. */
export const bytes = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==',
  'base64',
)

const intention = (n: number, name: string, args: unknown) => ({
  id: `3f0e8f0c-2f39-4a0e-8d3e-5f3f6a1b2d0${n}`,
  v: 1,
  device,
  user: person.userName,
  seq: n,
  at: `2026-11-22T09:0${n}:00.000Z`,
  config: 1,
  name,
  args,
  basedOn: 0,
})
const type = 'case'

export const intentions = [
  intention(1, 'record.create', {
    type,
    id: kase,
    module: 'primeromodule-cp',
    data: {
      name_first: 'Kept',
      name_last: 'Store',
      sex: 'female',
      age: 7,
      unique_identifier: '3f0e8f0c-2f39-4a0e-8d3e-5f3f6a1b2e01',
    },
  }),
  intention(2, 'record.edit', {
    type,
    id: kase,
    changes: [
      { path: ['name_nickname'], to: 'Lamp' },
      { path: ['nationality'], to: ['albania'] },
      { path: ['family_details_section', row], to: { unique_id: row, relation_name: 'Sami' } },
    ],
  }),
  intention(3, 'attachment.add', {
    type,
    id: kase,
    attachment: file,
    field: 'photos',
    fileName: 'kept.png',
    size: bytes.length,
    sha256: createHash('sha256').update(bytes).digest('hex'),
  }),
  intention(4, 'record.close', { type, id: kase, date_closure: '2026-11-22' }),
]

export const draft = {
  key: `case/${kase}`,
  user: person.userName,
  at: '2026-11-22T09:10:00.000Z',
  page: 'p',
  config: 1,
  basedOn: 1,
  value: { data: { name_nickname: 'Lantern' }, base: { name_nickname: 'Lamp' } },
}

/** A record that the server had, and the words by which the device finds it. */
export const copy = {
  id: 'case/3f0e8f0c-2f39-4a0e-8d3e-5f3f6a1b2f01',
  version: 3,
  words: ['n:MN', 'phone:+249'],
  value: { id: '3f0e8f0c-2f39-4a0e-8d3e-5f3f6a1b2f01', type: 'case', version: 3, data: { name: 'Mona' } },
}
