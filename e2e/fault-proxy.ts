// A bad line of our own between devices and the server: it loses, delays, cuts and answers in the server's place. Each
// device has an address of its own behind it, with its own cookies, so that many devices can live in one page.
import {
  Agent,
  createServer,
  type IncomingHttpHeaders,
  type IncomingMessage,
  request,
  type ServerResponse,
} from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'

/** What may befall one question. `late`: it reaches the server after its asker has given up. */
export const faults = [
  'drop-before',
  'drop-after',
  'late',
  'twice',
  'delay',
  'reset',
  'truncate',
  'broken-json',
  'portal',
  'redirect',
  'stranger',
  'stale-csrf',
  '401',
  '403',
  '404',
  '409',
  '413',
  '422',
  '500',
  '502-after',
  '503',
] as const
export type Fault = (typeof faults)[number]

type Asked = { method: string; path: string; headers: IncomingHttpHeaders; body: Buffer }
type Answer = { status: number; headers: IncomingHttpHeaders; body: Buffer }

/** One device's way to the server. */
export type Way = {
  /** Says what befalls the next question; undefined: nothing. */
  next: () => Fault | undefined
  cookies: Map<string, string>
  /** How often each fault struck. */
  struck: Map<Fault, number>
}

export type FaultProxy = {
  url: string
  /** Opens the way `/d/<name>/…`; from then on `next` decides. */
  open: (name: string, next: Way['next']) => Way
  way: (name: string) => Way
  close: (name: string) => void
  /** Asks the server in the name of this device, without faults. */
  ask: (name: string, method: string, path: string, body?: unknown) => Promise<{ status: number; body: unknown }>
  /** Resolves when nothing is on its way to the server any more. */
  quiet: () => Promise<void>
  stop: () => void
}

/** Answers what is not for a device: the page itself, or a word to the test. */
export type Own = (request: IncomingMessage, reply: ServerResponse, path: string) => Promise<void>

