// Notices on the home page, for who has some: they come with a line to the server.
import type { Catalogues } from '../i18n/speak.ts'

export const words = import.meta.glob('./locales/*.po') as Catalogues
export { OwnNotices as Page } from './notices/OwnNotices.tsx'
