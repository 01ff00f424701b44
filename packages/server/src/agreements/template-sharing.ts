// Template: an information-sharing protocol.
import type { Texts } from './queries.ts'

export const sharingTemplate: Texts = {
  en: {
    title: 'Information-sharing protocol',
    text: `The organizations that sign below agree on how they share information about people.

- Purpose: write what the information is needed for. It is used for nothing else.
- What: only what the receiving organization needs to know, and never more than was agreed here.
- Consent: the person has agreed to this sharing, or the law asks for it.
- How: only through this system, or by a way that is as safe.
- Safety: each organization protects what it receives, and tells the other at once when something went wrong.
- Correction: each passes on corrections, and deletes what it no longer needs.
- Duration: the protocol counts until its last day. Without a new one, sharing stops.

Write here who speaks for each organization.`,
  },
  ar: {
    title: 'بروتوكول تبادل المعلومات',
    text: `تتفق المنظمات الموقعة أدناه على كيفية تبادل المعلومات المتعلقة بالأشخاص.

- الغرض: اكتب لماذا تلزم المعلومات. لا تُستخدم لأي شيء آخر.
- المحتوى: فقط ما تحتاج المنظمة المستلمة إلى معرفته، ولا يزيد أبداً على ما اتُّفق عليه هنا.
- الموافقة: وافق الشخص على هذا التبادل، أو يقتضيه القانون.
- الطريقة: فقط عبر هذا النظام أو بطريقة آمنة مثله.
- السلامة: تحمي كل منظمة ما تستلمه، وتخبر الأخرى فوراً إذا حدث خطأ.
- التصحيح: تنقل كل منظمة التصحيحات، وتحذف ما لم تعد تحتاجه.
- المدة: يسري البروتوكول حتى يومه الأخير. ومن دون بروتوكول جديد يتوقف التبادل.

اكتب هنا من يمثّل كل منظمة.`,
  },
  fr: {
    title: 'Protocole de partage d’informations',
    text: `Les organisations signataires conviennent de la façon dont elles partagent des informations sur des personnes.

- But : écrivez à quoi servent les informations. Elles ne servent à rien d’autre.
- Contenu : seulement ce que l’organisation qui reçoit doit savoir, jamais plus que ce qui est convenu ici.
- Consentement : la personne a accepté ce partage, ou la loi l’exige.
- Moyen : seulement par ce système, ou par une voie aussi sûre.
- Sécurité : chaque organisation protège ce qu’elle reçoit et prévient l’autre tout de suite en cas de problème.
- Correction : chacune transmet les corrections et supprime ce dont elle n’a plus besoin.
- Durée : le protocole vaut jusqu’à son dernier jour. Sans nouveau protocole, le partage s’arrête.

Écrivez ici qui parle au nom de chaque organisation.`,
  },
  es: {
    title: 'Protocolo de intercambio de información',
    text: `Las organizaciones que firman acuerdan cómo comparten información sobre personas.

- Fin: escriba para qué se necesita la información. No se usa para nada más.
- Qué: solo lo que la organización que recibe necesita saber, y nunca más de lo acordado aquí.
- Consentimiento: la persona aceptó este intercambio, o la ley lo exige.
- Cómo: solo por este sistema, o por una vía igual de segura.
- Seguridad: cada organización protege lo que recibe y avisa enseguida a la otra si algo salió mal.
- Corrección: cada una transmite las correcciones y borra lo que ya no necesita.
- Duración: el protocolo vale hasta su último día. Sin uno nuevo, el intercambio se detiene.

Escriba aquí quién habla por cada organización.`,
  },
}
