// Template: the terms of an agency.
import type { Texts } from './queries.ts'

export const termsTemplate: Texts = {
  en: {
    title: 'Terms of use of our agency',
    text: `These terms are between you and the agency that gave you this account.

- The account is for the work of the agency and for you alone.
- What you record belongs to the person it is about. The agency keeps it safe on that person’s behalf.
- You follow the agency’s rules on data protection and its instructions for this system.
- You use devices that the agency allows, and return or clean them when your work ends.
- The agency may look at what was opened and changed with your account.
- When your work for the agency ends, your account ends too.

Write here whom to ask, and which rules of the agency apply.`,
  },
  ar: {
    title: 'شروط الاستخدام الخاصة بوكالتنا',
    text: `هذه الشروط بينك وبين الوكالة التي منحتك هذا الحساب.

- الحساب مخصص لعمل الوكالة ولك وحدك.
- ما تسجله يخص الشخص المعني به، والوكالة تحفظه بأمان نيابةً عنه.
- تتبع قواعد الوكالة لحماية البيانات وتعليماتها الخاصة بهذا النظام.
- تستخدم الأجهزة التي تسمح بها الوكالة، وتعيدها أو تمسح ما عليها عند انتهاء عملك.
- يجوز للوكالة الاطلاع على ما فُتح وغُيّر بحسابك.
- عند انتهاء عملك مع الوكالة ينتهي حسابك أيضاً.

اكتب هنا من يمكن سؤاله، وأي قواعد للوكالة تنطبق.`,
  },
  fr: {
    title: 'Conditions d’utilisation de notre organisme',
    text: `Ces conditions lient l’organisme qui vous a donné ce compte et vous.

- Le compte sert au travail de l’organisme et à vous seul.
- Ce que vous notez appartient à la personne concernée. L’organisme le garde en sécurité en son nom.
- Vous suivez les règles de protection des données de l’organisme et ses consignes pour ce système.
- Vous utilisez les appareils que l’organisme autorise ; vous les rendez ou les nettoyez à la fin de votre travail.
- L’organisme peut voir ce qui a été ouvert et modifié avec votre compte.
- Quand votre travail pour l’organisme prend fin, votre compte prend fin aussi.

Écrivez ici à qui s’adresser et quelles règles de l’organisme s’appliquent.`,
  },
  es: {
    title: 'Condiciones de uso de nuestra agencia',
    text: `Estas condiciones son entre usted y la agencia que le dio esta cuenta.

- La cuenta es para el trabajo de la agencia y solo para usted.
- Lo que registra pertenece a la persona de quien trata. La agencia lo guarda seguro en su nombre.
- Usted sigue las reglas de protección de datos de la agencia y sus instrucciones para este sistema.
- Usa los dispositivos que la agencia permite, y los devuelve o limpia cuando termina su trabajo.
- La agencia puede ver lo que se abrió y cambió con su cuenta.
- Cuando termina su trabajo con la agencia, también termina su cuenta.

Escriba aquí a quién preguntar y qué reglas de la agencia se aplican.`,
  },
}
