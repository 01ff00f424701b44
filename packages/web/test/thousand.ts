// A device that keeps a thousand records: how long it looks for one of them.
import type { PullReply, RecordShape, SearchRequest } from '@primero/domain/sync/protocol.ts'
import { newUuid } from '../src/store/clock.ts'
import { openDevice } from './device.ts'

const names = ['Aya Dahal', 'Samir Okoro', 'Lina Haddad', 'Tariq Osman', 'Nour Baraka', 'Issa Mori', 'Rima Kassem']

/** Shapes like this one, each with an id, a code and a name of its own. */
const others = (like: RecordShape, count: number): RecordShape[] =>
  Array.from({ length: count }, (_, n) => {
    const [id, code] = [newUuid(), newUuid()]
    const name = `${names[n % names.length]} ${String.fromCharCode(65 + (n % 26))}${n}`
    const data = { ...like.data, id, unique_identifier: code, short_id: code.slice(-7), name, age: n % 18 }
    return { ...like, id, data }
  })

const questions: Omit<SearchRequest, 'type' | 'page' | 'per'>[] = [
  { query: { text: 'samir okoro', by: 'name' }, filters: [] },
  { query: { text: 'rima', by: 'name' }, filters: [{ field: 'status', any: ['open'] }] },
  { filters: [{ field: 'age', from: 6, to: 11 }], sort: { field: 'name', descending: false } },
]

/** Milliseconds of each question, over and over, warm; a device that has just been opened is asked once before. */
export async function searchThousand(user: string, role: string, like: RecordShape, runs: number): Promise<number[][]> {
  const me = { id: 1, userName: user, fullName: user, groups: [] }
  const device = await openDevice({ name: 'thousand', id: newUuid(), ahead: 0, role, me })
  device.line(false)
  const { copies } = device.engine()
  const page: Omit<PullReply, 'records' | 'writable' | 'cursor'> = {
    more: false,
    gone: [],
    conflicts: [],
    counts: {},
    config: '',
    policy: { records: 1000, days: 7, lockMinutes: 5, hiddenMinutes: 2, attempts: 10, media: false },
    lease: { share: '', until: '' },
    now: new Date().toISOString(),
  }
  for (let n = 0; n < 10; n++) await copies.take({ ...page, cursor: String(n), records: others(like, 100) }, String(n))
  await device.reload()
  const ask = async (question: (typeof questions)[number]): Promise<number> => {
    const began = performance.now()
    const reply = await device.engine().copies.find({ type: like.type, page: 1, per: 20, ...question }, [])
    if (reply.total === 0) throw new Error('Nothing was found.')
    return performance.now() - began
  }
  const times: number[][] = []
  for (const question of questions) {
    await ask(question)
    const mine: number[] = []
    for (let run = 0; run < runs; run++) mine.push(await ask(question))
    times.push(mine)
  }
  device.forget()
  return times
}
