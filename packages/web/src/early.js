// Runs before the first paint: theme, language and direction as this device last chose them. Says so where the browser
// is too old for the rest. Plain script in words that any browser can read: no arrows, no let.
function primeroChoice(key) {
  try {
    return localStorage.getItem('primero.' + key)
  } catch (_refused) {
    return null
  }
}

function primeroTooOld() {
  document.getElementById('app').textContent =
    document.documentElement.lang === 'ar'
      ? 'هذا المتصفح قديم. يعمل بريميرو مع Chrome 109 وFirefox 121 وSafari 16.4 أو أحدث.'
      : 'This browser is too old. Primero works with Chrome 109, Firefox 121, Safari 16.4 or newer.'
}

function primeroEarly() {
  var root = document.documentElement
  var theme = primeroChoice('theme') || (matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light')
  if (theme === 'dark') root.setAttribute('data-theme', 'dark')
  var wished = [primeroChoice('locale')].concat(navigator.languages || [navigator.language])
  var spoken = /^(ar|en)(-|$)/.exec(wished.filter(primeroSpeaks)[0])
  root.lang = spoken ? spoken[1] : 'en'
  root.dir = root.lang === 'ar' ? 'rtl' : 'ltr'
  if (!window.HTMLDialogElement || !window.CSS || !CSS.supports('selector(:has(a))'))
    document.addEventListener('DOMContentLoaded', primeroTooOld)
}

function primeroSpeaks(locale) {
  return /^(ar|en)(-|$)/.test(locale)
}

primeroEarly()
