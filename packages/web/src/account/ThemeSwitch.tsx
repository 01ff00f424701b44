import { Trans } from '@lingui/react/macro'
import { useState } from 'react'
import { type Theme, chooseTheme, deviceTheme } from '../store/device.ts'
import { Icon } from '../ui/Icon.tsx'
import { showTheme } from './theme.ts'

export function ThemeSwitch() {
  const [theme, setTheme] = useState(deviceTheme)
  const choose = (next: Theme): void => {
    chooseTheme(next)
    setTheme(next)
    showTheme()
  }
  const radio = (value: Theme) => (
    <input type="radio" name="theme" checked={theme === value} onChange={() => choose(value)} />
  )
  return (
    <fieldset className="field">
      <legend>
        <Trans>Light or dark</Trans>
      </legend>
      <div className="seg">
        <label>
          {radio('system')}
          <span><Icon name="sun-moon" /> <Trans>As the device</Trans></span>
        </label>
        <label>
          {radio('light')}
          <span><Icon name="sun" /> <Trans>Light</Trans></span>
        </label>
        <label>
          {radio('dark')}
          <span><Icon name="moon" /> <Trans>Dark</Trans></span>
        </label>
      </div>
    </fieldset>
  )
}
