// Runs before the first paint: theme, language and direction as this device last chose them. Says so where the browser
// is too old for the rest. Plain script of its own, readable by any browser.
;(function () {
  var root = document.documentElement
  function read(key) {
    try {
      return localStorage.getItem('primero.' + key)
    } catch (e) {
      return null
    }
  }
  var theme = read('theme') || (matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light')
  if (theme === 'dark') root.setAttribute('data-theme', 'dark')
  var wished = [read('locale')].concat(navigator.languages || [navigator.language])
  var locale = 'en'
  for (var i = 0; i < wished.length; i++) {
    var language = String(wished[i]).split('-')[0]
    if (language === 'ar' || language === 'en') {
      locale = language
      break
    }
  }
  root.lang = locale
  root.dir = locale === 'ar' ? 'rtl' : 'ltr'
  if (window.HTMLDialogElement && window.CSS && CSS.supports('selector(:has(a))')) return
  document.addEventListener('DOMContentLoaded', function () {
    document.getElementById('app').textContent =
      locale === 'ar'
        ? 'هذا المتصفح قديم. يعمل بريميرو مع Chrome 109 وFirefox 121 وSafari 16.4 أو أحدث.'
        : 'This browser is too old. Primero works with Chrome 109, Firefox 121, Safari 16.4 or newer.'
  })
})()
