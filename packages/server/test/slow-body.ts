// A call whose body comes long after its head: the server knows by then who asks, and waits.
import { PassThrough } from 'node:stream'
import { type TestHouse, testPassword } from './house.ts'

/** Gives, once the server has looked up who asks, the way to send the body; that gives the status and the answer. */
export async function withSlowBody(t: TestHouse, userName: string, method: 'POST' | 'PATCH', url: string) {
  const payload = new PassThrough()
  const { configuration } = t.house
  const isAsked = new Promise<void>((resolve) => {
    t.house.configuration = () => {
      resolve()
      return configuration()
    }
  })
  const authorization = `Basic ${Buffer.from(`${userName}:${testPassword}`).toString('base64')}`
  const headers = { authorization, 'content-type': 'application/json', 'transfer-encoding': 'chunked' }
  const reply = t.app.inject({ method, url, headers, payload }).then(({ statusCode, payload: text }) => ({
    status: statusCode,
    text,
  }))
  await isAsked
  t.house.configuration = configuration
  return (body: unknown) => {
    payload.end(JSON.stringify(body))
    return reply
  }
}
