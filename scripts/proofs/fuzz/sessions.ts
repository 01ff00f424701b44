// People signed in as browsers are, service accounts with their token; requests go through the app in this process.
import type { Reply, Shot } from './ask.ts'
import type { Person, World } from './world.ts'

export type Session = Record<string, string>

/** Headers of somebody who has just signed in. @throws Error when he cannot */
export async function signIn({ app, password }: World, person: Person): Promise<Session> {
  const reply = await app.inject({
    method: 'POST',
    url: '/api/v2/tokens',
    payload: { user: { user_name: person.userName, password } },
  })
  if (reply.statusCode !== 200) throw new Error(`${person.userName} cannot sign in: ${reply.statusCode}`)
  const { token } = reply.json() as { token?: string }
  if (token !== undefined) return { authorization: `Bearer ${token}` }
  const csrf = reply.cookies.find((cookie) => cookie.name === 'CSRF-TOKEN')?.value ?? ''
  return { cookie: reply.cookies.map(({ name, value }) => `${name}=${value}`).join('; '), 'x-csrf-token': csrf }
}

const mostMs = 30_000

/** Sends; an answer that does not come is a fault of the server. */
export async function send({ app }: World, session: Session, { method, path, body, headers }: Shot): Promise<Reply> {
  const payload = body === undefined || Buffer.isBuffer(body) || typeof body === 'string' ? body : JSON.stringify(body)
  const options = {
    method: method as 'GET',
    url: path,
    headers: { ...(payload === undefined ? {} : { 'content-type': 'application/json' }), ...session, ...headers },
    ...(payload === undefined ? {} : { payload }),
  }
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('no answer')), mostMs)
  })
  try {
    const reply = await Promise.race([app.inject(options), late])
    return { status: reply.statusCode, text: reply.payload, location: reply.headers.location }
  } finally {
    clearTimeout(timer)
  }
}
