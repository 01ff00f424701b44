import { hash } from '@node-rs/argon2'
import { expect, test } from 'vitest'
import { hashPassword, isRemembered, passwordFits } from './password.ts'

const composed = 'rivi\u00e8re-tranquille'
const decomposed = composed.normalize('NFD')

test('a password is the same from every keyboard', async () => {
  expect(composed).not.toBe(decomposed)
  expect(await passwordFits(await hashPassword(decomposed), composed)).toBe(true)
  expect(await passwordFits(await hashPassword(composed), decomposed)).toBe(true)
  expect(await passwordFits(await hashPassword('９８７６-lantern'), '9876-lantern')).toBe(true)
})

test('one that was hashed as it was typed still fits as it was typed', async () => {
  const old = await hash(decomposed)
  expect(await passwordFits(old, decomposed)).toBe(true)
  expect(await passwordFits(old, composed)).toBe(false)
})

test('without a stored hash nothing fits, not even the decoy', async () => {
  expect(await passwordFits(null, 'no account has this password')).toBe(false)
})

test('only what fitted is remembered, and only beside its hash', async () => {
  const stored = await hashPassword('river-lantern-quiet-42')
  expect(isRemembered(stored, 'river-lantern-quiet-42')).toBe(false)
  await passwordFits(stored, 'river-lantern-quiet-43')
  expect(isRemembered(stored, 'river-lantern-quiet-43')).toBe(false)
  await passwordFits(stored, 'river-lantern-quiet-42')
  expect(isRemembered(stored, 'river-lantern-quiet-42')).toBe(true)
  expect(isRemembered(await hashPassword('river-lantern-quiet-42'), 'river-lantern-quiet-42')).toBe(false)
  expect(isRemembered(null, 'river-lantern-quiet-42')).toBe(false)
})
