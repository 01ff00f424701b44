import { may } from '../store/config.ts'
import type { AppConfig } from '../store/store.ts'

/** Tasks are of cases that one owns: who opens none has none. */
export const hasTasks = (config: AppConfig): boolean => may(config, 'case', 'read') && may(config, 'case', 'create')
