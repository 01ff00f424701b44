import { msg } from '@lingui/core/macro'
import { useLingui } from '@lingui/react/macro'
import type { MessageDescriptor } from '@lingui/core'
import type { RecordType } from '@primero/domain/configuration/bundle.ts'
import { useConfig } from '../../store/store.ts'
import type { Part } from '../api.ts'

const names: Record<RecordType, MessageDescriptor> = {
  case: msg`Cases`,
  incident: msg`Incidents`,
  tracing_request: msg`Tracing requests`,
  registry_record: msg`Registry records`,
  family: msg`Families`,
}

const modules: Record<string, MessageDescriptor> = {
  'primeromodule-cp': msg`child protection`,
  'primeromodule-gbv': msg`gender-based violence`,
  'primeromodule-mrm': msg`grave violations`,
}

/** What is handed over, in words; the module only where it must be told apart. */
export function usePartName(parts: readonly Part[]): (part: Part) => string {
  const { t } = useLingui()
  const config = useConfig()
  const isMixed = new Set(parts.map(({ module }) => module)).size > 1
  return ({ type, module }) => {
    const known = modules[module]
    const name = known ? t(known) : (config.configuration.modules.get(module)?.name ?? module)
    return isMixed ? `${t(names[type])} (${name})` : t(names[type])
  }
}
