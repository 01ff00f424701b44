// One preview after the other, each in a thread that has so long and no longer.
import { Worker } from 'node:worker_threads'
import type { Order } from './draw.ts'

const patience = 20_000
const memory = { maxOldGenerationSizeMb: 256 }

let last: Promise<unknown> = Promise.resolve()

/** A JPEG; undefined where none can be made of these bytes. */
export function drawn(order: Order): Promise<Buffer | undefined> {
  const mine = last.then(() => inThread(order))
  last = mine
  return mine
}

function inThread(order: Order): Promise<Buffer | undefined> {
  return new Promise((resolve) => {
    const thread = new Worker(new URL('./draw.ts', import.meta.url), {
      workerData: order,
      resourceLimits: memory,
      env: {},
      stdout: true,
      stderr: true,
    })
    const end = (made?: Uint8Array): void => {
      clearTimeout(timer)
      resolve(made === undefined ? undefined : Buffer.from(made))
      void thread.terminate()
    }
    const timer = setTimeout(end, patience)
    thread.once('message', end)
    thread.once('error', () => end())
    thread.once('exit', () => end())
  })
}
