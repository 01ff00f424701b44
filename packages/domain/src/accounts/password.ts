// What is a password (access §7.2; ASVS 5, 6.2): long enough, and nothing that is tried first. No rules of composition,
// no history, no expiry.
import { wellKnown } from './well-known.ts'

/** Characters are code points of the text in NFKC. */
export const passwordLength = { least: 8, most: 128 } as const

/** `mismatch`: repeated otherwise; `confirmation`: not repeated, though it must be. */
export type PasswordRefusal = 'common' | 'confirmation' | 'length' | 'mismatch'

/** What is counted, compared and hashed: so a password is the same from every keyboard. */
export const passwordText = (typed: string): string => typed.normalize('NFKC')

export type Names = { userName?: string | undefined; fullName?: string | undefined; email?: string | undefined }

/**
 * Why the text is no password for this person, sorted; empty: it is one.
 * @param again the repetition; null: none was sent; undefined: none is asked for
 * @param common whole passwords that are tried first, in small letters; beside those that are known here
 */
export function passwordRefusals(
  typed: string,
  again: string | null | undefined,
  names: Names,
  common: ReadonlySet<string>,
): PasswordRefusal[] {
  const text = passwordText(typed)
  const length = [...text].length
  const isLong = length >= passwordLength.least && length <= passwordLength.most
  return [
    ...(isLong && isGuessable(text, names, common) ? (['common'] as const) : []),
    ...(again === null ? (['confirmation'] as const) : []),
    ...(isLong ? [] : (['length'] as const)),
    ...(typeof again === 'string' && passwordText(again) !== text ? (['mismatch'] as const) : []),
  ]
}

function isGuessable(text: string, names: Names, common: ReadonlySet<string>): boolean {
  const small = text.toLowerCase()
  const bare = bareOf(small)
  if (common.has(small) || common.has(bare)) return true
  if (new Set(small).size === 1 || isRun(bare)) return true
  const words = [...wellKnown, ...wordsOf(names)]
  return [small, unmasked(small)].some((guess) => {
    const plain = bareOf(guess)
    const stem = stemOf(plain)
    return words.some((word) => word === plain || (stem !== '' && stem === word))
  })
}

/** Letters and digits alone. */
const bareOf = (small: string): string => small.replaceAll(/[^\p{L}\p{N}]/gu, '')

/** Without digits at its ends: whoever must add one adds it there. */
const stemOf = (bare: string): string => bare.replaceAll(/^\p{N}+|\p{N}+$/gu, '')

const masks: Record<string, string> = { '0': 'o', '1': 'i', '3': 'e', '4': 'a', '5': 's', '7': 't', '@': 'a', $: 's' }

/** Letters that digits and signs stand for. */
const unmasked = (small: string): string => small.replaceAll(/[013457@$]/g, (sign) => masks[sign] ?? sign)

const rows = [
  '012345678901234567890',
  'abcdefghijklmnopqrstuvwxyz',
  'qwertyuiopasdfghjklzxcvbnm',
  'qwertzuiopasdfghjklyxcvbnm',
  'azertyuiopqsdfghjklmwxcvbn',
  '1qaz2wsx3edc4rfv5tgb6yhn7ujm',
  '1q2w3e4r5t6y7u8i9o0p',
  'ضصثقفغعهخحجدشسيبلاتنمكط',
]
const runs = rows.flatMap((row) => [row, [...row].reverse().join('')])

const leastRun = 4
const leastWord = 3

/** Keys beside each other, or letters and digits in their order, forwards or back. */
const isRun = (bare: string): boolean => [...bare].length >= leastRun && runs.some((run) => run.includes(bare))

/** Names of the person, whole and in parts; a name of two letters is in too many words. */
function wordsOf({ userName = '', fullName = '', email = '' }: Names): string[] {
  const whole = [userName, fullName, email, email.split('@')[0] ?? '']
  const parts = [userName, fullName].flatMap((name) => name.split(/[^\p{L}\p{N}]+/u))
  return [...whole, ...parts]
    .map((name) => bareOf(passwordText(name).toLowerCase()))
    .flatMap((name) => [name, stemOf(name)])
    .filter((name) => [...name].length >= leastWord)
}
