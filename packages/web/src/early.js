// Runs before the first paint: theme, language and direction as this device last chose them. Says so where the browser
// is too old for the rest, or where the rest did not come: no page stays blank. Plain script in words that any browser
// can read: no arrows, no let.
var primeroSpoken = /^(ar|en|es|fr)(-|$)/
var primeroOld = {
  ar: 'هذا المتصفح قديم. يلزم Chrome 110 أو Firefox 121 أو Safari 16.4 أو أحدث. حدّث المتصفح.',
  en: 'This browser is too old. Chrome 110, Firefox 121, Safari 16.4 or newer is needed. Update the browser.',
  es: 'Este navegador es demasiado antiguo. Se necesita Chrome 110, Firefox 121, Safari 16.4 o más reciente. Actualícelo.',
  fr: 'Ce navigateur est trop ancien. Il faut Chrome 110, Firefox 121, Safari 16.4 ou plus récent. Mettez-le à jour.',
}
var primeroMissing = {
  ar: ['لم يصل التطبيق كاملاً. عملك غير المرسل على هذا الجهاز آمن.', 'حاول مرة أخرى'],
  en: ['The app did not come in full. Unsent work on this device is safe.', 'Try again'],
  es: ['La aplicación no llegó completa. El trabajo sin enviar está a salvo en este dispositivo.', 'Intentar de nuevo'],
  fr: [
    "L'application n'est pas arrivée en entier. Le travail non envoyé est en sécurité sur cet appareil.",
    'Réessayer',
  ],
}

function primeroChoice(key) {
  try {
    return localStorage.getItem('primero.' + key)
  } catch (_refused) {
    return null
  }
}

function primeroAgain() {
  location.reload()
}

function primeroSay(sentence, button) {
  var app = document.getElementById('app')
  if (!app || app.firstElementChild) return
  var main = document.createElement('main')
  main.className = 'early'
  var line = document.createElement('p')
  var again = document.createElement('button')
  line.textContent = sentence
  main.appendChild(line)
  again.className = 'btn'
  again.textContent = button
  again.onclick = primeroAgain
  if (button) main.appendChild(again)
  app.appendChild(main)
}

// What the app needs at least: these came with Chrome 105 and 110, Firefox 121 and 115, Safari 15.4 and 16.
function primeroCanRun() {
  return (
    'noModule' in document.createElement('script') &&
    window.HTMLDialogElement &&
    Array.prototype.toSorted &&
    window.CSS &&
    CSS.supports('selector(:has(a))')
  )
}

function primeroMissed(event) {
  // What was asked for early is asked for again when it is needed.
  if (!primeroCanRun() || (event.target && event.target.rel === 'modulepreload')) return
  var words = primeroMissing[document.documentElement.lang]
  primeroSay(words[0], words[1])
}

function primeroTooOld() {
  primeroSay(primeroOld[document.documentElement.lang])
}

function primeroSpeaks(locale) {
  return primeroSpoken.test(locale)
}

function primeroEarly() {
  var root = document.documentElement
  var theme = primeroChoice('theme') || (matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light')
  if (theme === 'dark') {
    root.setAttribute('data-theme', 'dark')
    document.querySelector('meta[name=theme-color]').setAttribute('content', '#0d1514')
  }
  var wished = [primeroChoice('locale')].concat(navigator.languages || [navigator.language])
  var spoken = primeroSpoken.exec(wished.filter(primeroSpeaks)[0])
  root.lang = spoken ? spoken[1] : 'en'
  root.dir = root.lang === 'ar' ? 'rtl' : 'ltr'
  if (!primeroCanRun()) document.addEventListener('DOMContentLoaded', primeroTooOld)
  // A script that did not come, or one that this browser cannot read, leaves the page empty.
  addEventListener('error', primeroMissed, true)
  addEventListener('primero-missed', primeroMissed)
}

// The words of the page, asked for with its script and not after it.
function primeroWords() {
  var known = document.querySelector('meta[name=words]')
  var file = known && JSON.parse(known.content)[document.documentElement.lang]
  if (!file) return
  var link = document.createElement('link')
  link.rel = 'modulepreload'
  link.href = file
  document.head.appendChild(link)
}

primeroEarly()
primeroWords()
