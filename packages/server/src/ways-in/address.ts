// A mail address as it is compared and kept.

/** In small letters, without what a keyboard adds; the database has no place for a null character. */
export const addressOf = (typed: string): string => typed.replaceAll('\0', '').trim().toLowerCase()

/** Where an address of a mail begins and ends: what it is worth is told by the mail that comes back. */
export const mailShape = /^[^\s@,;<>"\p{Cc}]{1,64}@[^\s@,;<>"\p{Cc}]+\.[^\s@,;<>"\p{Cc}]+$/u
