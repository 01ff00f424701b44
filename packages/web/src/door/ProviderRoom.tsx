// What stands in place of the password where an identity provider signs people in.
export { words } from './words.ts'
export { ProviderButtons as Page } from './ProviderButtons.tsx'
