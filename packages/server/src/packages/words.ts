// What is written into a case that was made of a package, for whoever has it.
import type { Language } from '@primero/domain/configuration/languages.ts'

export const overWords: Record<Language, string> = {
  en: 'The referral from which this case was made has ended. Decide with the person what stays here.',
  ar: 'انتهت الإحالة التي أُنشئت منها هذه الحالة. قرر مع الشخص المعني ما الذي يبقى هنا.',
  fr: 'Le référencement à partir duquel ce cas a été créé a pris fin. Décidez avec la personne de ce qui reste ici.',
  es: 'Ha terminado la remisión a partir de la cual se creó este caso. Decida con la persona qué se queda aquí.',
}

export const languageOf = (locale: string | undefined): Language =>
  locale !== undefined && locale in overWords ? (locale as Language) : 'en'
