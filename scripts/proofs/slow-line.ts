// A thin line in front of the real server: so many bits per second down, so long until the first of them. Browsers'
// own throttling does not reach service workers and workers; this does. Counts what goes through, both ways.
import { createServer, request, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { pause } from './children.ts'

export type Line = { bitsPerSecond: number; roundTripMs: number }

export type SlowLine = {
  url: string
  /** Bytes since the last call: bodies and, as estimated, headers. */
  count: () => { up: number; down: number; requests: number }
  close: () => Promise<void>
}

/** `origin` is the server behind; `line` undefined: as fast as the machine. */
export async function slowLine(origin: string, line: Line | undefined): Promise<SlowLine> {
  const target = new URL(origin)
  let total = { up: 0, down: 0, requests: 0 }
  // One line for all: what one reply takes, the others wait for.
  let free = 0
  const piece = 4_096

  async function sendSlowly(reply: IncomingMessage, response: ServerResponse): Promise<void> {
    if (line) await pause(line.roundTripMs)
    response.writeHead(reply.statusCode ?? 502, reply.headers)
    for await (const chunk of reply as AsyncIterable<Buffer>) {
      for (let at = 0; at < chunk.length; at += piece) {
        const part = chunk.subarray(at, at + piece)
        total.down += part.length
        if (line) {
          const now = performance.now()
          free = Math.max(free, now) + (part.length * 8 * 1000) / line.bitsPerSecond
          if (free > now) await pause(free - now)
        }
        response.write(part)
      }
    }
    response.end()
  }

  const server = createServer((asked, response) => {
    total.requests += 1
    total.up += headerBytes(asked)
    asked.on('data', (chunk: Buffer) => {
      total.up += chunk.length
    })
    const onward = request(
      { host: target.hostname, port: target.port, path: asked.url, method: asked.method, headers: asked.headers },
      (reply) => {
        total.down += headerBytes(reply)
        void sendSlowly(reply, response).catch(() => response.destroy())
      },
    )
    onward.on('error', () => response.destroy())
    asked.pipe(onward)
  })
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  return {
    url: `http://localhost:${(server.address() as AddressInfo).port}`,
    count: () => {
      const counted = total
      total = { up: 0, down: 0, requests: 0 }
      return counted
    },
    close: () =>
      new Promise((closed) => {
        server.closeAllConnections()
        server.close(() => closed())
      }),
  }
}

// Over HTTP/2, where headers are packed, it is less.
const headerBytes = ({ rawHeaders }: IncomingMessage): number =>
  rawHeaders.reduce((sum, part) => sum + part.length + 2, 0)
