// Turns the page light or dark, as chosen or as the device has it. The early script does it before the first paint.
import { deviceTheme } from '../store/device.ts'

const dark = matchMedia('(prefers-color-scheme: dark)')

export function showTheme(): void {
  const chosen = deviceTheme()
  const now = chosen === 'system' ? (dark.matches ? 'dark' : 'light') : chosen
  if (now === 'dark') document.documentElement.dataset['theme'] = 'dark'
  else delete document.documentElement.dataset['theme']
}

export const followDevice = (): void => dark.addEventListener('change', showTheme)
