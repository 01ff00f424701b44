// The words of this room, once for all its doors.
import type { Catalogues } from '../i18n/speak.ts'

export const words = import.meta.glob('./locales/*.po') as Catalogues
