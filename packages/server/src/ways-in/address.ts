// A mail address as it is compared and kept.
import { nameText } from '@primero/domain/accounts/name.ts'

/** In small letters, without what a keyboard adds; the database has no place for a null character. */
export const addressOf = (typed: string): string => nameText(typed.replaceAll('\0', ''))

/** Where an address of a mail begins and ends: what it is worth is told by the mail that comes back. */
export const mailShape =
  /^[^\s@,;<>"\p{C}\p{Default_Ignorable_Code_Point}]{1,64}@[^\s@,;<>"\p{C}\p{Default_Ignorable_Code_Point}]+\.[^\s@,;<>"\p{C}\p{Default_Ignorable_Code_Point}]+$/u
