// The stream of news, as a browser hears it over a real port.
import type { Browser } from './browser.ts'

/** A stream that is open: `next` waits for the next word; undefined at its end. */
export async function listens(address: string, browser: Browser) {
  const reply = await fetch(`${address}/api/sync/events`, { headers: browser.headers })
  if (reply.body === null || reply.status !== 200) return { status: reply.status, reply }
  const reader = reply.body.pipeThrough(new TextDecoderStream()).getReader()
  let text = ''
  const words: string[] = []
  const read = async (): Promise<boolean> => {
    const { done, value } = await reader.read()
    text += value ?? ''
    const whole = text.split('\n\n')
    text = whole.pop() ?? ''
    words.push(...whole.flatMap((part) => /^event: (\w+)$/m.exec(part)?.[1] ?? []))
    return !done
  }
  await read()
  const next = async (): Promise<string | undefined> => {
    while (words.length === 0) if (!(await read())) return undefined
    return words.shift()
  }
  return { status: 200, reply, next, words, leave: () => reader.cancel() }
}

export const heard = (stream: Awaited<ReturnType<typeof listens>>) => {
  if (stream.next === undefined) throw new Error(`the stream answered ${stream.status}`)
  return { ...stream, next: stream.next, leave: stream.leave }
}
