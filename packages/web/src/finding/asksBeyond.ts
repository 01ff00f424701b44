import type { AppConfig } from '../store/store.ts'

/** The registration desk, and whoever has its right by name: `manage` does not bring it (design: record search beyond scope). */
export const asksBeyond = ({ me }: AppConfig): boolean =>
  me.role.permissions['case']?.includes('search_owned_by_others') === true
