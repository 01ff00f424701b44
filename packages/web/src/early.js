// Runs before the first paint: theme, language and direction as this device last chose them.
;(() => {
  const root = document.documentElement
  const read = (key) => {
    try {
      return localStorage.getItem(`primero.${key}`)
    } catch {
      return null
    }
  }
  const theme = read('theme') || (matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light')
  if (theme === 'dark') root.dataset.theme = 'dark'
  const locale =
    read('locale') ||
    navigator.languages.map((l) => l.split('-')[0]).find((l) => l === 'ar' || l === 'en') ||
    'en'
  root.lang = locale
  root.dir = locale === 'ar' ? 'rtl' : 'ltr'
})()
