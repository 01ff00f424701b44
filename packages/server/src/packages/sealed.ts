// What a package keeps lies sealed with the key of the house: what it holds, and the referral that waits for its release.
import { randomBytes, randomInt } from 'node:crypto'
import { codeOf, codes, codeToRead } from '@primero/domain/accounts/code.ts'
import type { Data } from '@primero/domain/records/record.ts'
import type { Transition } from '@primero/domain/workflow/transition.ts'
import { seal, unseal } from '../attachments/seal.ts'
import type { House } from '../house.ts'
import type { PackageRow } from './queries.ts'

/** Beside what the case says: how to reach whoever it is about without harm, and who sent it. */
export type Contents = { fields: Data; safetyNotes: string | null; contact: string | null }

const contentsName = (id: string): string => `module package ${id}`
const waitingName = (id: string): string => `module package waiting ${id}`

export const sealContents = (house: House, id: string, contents: Contents): Buffer =>
  seal(house.keys, contentsName(id), Buffer.from(JSON.stringify(contents)))

/** Undefined: it was emptied. */
export const contentsIn = (house: House, { id, package_sealed: sealed }: PackageRow): Contents | undefined =>
  sealed === null ? undefined : (JSON.parse(unseal(house.keys, contentsName(id), sealed).toString('utf8')) as Contents)

export const sealWaiting = (house: House, waiting: Transition): Buffer =>
  seal(house.keys, waitingName(waiting.id), Buffer.from(JSON.stringify(waiting)))

export const waitingIn = (house: House, { id, waiting_sealed: sealed }: PackageRow): Transition | undefined =>
  sealed === null ? undefined : (JSON.parse(unseal(house.keys, waitingName(id), sealed).toString('utf8')) as Transition)

export const newReference = (): string => codeToRead(codeOf(randomInt(codes)))

/** In common to both cases, and to nothing else. */
export const newCommonWord = (): string => randomBytes(12).toString('base64url')
