// What a push says on a screen that anybody may look at: the name of the app as the instance calls it, and a number.
import { languageOf } from '../mail/words.ts'

const news: Record<string, (count: number) => string> = {
  en: (count) => `New notices: ${count}`,
  fr: (count) => `Nouveaux avis\u00a0: ${count}`,
  es: (count) => `Avisos nuevos: ${count}`,
  ar: (count) => `إشعارات جديدة: ${count}`,
}
const opens: Record<string, string> = { en: 'Open', fr: 'Ouvrir', es: 'Abrir', ar: 'افتح' }

export type PushWords = {
  title: string
  body: string
  action_label: string
  icon: string
  link: string
  lang: string
  dir: 'ltr' | 'rtl'
}

export function pushWords(locale: string, title: string, count: number): PushWords {
  const lang = languageOf(locale)
  return {
    title,
    body: (news[lang] ?? news['en'] ?? String)(count),
    action_label: opens[lang] ?? 'Open',
    icon: '/icon-192.png',
    link: '/office/notices',
    lang,
    dir: lang === 'ar' ? 'rtl' : 'ltr',
  }
}
