// Showing a hidden identity on the page of its record: for who may, on a line to the server.
import type { Catalogues } from '../i18n/speak.ts'

export const words = import.meta.glob('./locales/*.po') as Catalogues
export { RevealCard as Page } from './reveal/RevealCard.tsx'
