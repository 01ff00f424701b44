// Options of the system: under `system_options`, or beside it as older exports have them.
import type { Configuration } from './configuration.ts'

export function systemOption(config: Configuration, name: string): unknown {
  const options = config.settings['system_options']
  const nested =
    typeof options === 'object' && options !== null && Object.hasOwn(options, name)
      ? (options as Record<string, unknown>)[name]
      : undefined
  return nested ?? config.settings[name]
}
