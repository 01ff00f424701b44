import { useLingui } from '@lingui/react/macro'
import { useState } from 'react'
import { chooseTheme, deviceTheme, type Theme } from '../store/device.ts'
import { Icon } from '../ui/Icon.tsx'
import type { Sign } from '../ui/signs.ts'
import { showTheme } from './theme.ts'

export function ThemeSwitch() {
  const { t } = useLingui()
  const [theme, setTheme] = useState(deviceTheme)
  const choose = (next: Theme): void => {
    chooseTheme(next)
    setTheme(next)
    showTheme()
  }
  const themes: { value: Theme; sign: Sign; word: string }[] = [
    { value: 'system', sign: 'sun-moon', word: t`As the device` },
    { value: 'light', sign: 'sun', word: t`Light` },
    { value: 'dark', sign: 'moon', word: t`Dark` },
  ]
  return (
    <fieldset className="field">
      <legend>{t`Light or dark`}</legend>
      <div className="seg">
        {themes.map(({ value, sign, word }) => (
          <label key={value}>
            <input type="radio" name="theme" checked={theme === value} onChange={() => choose(value)} />
            <span>
              <Icon name={sign} /> {word}
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  )
}
