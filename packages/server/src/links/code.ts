// What a link keeps, sealed with the key of the house: its code, as eight digits behind a hash would be found by trying, and
// what the case said when it was made.
import { timingSafeEqual } from 'node:crypto'
import { codeText } from '@primero/domain/accounts/code.ts'
import type { Data } from '@primero/domain/records/record.ts'
import type { House } from '../house.ts'
import { keyOf } from '../http/secrets.ts'
import { seal, unseal } from '../attachments/seal.ts'

const nameOf = (link: string): string => `link code ${link}`

export const sealCode = (house: House, link: string, code: string): Buffer =>
  seal(house.keys, nameOf(link), Buffer.from(code))

export const isCode = (house: House, link: string, sealed: Buffer, typed: string): boolean =>
  timingSafeEqual(keyOf(unseal(house.keys, nameOf(link), sealed).toString()), keyOf(codeText(typed.trim())))

const packageName = (link: string): string => `link package ${link}`

export const sealPackage = (house: House, link: string, answers: Data): Buffer =>
  seal(house.keys, packageName(link), Buffer.from(JSON.stringify(answers)))

export const packageIn = (house: House, link: string, sealed: Buffer | null): Data =>
  sealed === null ? {} : (JSON.parse(unseal(house.keys, packageName(link), sealed).toString('utf8')) as Data)
