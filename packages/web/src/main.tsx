import './ui/tokens.css'
import './ui/base.css'
import './ui/parts.css'
import './frame/frame.css'
import './entry/entry.css'
import { i18n } from '@lingui/core'
import { I18nProvider } from '@lingui/react'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { App } from './App.tsx'
import { followDevice } from './account/theme.ts'
import { bestLanguage } from './i18n/languages.ts'
import { speak } from './i18n/speak.ts'
import { watchInstallOffer } from './shell/install.ts'
import { prefetchUnlock } from './loadCore.tsx'
import { deviceLocale, hadVault } from './store/device.ts'
import { begin } from './store/session.ts'
import { watchLine } from './sync/connection.ts'
import { watchSpending } from './sync/thrift.ts'

followDevice()
// A page that the browser kept aside while somebody signed out must not come back as it was.
window.addEventListener('pageshow', (e) => {
  if (e.persisted) window.location.reload()
})
watchLine()
watchSpending()
watchInstallOffer()
if (hadVault()) prefetchUnlock()
void begin()

function show(): void {
  const place = document.getElementById('app')
  if (!place) return
  createRoot(place).render(
    <StrictMode>
      <I18nProvider i18n={i18n}>
        <App />
      </I18nProvider>
    </StrictMode>,
  )
  // After the page: it needs none of this to appear. What does not come now, the core asks for again.
  void import('./shell/version.ts').then(
    ({ keepShellSoon }) => keepShellSoon(),
    () => undefined,
  )
}

// Without words only the early script can say so, and a missed file is not asked for again: start anew.
function startAnew(): void {
  window.dispatchEvent(new Event('primero-missed'))
  window.setTimeout(() => window.location.reload(), 5_000)
}

// Without a network, another language than the kept ones gives way to English, which is always kept.
void speak(bestLanguage([deviceLocale(), ...navigator.languages]))
  .catch(() => speak('en'))
  .then(show, startAnew)
