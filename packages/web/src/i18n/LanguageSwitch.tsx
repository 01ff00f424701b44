import { useLingui } from '@lingui/react/macro'
import { useState } from 'react'
import { type Language, languages } from '@primero/domain/configuration/languages.ts'
import { chooseLanguage } from '../store/language.ts'
import { Icon } from '../ui/Icon.tsx'
import { languageNow, speakAsChosen } from './speak.ts'

type LanguageSwitchProps = {
  /** What else must follow the language. */
  after?: () => void
  /** The languages that the site has, where it is known. */
  among?: readonly string[] | undefined
}

/** Each language under its own name, so that whoever is lost finds back. */
export function LanguageSwitch({ after, among }: LanguageSwitchProps) {
  const { t } = useLingui()
  const [missed, setMissed] = useState(false)
  const choose = async (language: Language): Promise<void> => {
    try {
      if (!(await speakAsChosen(language))) return
    } catch {
      // The words of another language lie on the server.
      return setMissed(true)
    }
    setMissed(false)
    chooseLanguage(language)
    after?.()
  }
  return (
    <>
      <label className="language">
        <span className="vh">{t`Language`}</span>
        <Icon name="languages" />
        <select value={languageNow()} onChange={(e) => void choose(e.target.value as Language)}>
          {languages
            .filter(({ code }) => among?.includes(code) ?? true)
            .map(({ code, name }) => (
              <option key={code} value={code} lang={code}>
                {name}
              </option>
            ))}
        </select>
      </label>
      <span role="status" className={missed ? 'hint' : 'vh'}>
        {missed && t`This needs a connection`}
      </span>
    </>
  )
}
