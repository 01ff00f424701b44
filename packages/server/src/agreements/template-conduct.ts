// Template: the code of conduct.
import type { Texts } from './queries.ts'

export const conductTemplate: Texts = {
  en: {
    title: 'Code of conduct',
    text: `Everybody who works with this system agrees to the following.

- I open records only where my work needs it.
- I keep what I read to myself, and share it only with people who have a right to it.
- I put the safety and the wishes of the person first. I ask for consent, and I respect a no.
- I write what I saw and heard, without judging.
- I never use what I know here for my own benefit, or against anybody.
- My password is mine alone. I lock my screen when I leave it.
- I report at once when something was lost, seen by somebody else, or seems wrong.

I know that what I open and change is written down, and that breaking these rules can end my access.`,
  },
  ar: {
    title: 'مدونة السلوك',
    text: `كل من يعمل على هذا النظام يوافق على ما يلي.

- أفتح السجلات فقط عندما يتطلب عملي ذلك.
- أحفظ سرية ما أقرأ، ولا أشاركه إلا مع من له الحق في معرفته.
- أضع سلامة الشخص ورغباته أولاً. أطلب الموافقة وأحترم الرفض.
- أكتب ما رأيت وما سمعت دون إصدار أحكام.
- لا أستخدم أبداً ما أعرفه هنا لمصلحتي أو ضد أي أحد.
- كلمة المرور لي وحدي. أقفل الشاشة عندما أتركها.
- أبلّغ فوراً إذا ضاع شيء، أو اطّلع عليه شخص آخر، أو بدا غير صحيح.

أعلم أن ما أفتحه وأغيّره يُسجَّل، وأن مخالفة هذه القواعد قد تنهي صلاحية دخولي.`,
  },
  fr: {
    title: 'Code de conduite',
    text: `Toute personne qui travaille avec ce système accepte ce qui suit.

- J’ouvre un dossier seulement si mon travail l’exige.
- Je garde pour moi ce que je lis et ne le partage qu’avec les personnes qui y ont droit.
- La sécurité et les souhaits de la personne passent en premier. Je demande son consentement et je respecte un refus.
- J’écris ce que j’ai vu et entendu, sans juger.
- Je n’utilise jamais ce que je sais ici à mon profit ou contre quelqu’un.
- Mon mot de passe est à moi seul. Je verrouille mon écran quand je le quitte.
- Je signale tout de suite ce qui a été perdu, vu par quelqu’un d’autre ou ce qui paraît anormal.

Je sais que ce que j’ouvre et modifie est enregistré, et que le non-respect de ces règles peut mettre fin à mon accès.`,
  },
  es: {
    title: 'Código de conducta',
    text: `Toda persona que trabaja con este sistema acepta lo siguiente.

- Abro un expediente solo cuando mi trabajo lo necesita.
- Guardo para mí lo que leo y solo lo comparto con quien tiene derecho a saberlo.
- La seguridad y los deseos de la persona van primero. Pido su consentimiento y respeto un no.
- Escribo lo que vi y oí, sin juzgar.
- Nunca uso lo que sé aquí en mi beneficio ni contra nadie.
- Mi contraseña es solo mía. Bloqueo la pantalla cuando la dejo.
- Aviso enseguida si algo se perdió, lo vio otra persona o parece estar mal.

Sé que lo que abro y cambio queda registrado, y que incumplir estas reglas puede poner fin a mi acceso.`,
  },
}
