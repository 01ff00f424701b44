// What the pages of a one-time link say. They name no person, no case, and nothing of what the house is for.
import type { Language } from '@primero/domain/configuration/languages.ts'

type Words = Record<
  | 'codeTitle'
  | 'codeHint'
  | 'code'
  | 'open'
  | 'wrong'
  | 'locked'
  | 'over'
  | 'busy'
  | 'title'
  | 'reference'
  | 'service'
  | 'wantedBy'
  | 'deadline'
  | 'sender'
  | 'contact'
  | 'notes'
  | 'until'
  | 'accept'
  | 'reject'
  | 'done'
  | 'note'
  | 'noteHint'
  | 'accepted'
  | 'thanks'
  | 'keep'
  | 'yes'
  | 'no',
  string
>

export const linkWords: Record<Language, Words> = {
  en: {
    codeTitle: 'Type the code',
    codeHint: 'Whoever sent you this link tells you its code by another way: eight digits.',
    code: 'Code',
    open: 'Open',
    wrong: 'That was not the code. After five wrong codes the link is locked.',
    locked: 'This link is locked. Ask whoever sent you the link for a new code.',
    over: 'This link is not open. Ask whoever sent it.',
    busy: 'Too many tries from here. Wait a minute.',
    title: 'Somebody asks for your service',
    reference: 'Reference',
    service: 'Service',
    wantedBy: 'Answer wanted by',
    deadline: 'Care within 72 hours ends',
    sender: 'Sent by',
    contact: 'How to reach them',
    notes: 'Notes',
    until: 'This link is open until',
    accept: 'Accept',
    reject: 'Reject',
    done: 'Service given',
    note: 'Your words (if you want)',
    noteHint: 'No names.',
    accepted: 'You accepted. When the service was given, say so here.',
    thanks: 'Thank you. Your answer has been passed on.',
    keep: 'Keep nothing of this page on a device that others use.',
    yes: 'Yes',
    no: 'No',
  },
  ar: {
    codeTitle: 'اكتب الرمز',
    codeHint: 'من أرسل لك هذا الرابط يخبرك برمزه بطريقة أخرى: ثمانية أرقام.',
    code: 'الرمز',
    open: 'فتح',
    wrong: 'ليس هذا هو الرمز. بعد خمسة رموز خاطئة يُقفل الرابط.',
    locked: 'هذا الرابط مقفل. اطلب رمزًا جديدًا ممن أرسل لك الرابط.',
    over: 'هذا الرابط غير مفتوح. اسأل من أرسله.',
    busy: 'محاولات كثيرة من هنا. انتظر دقيقة.',
    title: 'أحدهم يطلب خدمتك',
    reference: 'المرجع',
    service: 'الخدمة',
    wantedBy: 'الجواب مطلوب قبل',
    deadline: 'تنتهي مهلة الرعاية (72 ساعة)',
    sender: 'أرسلها',
    contact: 'كيف تتواصل معهم',
    notes: 'ملاحظات',
    until: 'هذا الرابط مفتوح حتى',
    accept: 'قبول',
    reject: 'رفض',
    done: 'قُدّمت الخدمة',
    note: 'كلماتك (إن أردت)',
    noteHint: 'دون أسماء.',
    accepted: 'لقد قبلت. عندما تُقدَّم الخدمة، قل ذلك هنا.',
    thanks: 'شكرًا لك. وصل جوابك.',
    keep: 'لا تحفظ شيئًا من هذه الصفحة على جهاز يستخدمه غيرك.',
    yes: 'نعم',
    no: 'لا',
  },
  fr: {
    codeTitle: 'Saisissez le code',
    codeHint: 'La personne qui vous a envoyé ce lien vous donne son code par un autre moyen : huit chiffres.',
    code: 'Code',
    open: 'Ouvrir',
    wrong: 'Ce n’était pas le code. Après cinq codes faux, le lien est bloqué.',
    locked: 'Ce lien est bloqué. Demandez un nouveau code à la personne qui vous a envoyé le lien.',
    over: 'Ce lien n’est pas ouvert. Demandez à la personne qui l’a envoyé.',
    busy: 'Trop d’essais depuis ici. Attendez une minute.',
    title: 'On demande votre service',
    reference: 'Référence',
    service: 'Service',
    wantedBy: 'Réponse attendue avant',
    deadline: 'Fin des 72 heures pour les soins',
    sender: 'Envoyé par',
    contact: 'Comment les joindre',
    notes: 'Notes',
    until: 'Ce lien est ouvert jusqu’au',
    accept: 'Accepter',
    reject: 'Refuser',
    done: 'Service rendu',
    note: 'Vos mots (si vous voulez)',
    noteHint: 'Aucun nom.',
    accepted: 'Vous avez accepté. Quand le service est rendu, dites-le ici.',
    thanks: 'Merci. Votre réponse a été transmise.',
    keep: 'Ne gardez rien de cette page sur un appareil que d’autres utilisent.',
    yes: 'Oui',
    no: 'Non',
  },
  es: {
    codeTitle: 'Escriba el código',
    codeHint: 'Quien le envió este enlace le dice su código por otra vía: ocho dígitos.',
    code: 'Código',
    open: 'Abrir',
    wrong: 'Ese no era el código. Tras cinco códigos equivocados el enlace se bloquea.',
    locked: 'Este enlace está bloqueado. Pida un nuevo código a quien le envió el enlace.',
    over: 'Este enlace no está abierto. Pregunte a quien lo envió.',
    busy: 'Demasiados intentos desde aquí. Espere un minuto.',
    title: 'Alguien pide su servicio',
    reference: 'Referencia',
    service: 'Servicio',
    wantedBy: 'Respuesta esperada antes de',
    deadline: 'Fin de las 72 horas para la atención',
    sender: 'Enviado por',
    contact: 'Cómo contactarlos',
    notes: 'Notas',
    until: 'Este enlace está abierto hasta',
    accept: 'Aceptar',
    reject: 'Rechazar',
    done: 'Servicio prestado',
    note: 'Sus palabras (si quiere)',
    noteHint: 'Sin nombres.',
    accepted: 'Usted aceptó. Cuando el servicio se haya prestado, dígalo aquí.',
    thanks: 'Gracias. Su respuesta fue transmitida.',
    keep: 'No guarde nada de esta página en un dispositivo que usan otros.',
    yes: 'Sí',
    no: 'No',
  },
}
