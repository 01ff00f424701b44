// Whether the office has a page for somebody, known before the office comes.
import { may } from '../store/config.ts'
import type { AppConfig } from '../store/store.ts'

const rights = ['user', 'role', 'user_group', 'agency', 'audit_log'] as const

export const mayEnterOffice = (config: AppConfig): boolean =>
  rights.some((resource) => may(config, resource, 'read')) ||
  may(config, 'code_of_conduct', 'manage') ||
  may(config, 'activity_log', 'transfer')
