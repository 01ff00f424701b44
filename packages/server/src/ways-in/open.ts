import type { Door } from '@primero/domain/accounts/state.ts'

/** Does a mailed link lead anywhere? Perhaps to a second factor, or to an agreement first. */
export const isOpenByMail = (door: Door): boolean => door !== 'no' && door !== 'never'
