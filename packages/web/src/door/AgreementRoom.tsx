// What somebody accepts before he goes on: at the door, and over the page of whoever is in already.
import type { Catalogues } from '../i18n/speak.ts'

export const words = import.meta.glob('./locales/*.po') as Catalogues
export { AgreementPage as Page } from './AgreementPage.tsx'
