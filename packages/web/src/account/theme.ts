// Turns the page light or dark, as chosen or as the device has it. The early script does it before the first paint.
import { deviceTheme } from '../store/device.ts'

const dark = matchMedia('(prefers-color-scheme: dark)')

/** `--ground` of tokens.css: the bar of the browser, or of the system around the installed app. */
const grounds = { light: '#f2f5f0', dark: '#0d1514' }

export function showTheme(): void {
  const chosen = deviceTheme()
  const now = chosen === 'system' ? (dark.matches ? 'dark' : 'light') : chosen
  if (now === 'dark') document.documentElement.dataset['theme'] = 'dark'
  else delete document.documentElement.dataset['theme']
  document.querySelector('meta[name=theme-color]')?.setAttribute('content', grounds[now])
}

export const followDevice = (): void => dark.addEventListener('change', showTheme)
