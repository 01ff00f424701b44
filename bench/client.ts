// One signed-in client on a connection that stays open, as thin as can be: its own cost counts against us.
import { Agent, request } from 'node:http'

type Reply = { status: number; text: string }

export type Client = {
  userName: string
  post: (path: string, body: unknown) => Promise<Reply>
  get: (path: string) => Promise<Reply>
  close: () => void
}

/** Signs in with a password and keeps the session. */
export async function signIn(origin: string, userName: string, password: string): Promise<Client> {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 })
  const cookies = new Map<string, string>()
  const send = (method: string, path: string, body?: unknown): Promise<Reply> =>
    new Promise((resolve, reject) => {
      const payload = body === undefined ? undefined : JSON.stringify(body)
      const headers: Record<string, string | number> = {
        cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; '),
        ...(payload === undefined
          ? {}
          : { 'content-type': 'application/json', 'content-length': Buffer.byteLength(payload) }),
        ...(cookies.has('CSRF-TOKEN') ? { 'x-csrf-token': cookies.get('CSRF-TOKEN') ?? '' } : {}),
      }
      const asked = request(`${origin}${path}`, { method, agent, headers }, (reply) => {
        for (const cookie of reply.headers['set-cookie'] ?? []) keep(cookies, cookie)
        const parts: Buffer[] = []
        reply.on('data', (part: Buffer) => parts.push(part))
        reply.on('end', () => resolve({ status: reply.statusCode ?? 0, text: Buffer.concat(parts).toString('utf8') }))
      })
      asked.on('error', reject)
      asked.end(payload)
    })
  const signedIn = await send('POST', '/api/v2/tokens', { user: { user_name: userName, password } })
  if (signedIn.status !== 200) throw new Error(`${userName} could not sign in: ${signedIn.status} ${signedIn.text}`)
  return {
    userName,
    post: (path, body) => send('POST', path, body),
    get: (path) => send('GET', path),
    close: () => agent.destroy(),
  }
}

function keep(cookies: Map<string, string>, line: string): void {
  const [pair = ''] = line.split(';')
  const at = pair.indexOf('=')
  cookies.set(pair.slice(0, at), pair.slice(at + 1))
}
