// Whether the office has a page for somebody, known before the office comes.
import { may } from '../store/config.ts'
import type { AppConfig } from '../store/store.ts'

/** `isFor` of the pages, put together. */
const rights = {
  user: ['read', 'agency_read'],
  role: ['read'],
  user_group: ['read'],
  agency: ['read', 'write'],
  audit_log: ['read'],
  code_of_conduct: ['manage'],
  activity_log: ['transfer'],
  system: ['manage'],
}

export const mayEnterOffice = (config: AppConfig): boolean =>
  Object.entries(rights).some(([resource, actions]) => actions.some((action) => may(config, resource, action)))
