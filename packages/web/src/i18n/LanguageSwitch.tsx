import { useLingui } from '@lingui/react/macro'
import { chooseLocale } from '../store/device.ts'
import { Icon } from '../ui/Icon.tsx'
import { type Language, languages } from './languages.ts'
import { languageNow, speak } from './speak.ts'

/** Each language under its own name, so that whoever is lost finds back. `after`: what else must follow the language. */
export function LanguageSwitch({ after }: { after?: () => void }) {
  const { t } = useLingui()
  const choose = async (language: Language): Promise<void> => {
    chooseLocale(language)
    await speak(language)
    after?.()
  }
  return (
    <label className="language">
      <span className="vh">{t`Language`}</span>
      <Icon name="languages" />
      <select value={languageNow()} onChange={(e) => void choose(e.target.value as Language)}>
        {languages.map(({ code, name }) => (
          <option key={code} value={code} lang={code}>
            {name}
          </option>
        ))}
      </select>
    </label>
  )
}
