// What mails say, in the language of who gets them: no name of a person, nothing of a record. A stranger who reads the
// subject on a screen learns that there is a mail.
import { noticeKinds } from '@primero/domain/workflow/notices.ts'
import { noticeWords } from '../own-notices/words.ts'
import type { Counted } from '../own-notices/hints.ts'
import type { MailKind } from './kinds.ts'

export type Letter = { subject: string; text: string }

/** `app`: as the instance calls itself. `address`: the link, or the instance itself. `counted`: so many notices. */
export type Facts = { app: string; address: string; counted?: Counted | undefined }

type Words = Record<Exclude<MailKind, 'letter'>, (facts: Facts) => string> & {
  subject: (facts: Facts) => string
  /** Under what an administrator wrote. */
  byAdministration: (facts: Facts) => string
}

/** How many of which kind, each on a line of its own. */
function listed(language: string, counted: Counted = {}): string {
  const lines = noticeKinds.flatMap((kind) => {
    const count = counted[kind]
    return count === undefined ? [] : [`- ${noticeWords(language, kind)}${language === 'fr' ? '\u00a0' : ''}: ${count}`]
  })
  return lines.length === 0 ? ' ' : `\n\n${lines.join('\n')}\n\n`
}

const en: Words = {
  subject: ({ app }) => `${app}: a message for you`,
  reset: ({
    address,
  }) => `Somebody asked for a new password for your account. If it was you, open this link within 24 hours and choose one:

${address}

If it was not you, you need not do anything: your password stays as it is.
Give this link to nobody, not even to somebody who offers help.`,
  invitation: ({ address }) => `An account was made for you. Open this link within 24 hours and choose a password:

${address}

Later it opens nothing: then ask for a new one on the sign-in page, under "Forgotten password, or no account?".
Give this link to nobody, not even to somebody who offers help.`,
  'signed-up': ({ address }) => `You signed up. Open this link within 24 hours and choose a password:

${address}

If it was not you, you need not do anything: without a password nobody comes in.
Give this link to nobody, not even to somebody who offers help.`,
  'has-account': ({
    address,
  }) => `Somebody signed up with this address, but it has an account already. Nothing was changed.

If it was you, sign in. If you do not know your password, choose "Forgotten password, or no account?" there:

${address}`,
  notice: ({ address, counted }) => `There is something new for you.${listed('en', counted)}Sign in to read it:

${address}`,
  byAdministration: ({ app }) => `This was written by the administration of ${app}. Answers to this mail are not read.`,
}

const fr: Words = {
  subject: ({ app }) => `${app} : un message pour vous`,
  reset: ({
    address,
  }) => `Un nouveau mot de passe a été demandé pour votre compte. Si c’était vous, ouvrez ce lien dans les 24 heures et choisissez-en un :

${address}

Si ce n’était pas vous, vous n’avez rien à faire : votre mot de passe reste le même.
Ne donnez ce lien à personne, pas même à quelqu’un qui propose son aide.`,
  invitation: ({
    address,
  }) => `Un compte a été créé pour vous. Ouvrez ce lien dans les 24 heures et choisissez un mot de passe :

${address}

Plus tard il n’ouvre plus rien : demandez-en alors un nouveau sur la page de connexion, sous « Mot de passe oublié, ou pas de compte ? ».
Ne donnez ce lien à personne, pas même à quelqu’un qui propose son aide.`,
  'signed-up': ({
    address,
  }) => `Votre inscription est bien arrivée. Ouvrez ce lien dans les 24 heures et choisissez un mot de passe :

${address}

Si ce n’était pas vous, vous n’avez rien à faire : sans mot de passe, personne n’entre.
Ne donnez ce lien à personne, pas même à quelqu’un qui propose son aide.`,
  'has-account': ({
    address,
  }) => `Une inscription a été faite avec cette adresse, mais elle a déjà un compte. Rien n’a été changé.

Si c’était vous, connectez-vous. Si vous ne connaissez plus votre mot de passe, choisissez-y « Mot de passe oublié, ou pas de compte ? » :

${address}`,
  notice: ({ address, counted }) => `Il y a du nouveau pour vous.${listed('fr', counted)}Connectez-vous pour le lire :

${address}`,
  byAdministration: ({ app }) =>
    `Ce message a été écrit par l’administration de ${app}. Les réponses à ce message ne sont pas lues.`,
}

