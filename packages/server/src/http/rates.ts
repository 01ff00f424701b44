// How many calls one account, and one address, may make in a minute: far more than work needs, on a day of much sync
// too; a program that runs wild, or reads everything, is slowed. Sign-in and the other doors count by themselves besides.
import { limits } from '@primero/domain/accounts/limits.ts'
import { counted, secondsToWait, type Window } from '@primero/domain/accounts/window.ts'
import { Problem } from '@primero/domain/problem.ts'
import type { FastifyRequest } from 'fastify'
import type { House } from '../house.ts'
import { placeOf } from '../sign-in/address.ts'
import { isApi } from './is-api.ts'

/** When so many windows are open, those that are over are forgotten. */
const mostWindows = 20_000

/** Counted in this process: of several each lets as many through. Nothing is written for a call that is let in. */
export class Rates {
  readonly #most: number
  readonly #windows = new Map<string, Window>()

  constructor(most: number) {
    this.#most = most
  }

  /** Counts a call; `wait` in seconds where it came too soon, `isNews` where it is the first of its minute that did. */
  take(key: string, now: number): { wait: number; isNews: boolean } {
    const rate = { most: this.#most, within: limits.calls.within }
    const before = this.#windows.get(key)
    const wait = secondsToWait(before, rate, now)
    const after = counted(before, rate, now)
    if (before === undefined && this.#windows.size >= mostWindows) this.#forget(now)
    this.#windows.set(key, after)
    return { wait, isNews: after.count === this.#most + 1 }
  }

  #forget(now: number): void {
    for (const [key, { since }] of this.#windows) if (now >= since + limits.calls.within) this.#windows.delete(key)
  }
}

export type Refusing = { byAddress: (request: FastifyRequest) => void; byAccount: (request: FastifyRequest) => void }

export function ratesOf(house: House): Refusing {
  const { callsPerAccount, callsPerAddress } = house.settings
  const [accounts, addresses] = [new Rates(callsPerAccount), new Rates(callsPerAddress)]
  const refuse = (rates: Rates, key: string, request: FastifyRequest): void => {
    if (!isApi(request)) return
    const { wait, isNews } = rates.take(key, house.clock().getTime() / 1000)
    if (wait === 0) return
    // The audit is told once a minute: a flood must not fill it.
    if (!isNews && request.call !== null) request.call.isWrittenDown = true
    throw new Problem('too-many-requests', { seconds: Math.ceil(wait) })
  }
  return {
    byAddress: (request) => refuse(addresses, placeOf(request.ip), request),
    byAccount: (request) => {
      if (request.actor !== null) refuse(accounts, String(request.actor.id), request)
    },
  }
}
