// Behind the door: the frame and its pages.
import './home/home.css'
import './lists/lists.css'
import './outbox/outbox.css'
import './account/account.css'
import { useEffect, useState } from 'react'
import { StartingPage } from './entry/StartingPage.tsx'
import { Frame } from './frame/Frame.tsx'
import { bestLanguage } from './i18n/languages.ts'
import { speakOfRecords } from './i18n/speak.ts'
import { Routes } from './routes.tsx'
import { useOutboxAtWork } from './store/outbox.ts'
import { watchIdle } from './store/session.ts'
import { useConfig } from './store/store.ts'

export function Core() {
  const language = useConfig().locale
  const [worded, setWorded] = useState(false)
  useOutboxAtWork()
  useEffect(() => watchIdle(), [])
  useEffect(() => {
    void speakOfRecords(bestLanguage([language])).then(() => setWorded(true))
  }, [language])
  if (!worded) return <StartingPage />
  return (
    <Frame>
      <Routes />
    </Frame>
  )
}
