// Where a browser is reached, sealed: whoever had it could write to that browser.
import { createHash } from 'node:crypto'
import { seal, unseal } from '../attachments/seal.ts'
import type { House } from '../house.ts'

export type Reached = { url: string; p256dh: string; auth: string }

export const hashOf = (url: string): Buffer => createHash('sha256').update(url).digest()

const nameOf = (account: number): string => `push ${account}`

export const sealReached = (house: House, account: number, reached: Reached): Buffer =>
  seal(house.keys, nameOf(account), Buffer.from(JSON.stringify(reached)))

export const openReached = (house: House, account: number, sealed: Buffer): Reached =>
  JSON.parse(unseal(house.keys, nameOf(account), sealed).toString('utf8')) as Reached
