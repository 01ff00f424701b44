// Secrets that people and programs carry: long, random, and stored as their hash only.
import { createHash, randomBytes } from 'node:crypto'

export const newSecret = (): string => randomBytes(32).toString('base64url')

export const keyOf = (secret: string): Buffer => createHash('sha256').update(secret).digest()
