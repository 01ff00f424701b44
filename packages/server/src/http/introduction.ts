// How the app introduces itself to the device that installs it (api-admin §25): nothing that tells what it is for.

type Words = { description: string; begin: string }

const words: Record<string, Words> = {
  en: { description: 'Works without a network', begin: 'New' },
  ar: { description: 'يعمل بلا شبكة', begin: 'جديد' },
  es: { description: 'Funciona sin red', begin: 'Nuevo' },
  fr: { description: 'Fonctionne sans réseau', begin: 'Nouveau' },
}

const picture = (name: string, sizes: string, purpose = 'any') => ({
  src: `/${name}.png`,
  sizes,
  type: 'image/png',
  purpose,
})

/** `languages`: the header `accept-language`; the first of its languages that we speak counts. */
export function introduction(name: string, languages = ''): object {
  const wished = languages.split(',').map((tag) => tag.trim().split(/[-;]/)[0] ?? '')
  const lang = wished.find((tag) => Object.hasOwn(words, tag)) ?? 'en'
  const { description, begin } = words[lang] as Words
  return {
    id: '/',
    name,
    short_name: name,
    description,
    lang,
    dir: lang === 'ar' ? 'rtl' : 'ltr',
    start_url: '/',
    scope: '/',
    display: 'standalone',
    // The page's own ground: the splash turns into the app without a flash.
    background_color: '#f2f5f0',
    theme_color: '#f2f5f0',
    icons: [
      picture('icon-192', '192x192'),
      picture('icon-512', '512x512'),
      picture('icon-maskable-512', '512x512', 'maskable'),
      { src: '/brand.svg', sizes: 'any', type: 'image/svg+xml' },
    ],
    shortcuts: [{ name: begin, url: '/new' }],
  }
}
