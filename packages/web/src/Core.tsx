// Behind the door: the frame and its pages.
import './home/home.css'
import './forms/forms.css'
import './lists/lists.css'
import './outbox/outbox.css'
import './account/account.css'
import { useEffect, useState } from 'react'
import { NoAnswerPage } from './entry/NoAnswerPage.tsx'
import { StartingPage } from './entry/StartingPage.tsx'
import { Frame } from './frame/Frame.tsx'
import { bestLanguage } from './i18n/languages.ts'
import { speakOfRecords } from './i18n/speak.ts'
import { Routes } from './routes.tsx'
import { keepShell } from './shell/version.ts'
import { useEngineAtWork } from './store/atWork.ts'
import './store/lease.ts'
import { configNow } from './store/presence.ts'
import { leftAlone } from './store/session.ts'
import { useConfig } from './store/store.ts'
import { ownClient } from './store/vault/own.ts'
import { isOwn } from './store/vault/space.ts'
import { type Limits, watchOver } from './store/watch.ts'

const minutes = 60_000
/** Who keeps nothing here is asked for the password after this long. */
const idleAfter = 15 * minutes

function limits(): Limits {
  const policy = isOwn() ? configNow()?.policy : undefined
  if (!policy) return { idle: idleAfter, hidden: Number.POSITIVE_INFINITY }
  return { idle: policy.lockMinutes * minutes, hidden: policy.hiddenMinutes * minutes }
}
const lockByItself = (after: number | undefined): void => {
  if (isOwn()) void ownClient().ask('lockIn', after)
}

export function Core() {
  const language = useConfig().locale
  const [words, setWords] = useState<'coming' | 'here' | 'missed'>('coming')
  useEngineAtWork()
  useEffect(() => void keepShell(), [])
  // It is looked at when there is no line, also in a browser that keeps nothing of the app.
  useEffect(() => void import('./outbox/OutboxPage.tsx').catch(() => undefined), [])
  useEffect(() => watchOver(limits, () => void leftAlone(), lockByItself), [])
  useEffect(() => {
    void speakOfRecords(bestLanguage([language])).then(
      () => setWords('here'),
      // The words of the language before are better than none.
      () => setWords((now) => (now === 'here' ? now : 'missed')),
    )
  }, [language])
  if (words === 'missed') return <NoAnswerPage problem={undefined} again={() => window.location.reload()} />
  if (words === 'coming') return <StartingPage />
  return (
    <Frame>
      <Routes />
    </Frame>
  )
}
