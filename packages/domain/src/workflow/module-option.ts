import { isObject } from '../forms/answer.ts'
import type { Configuration } from '../configuration/configuration.ts'

/** An option of the module, or else the setting of that name: the one list counts, not both. */
export function optionOf(config: Configuration, module: string, name: string): Record<string, unknown> {
  const own = config.modules.get(module)?.options[name]
  const option = isObject(own) ? own : config.settings[name]
  return isObject(option) ? option : {}
}