export async function openFaultProxy(target: string, own: Own): Promise<FaultProxy> {
  const agent = new Agent({ keepAlive: true, maxSockets: 16 })
  const ways = new Map<string, Way>()
  const wayOf = (name: string): Way => {
    const way = ways.get(name)
    if (way === undefined) throw new Error(`There is no way ${name}.`)
    return way
  }
  const onTheWay = new Set<Promise<unknown>>()
  const toServer = (asked: Asked): Promise<Answer> => {
    const answer = passOn(target, agent, asked)
    const settled = answer.catch(() => undefined).finally(() => onTheWay.delete(settled))
    onTheWay.add(settled)
    return answer
  }
  const server = createServer((incoming, reply) => {
    const [, name, rest] = /^\/d\/([^/]+)(\/.*)$/.exec(incoming.url ?? '') ?? []
    const way = name === undefined ? undefined : ways.get(name)
    const work =
      way === undefined || rest === undefined
        ? own(incoming, reply, incoming.url ?? '/')
        : serve(way, toServer, incoming, reply, rest)
    // Whoever asked may be gone by now.
    work.catch(() => reply.destroy())
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://localhost:${(server.address() as AddressInfo).port}/`,
    open: (name, next) => {
      const way: Way = { next, cookies: new Map(), struck: new Map() }
      ways.set(name, way)
      return way
    },
    way: wayOf,
    close: (name) => void ways.delete(name),
    async ask(name, method, path, body) {
      const way = wayOf(name)
      const headers = { 'content-type': 'application/json' }
      const payload = Buffer.from(body === undefined ? '' : JSON.stringify(body))
      const answer = await throughJar(way, toServer, { method, path, headers, body: payload })
      return { status: answer.status, body: jsonOf(answer.body) }
    },
    async quiet() {
      while (onTheWay.size > 0) await Promise.all(onTheWay)
    },
    stop: () => {
      server.closeAllConnections()
      server.close()
      agent.destroy()
    },
  }
}

export type BadLine = {
  /** Another address of the product. */
  url: string
  /** Says what befalls the next question to the server; files of the app always come. */
  next: () => Fault | undefined
  struck: Map<Fault, number>
  stop: () => void
}

/** One device's line, for a whole browser: cookies and all pass through. */
export async function openBadLine(target: string): Promise<BadLine> {
  const agent = new Agent({ keepAlive: true, maxSockets: 16 })
  const line: BadLine = { url: '', next: () => undefined, struck: new Map(), stop: () => undefined }
  const server = createServer((incoming, reply) => {
    const path = incoming.url ?? '/'
    const work = path.startsWith('/api/sync/events')
      ? stream(target, incoming, reply)
      : bodyOf(incoming).then((body) => {
          const asked = { method: incoming.method ?? 'GET', path, headers: incoming.headers, body }
          const fault = path.startsWith('/api/') ? line.next() : undefined
          if (fault !== undefined) line.struck.set(fault, (line.struck.get(fault) ?? 0) + 1)
          return befall(fault, () => passOn(target, agent, asked), { cookies: new Map() }, reply)
        })
    work.catch(() => reply.destroy())
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  line.url = `http://localhost:${(server.address() as AddressInfo).port}`
  line.stop = () => {
    server.closeAllConnections()
    server.close()
    agent.destroy()
  }
  return line
}

/** Word by word, for as long as both want. */
async function stream(target: string, { url = '/', headers }: IncomingMessage, reply: ServerResponse): Promise<void> {
  const out = request(new URL(url, target), { headers }, (answer) => {
    reply.writeHead(answer.statusCode ?? 0, answer.headers)
    answer.pipe(reply)
  })
  out.once('error', () => reply.destroy())
  reply.once('close', () => out.destroy())
  out.end()
}

const jsonOf = (body: Buffer): unknown => {
  try {
    return JSON.parse(body.toString('utf8'))
  } catch {
    return undefined
  }
}

async function serve(
  way: Way,
  toServer: (asked: Asked) => Promise<Answer>,
  incoming: IncomingMessage,
  reply: ServerResponse,
  path: string,
): Promise<void> {
  const asked: Asked = {
    method: incoming.method ?? 'GET',
    path,
    headers: incoming.headers,
    body: await bodyOf(incoming),
  }
  const fault = way.next()
  if (fault !== undefined) way.struck.set(fault, (way.struck.get(fault) ?? 0) + 1)
  const pass = (): Promise<Answer> => throughJar(way, toServer, asked)
  await befall(fault, pass, way, reply)
}

async function befall(
  fault: Fault | undefined,
  pass: () => Promise<Answer>,
  { cookies }: Pick<Way, 'cookies'>,
  reply: ServerResponse,
): Promise<void> {
  switch (fault) {
    case undefined:
      return give(reply, await pass())
    case 'drop-before':
      return cut(reply)
    case 'drop-after':
      await pass()
      return cut(reply)
    case 'late':
      setTimeout(() => void pass().catch(() => undefined), 60)
      return cut(reply)
    case 'twice': {
      const [first] = await Promise.all([pass(), pass()])
      return give(reply, first)
    }
    case 'delay': {
      await pause(15)
      const answer = await pass()
      await pause(25)
      return give(reply, answer)
    }
    case 'reset': {
      const { status, headers } = await pass()
      reply.writeHead(status, kept(headers))
      reply.flushHeaders()
      reply.socket?.resetAndDestroy()
      return
    }
    case 'truncate': {
      const { status, headers, body } = await pass()
      reply.writeHead(status, { ...kept(headers), 'content-length': body.length + 1 })
      reply.write(body.subarray(0, body.length >> 1), () => cut(reply))
      return
    }
    case 'broken-json': {
      const answer = await pass()
      return give(reply, { ...answer, body: answer.body.subarray(0, answer.body.length >> 1) })
    }
    case 'stale-csrf':
      cookies.set('X-STALE', 'yes')
      return give(reply, await pass())
    case '502-after':
      await pass()
      return say(reply, 502, 'text/html', '<h1>Bad Gateway</h1>')
    case 'portal':
      return say(reply, 200, 'text/html', '<title>Free Wi-Fi</title><form>Sign in to go on</form>')
    case 'redirect':
      reply.writeHead(302, { location: '/portal' })
      return void reply.end()
    case 'stranger':
      return say(reply, 200, 'application/json', '{"ok":true}')
    default:
      return inItsPlace(reply, Number(fault))
  }
}

/** A gateway, a filter or a portal says no where the server was not asked; some of them speak JSON too. */
function inItsPlace(reply: ServerResponse, status: number): void {
  const json = JSON.stringify({ type: 'about:blank', title: 'No', status, error: 'no', code: 'not-found' })
  if (status % 2 === 0) say(reply, status, 'text/html', `<h1>${status}</h1>`)
  else say(reply, status, 'application/problem+json', json)
}

const say = (reply: ServerResponse, status: number, type: string, text: string): void =>
  void reply.writeHead(status, { 'content-type': type }).end(text)

const cut = (reply: ServerResponse): void => void reply.socket?.destroy()

function give(reply: ServerResponse, { status, headers, body }: Answer): void {
  reply.writeHead(status, kept(headers)).end(body)
}

/** Lengths are those of what is sent. */
function kept(headers: IncomingHttpHeaders): Record<string, string | string[]> {
  const dropped = new Set(['content-length', 'transfer-encoding', 'connection', 'keep-alive', 'date'])
  return Object.fromEntries(
    Object.entries(headers).filter(([name, value]) => value !== undefined && !dropped.has(name)),
  ) as Record<string, string | string[]>
}

async function throughJar(
  way: Way,
  toServer: (asked: Asked) => Promise<Answer>,
  { headers, ...asked }: Asked,
): Promise<Answer> {
  const { cookies } = way
  const isStale = cookies.delete('X-STALE')
  const { cookie: _theirs, origin: _origin, 'accept-encoding': _packed, ...rest } = headers
  const jar = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
  const token = isStale ? 'of-an-earlier-session' : (cookies.get('CSRF-TOKEN') ?? '')
  const sent = { ...rest, ...(jar === '' ? {} : { cookie: jar }), 'x-csrf-token': token }
  const answer = await toServer({ ...asked, headers: sent })
  // Cookies stay with the way.
  const { 'set-cookie': lines = [], ...others } = answer.headers
  for (const line of lines) keepCookie(cookies, line)
  return { ...answer, headers: others }
}

function keepCookie(cookies: Map<string, string>, line: string): void {
  const [pair = '', ...rest] = line.split(';')
  const at = pair.indexOf('=')
  const name = pair.slice(0, at)
  const isOver = rest.some((part) => /^\s*(expires=thu, 01 jan 1970|max-age=0)/i.test(part))
  if (isOver) cookies.delete(name)
  else cookies.set(name, pair.slice(at + 1))
}

async function bodyOf(message: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = []
  for await (const part of message) parts.push(part as Buffer)
  return Buffer.concat(parts)
}

function passOn(target: string, agent: Agent, { method, path, headers, body }: Asked): Promise<Answer> {
  const { connection: _c, 'content-length': _l, 'transfer-encoding': _t, ...rest } = headers
  const length = body.length > 0 ? { 'content-length': String(body.length) } : {}
  return new Promise((resolve, reject) => {
    const out = request(new URL(path, target), { method, agent, headers: { ...rest, ...length } }, (answer) => {
      bodyOf(answer).then(
        (bytes) => resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body: bytes }),
        reject,
      )
    })
    out.once('error', reject)
    out.end(body)
  })
}
