// What stands in place of the password where an identity provider signs people in.
import type { Catalogues } from '../i18n/speak.ts'

export const words = import.meta.glob('./locales/*.po') as Catalogues
export { ProviderButtons as Page } from './ProviderButtons.tsx'