const es: Words = {
  subject: ({ app }) => `${app}: un mensaje para usted`,
  reset: ({
    address,
  }) => `Se pidió una nueva contraseña para su cuenta. Si fue usted, abra este enlace en las próximas 24 horas y elija una:

${address}

Si no fue usted, no tiene que hacer nada: su contraseña sigue siendo la misma.
No dé este enlace a nadie, ni siquiera a quien le ofrezca ayuda.`,
  invitation: ({
    address,
  }) => `Se creó una cuenta para usted. Abra este enlace en las próximas 24 horas y elija una contraseña:

${address}

Después ya no abre nada: pida entonces otro en la página de inicio de sesión, en «¿Olvidó su contraseña o no tiene cuenta?».
No dé este enlace a nadie, ni siquiera a quien le ofrezca ayuda.`,
  'signed-up': ({
    address,
  }) => `Su registro ha llegado. Abra este enlace en las próximas 24 horas y elija una contraseña:

${address}

Si no fue usted, no tiene que hacer nada: sin contraseña no entra nadie.
No dé este enlace a nadie, ni siquiera a quien le ofrezca ayuda.`,
  'has-account': ({ address }) => `Alguien se registró con esta dirección, pero ya tiene una cuenta. No se cambió nada.

Si fue usted, inicie sesión. Si no recuerda su contraseña, elija allí «¿Olvidó su contraseña o no tiene cuenta?»:

${address}`,
  notice: ({ address, counted }) => `Hay algo nuevo para usted.${listed('es', counted)}Inicie sesión para leerlo:

${address}`,
  byAdministration: ({ app }) =>
    `Este mensaje lo escribió la administración de ${app}. Las respuestas a este mensaje no se leen.`,
}

const ar: Words = {
  subject: ({ app }) => `${app}: رسالة لك`,
  reset: ({
    address,
  }) => `طُلبت كلمة مرور جديدة لحسابك. إذا كان الطلب منك، فافتح هذا الرابط خلال 24 ساعة واختر كلمة مرور:

${address}

إذا لم يكن الطلب منك فلا حاجة لأن تفعل شيئًا: تبقى كلمة مرورك كما هي.
لا تعطِ هذا الرابط لأحد، ولا حتى لمن يعرض المساعدة.`,
  invitation: ({ address }) => `أُنشئ حساب لك. افتح هذا الرابط خلال 24 ساعة واختر كلمة مرور:

${address}

بعد ذلك لا يفتح الرابط شيئًا: اطلب حينها رابطًا جديدًا في صفحة تسجيل الدخول تحت «نسيت كلمة المرور، أو لا حساب لك؟».
لا تعطِ هذا الرابط لأحد، ولا حتى لمن يعرض المساعدة.`,
  'signed-up': ({ address }) => `وصل تسجيلك. افتح هذا الرابط خلال 24 ساعة واختر كلمة مرور:

${address}

إذا لم تكن أنت من سجّل فلا حاجة لأن تفعل شيئًا: لا يدخل أحد بلا كلمة مرور.
لا تعطِ هذا الرابط لأحد، ولا حتى لمن يعرض المساعدة.`,
  'has-account': ({ address }) => `سجّل شخص ما بهذا العنوان، لكن له حسابًا من قبل. لم يتغيّر شيء.

إذا كنت أنت فسجّل الدخول. وإذا لم تعرف كلمة مرورك فاختر هناك «نسيت كلمة المرور، أو لا حساب لك؟»:

${address}`,
  notice: ({ address, counted }) => `هناك جديد لك.${listed('ar', counted)}سجّل الدخول لتقرأه:

${address}`,
  byAdministration: ({ app }) => `كتبت هذه الرسالةَ إدارةُ ${app}. لا تُقرأ الردود على هذه الرسالة.`,
}

const languages: Record<string, Words> = { en, fr, es, ar }

/** `ar-SY` reads Arabic; a language that has no words here reads English. */
export const languageOf = (locale: string): string => {
  const base = locale.split('-')[0] ?? 'en'
  return Object.hasOwn(languages, base) ? base : 'en'
}

export type Said = Letter & { language: string }

/** A mail of this kind; `letter` is what an administrator wrote. */
export function said(kind: MailKind, locale: string, facts: Facts, letter?: Letter): Said {
  const language = languageOf(locale)
  const words = languages[language] ?? en
  if (kind === 'letter') {
    if (letter === undefined) throw new Error('A letter without its text.')
    return { language, subject: letter.subject, text: `${letter.text}\n\n--\n${words.byAdministration(facts)}\n` }
  }
  return { language, subject: words.subject(facts), text: `${words[kind](facts)}\n` }
}
