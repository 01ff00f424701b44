// What is looked at when an approval is asked for: the forms that the module names for it.
import { optionOf } from './module-option.ts'
import type { Configuration } from '../configuration/configuration.ts'

export function formsOfApproval(config: Configuration, module: string, approval: string): string[] {
  const forms = optionOf(config, module, 'approval_forms_to_alert')
  return Object.keys(forms).filter((id) => forms[id] === approval)
}
