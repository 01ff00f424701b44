// Template: the contract of who keeps records on a device.
import type { Texts } from './queries.ts'

export const deviceTemplate: Texts = {
  en: {
    title: 'Contract for devices',
    text: `This device will keep records, so that you can work without a network. You agree to the following.

- The device is locked with a code that nobody else knows.
- Nobody else uses it while you are signed in, not even for a moment.
- You keep it with you, and do not leave it where others can take it.
- You connect it often, so that your work is sent and it stays up to date.
- You tell your supervisor at once when it is lost, stolen, or was taken from you. Your safety comes first: never fight for it.
- You hand it back, or let it forget its records, when your work ends.`,
  },
  ar: {
    title: 'اتفاق استخدام الأجهزة',
    text: `سيحفظ هذا الجهاز سجلات كي تتمكن من العمل دون شبكة. وأنت توافق على ما يلي.

- الجهاز مقفل برمز لا يعرفه أحد غيرك.
- لا يستخدمه أحد غيرك ما دمت مسجلاً الدخول، ولو للحظة.
- تبقيه معك ولا تتركه حيث يمكن لغيرك أخذه.
- تصله بالشبكة كثيراً كي يُرسَل عملك ويبقى محدّثاً.
- تخبر مشرفك فوراً إذا ضاع أو سُرق أو أُخذ منك. سلامتك أولاً: لا تخاطر من أجله أبداً.
- تعيده، أو تجعله ينسى سجلاته، عند انتهاء عملك.`,
  },
  fr: {
    title: 'Contrat pour les appareils',
    text: `Cet appareil gardera des dossiers pour que vous puissiez travailler sans réseau. Vous acceptez ce qui suit.

- L’appareil est verrouillé par un code que personne d’autre ne connaît.
- Personne d’autre ne l’utilise tant que vous êtes connecté, même un instant.
- Vous le gardez avec vous et ne le laissez pas là où d’autres peuvent le prendre.
- Vous le connectez souvent, pour que votre travail soit envoyé et qu’il reste à jour.
- Vous prévenez tout de suite votre superviseur s’il est perdu, volé ou vous a été pris. Votre sécurité passe avant : ne vous battez jamais pour lui.
- Vous le rendez, ou lui faites oublier ses dossiers, à la fin de votre travail.`,
  },
  es: {
    title: 'Contrato para dispositivos',
    text: `Este dispositivo guardará expedientes para que usted pueda trabajar sin red. Usted acepta lo siguiente.

- El dispositivo está bloqueado con un código que nadie más conoce.
- Nadie más lo usa mientras usted tiene la sesión abierta, ni un momento.
- Lo lleva consigo y no lo deja donde otros puedan tomarlo.
- Lo conecta a menudo, para que su trabajo se envíe y siga al día.
- Avisa enseguida a su supervisor si se pierde, se lo roban o se lo quitan. Su seguridad va primero: nunca luche por él.
- Lo devuelve, o hace que olvide sus expedientes, cuando termina su trabajo.`,
  },
}
