// What workers write in free text, in the languages of the caseload. Plain and never graphic.
import type { Tongue } from './names.ts'
import type { Random } from './random.ts'

type Topic = 'background' | 'concern' | 'goal' | 'service' | 'visit' | 'note' | 'safety' | 'closing'

const phrases: Record<Topic, Partial<Record<Tongue, string[]>>> = {
  background: {
    en: [
      'Lives with relatives in two rooms; the older brother works at the market.',
      'The family arrived with the last group and knows few people here.',
      'Went to school until the move and would like to go back.',
      'The mother is away for work during the week and the grandmother looks after the home.',
      'Neighbours help with food and with the walk to the water point.',
      'The household depends on day labour, which is scarce in this season.',
      'Speaks calmly about the past months and has one close friend nearby.',
      'The caregiver is often ill and worries about the rent.',
    ],
    fr: [
      'Vit chez une tante avec quatre autres enfants du quartier.',
      'La famille est arrivée avec le dernier convoi et connaît peu de monde.',
      'Allait à l’école avant le départ et souhaite y retourner.',
      'Le père cherche du travail en ville et rentre une fois par mois.',
    ],
    es: [
      'Vive con una prima mayor y ayuda en el puesto del mercado.',
      'La familia llegó hace pocas semanas y espera los documentos.',
      'Dejó la escuela al mudarse y pide volver pronto.',
      'La abuela se ocupa de la casa mientras la madre trabaja fuera.',
    ],
    ar: [
      'تعيش الأسرة مع الأقارب في غرفتين قرب السوق.',
      'وصلت العائلة مع المجموعة الأخيرة ولا تعرف كثيرين هنا.',
      'كان في المدرسة قبل الانتقال ويرغب في العودة إليها.',
      'الجدة تعتني بالبيت بينما تعمل الأم خلال الأسبوع.',
    ],
    am: ['ከዘመዶች ጋር በሁለት ክፍል ቤት ይኖራሉ።', 'ቤተሰቡ በቅርቡ ደርሶ ጥቂት ሰዎችን ብቻ ያውቃል።', 'ከመምጣታቸው በፊት ትምህርት ቤት ይሄዱ ነበር።'],
  },
  concern: {
    en: [
      'Separated on the road and has had no news since.',
      'Works long hours and is often tired.',
      'Caregiver reports that sleep is poor and appetite low.',
      'No documents; the clinic asked for a registration card.',
      'Tension at home since the move; the child spends evenings outside.',
      'Walks a long way to school and has stopped going.',
      'Needs a hearing aid and glasses, and somebody to read with.',
    ],
    fr: [
      'Séparé sur la route, sans nouvelles depuis.',
      'Travaille de longues heures et se dit fatigué.',
      'Aucun papier ; le centre de santé en demande.',
    ],
    es: [
      'Se separó en el camino y no ha tenido noticias.',
      'Trabaja muchas horas y falta a clase.',
      'No tiene documentos y los piden en el centro de salud.',
    ],
    ar: [
      'انفصل عن أهله في الطريق ولا أخبار عنهم حتى الآن.',
      'يعمل ساعات طويلة ويغيب عن المدرسة.',
      'لا توجد أوراق ثبوتية ويطلبها المركز الصحي.',
    ],
    am: ['በመንገድ ላይ ተለያይተው እስካሁን ወሬ የለም።', 'ረጅም ሰዓት ስለሚሠራ ትምህርት ያቋርጣል።', 'ምንም ሰነድ የለውም።'],
  },
  goal: {
    en: [
      'Back in class by the next term.',
      'A safe place to sleep that the child agrees to.',
      'Contact with the family is found and kept.',
      'The caregiver knows whom to call and when.',
      'Medical check done and medicine at home.',
      'Papers applied for at the registry.',
      'Weekly activity with other young people.',
    ],
    fr: [
      'Retour en classe au prochain trimestre.',
      'Contact retrouvé avec la famille.',
      'Un lieu sûr accepté par l’enfant.',
    ],
    es: ['Volver a clase el próximo trimestre.', 'Contacto con la familia recuperado.', 'Un lugar seguro para dormir.'],
    ar: ['العودة إلى الصف في الفصل القادم.', 'إيجاد مكان آمن يوافق عليه الطفل.', 'استعادة التواصل مع الأسرة.'],
    am: ['በሚቀጥለው ወሰነ ትምህርት ወደ ክፍል መመለስ።', 'ከቤተሰብ ጋር ግንኙነት ማግኘት።'],
  },
  service: {
    en: [
      'Appointment agreed; transport is covered.',
      'Prefers a female worker and mornings.',
      'Please call before the visit, the line is shared.',
      'The provider has the plan; results come back to us.',
      'Bring the card and one relative.',
      'Second session planned in two weeks.',
    ],
    fr: ['Rendez-vous pris ; transport prévu.', 'Préfère le matin.', 'Appeler avant la visite.'],
    es: ['Cita acordada; el transporte está cubierto.', 'Prefiere las mañanas.', 'Llamar antes de la visita.'],
    ar: ['تم تحديد الموعد والنقل مؤمّن.', 'تفضّل الصباح.', 'يرجى الاتصال قبل الزيارة.'],
    am: ['ቀጠሮ ተይዟል፤ መጓጓዣ ተዘጋጅቷል።', 'ጠዋት ይመረጣል።'],
  },
  visit: {
    en: [
      'Seen at home; things are calmer than last time.',
      'Not at home; left word with the neighbour and will return.',
      'Talked alone for half an hour, then with the caregiver.',
      'School confirms three weeks of attendance.',
      'Asked for help with shoes and a blanket.',
      'Plan reviewed together; two of three steps are done.',
      'Phone contact only, the road was closed.',
    ],
    fr: ['Vu à domicile ; la situation est plus calme.', 'Absent ; message laissé au voisin.', 'Plan revu ensemble.'],
    es: ['Visita en casa; todo más tranquilo.', 'No estaba; se dejó recado.', 'Plan revisado juntos.'],
    ar: ['تمت الزيارة في المنزل والوضع أهدأ من قبل.', 'لم يكن في البيت وسنعود.', 'راجعنا الخطة معًا.'],
    am: ['በቤት ተጎብኝቷል፤ ሁኔታው ተሻሽሏል።', 'አልተገኘም፤ እንደገና እንመለሳለን።'],
  },
  note: {
    en: [
      'Discussed with the supervisor, who agrees with the next step.',
      'The grandmother called to thank and to move the visit.',
      'Form signed on paper, copy in the locked cabinet.',
      'Waiting for the answer of the partner.',
      'Checked the risk level again: unchanged.',
    ],
    fr: ['Vu avec la superviseure, qui est d’accord.', 'En attente de la réponse du partenaire.'],
    es: ['Comentado con la supervisora, que está de acuerdo.', 'A la espera de la respuesta del socio.'],
    ar: ['نوقشت الحالة مع المشرفة ووافقت على الخطوة التالية.', 'بانتظار رد الشريك.'],
    am: ['ከተቆጣጣሪዋ ጋር ተነጋግረናል።', 'የአጋሩን መልስ እየጠበቅን ነው።'],
  },
  safety: {
    en: [
      'Two people to call, both know the word agreed on.',
      'A bag with clothes and papers is kept at a friend’s place.',
      'Can stay with a cousin for a few nights.',
      'Feels safest in the daytime and near the centre.',
      'Small savings, kept apart.',
      'The women’s group meets twice a week and walks home together.',
    ],
    fr: ['Deux personnes à appeler, un mot convenu.', 'Peut rester quelques nuits chez une cousine.'],
    es: ['Dos personas a quienes llamar, con una palabra acordada.', 'Puede quedarse unas noches con una prima.'],
    ar: ['شخصان للاتصال وكلمة متفق عليها.', 'يمكن المبيت عند قريبة لعدة ليالٍ.'],
    am: ['ሊደወልላቸው የሚችሉ ሁለት ሰዎች አሉ።', 'ለጥቂት ቀናት ዘመድ ጋር መቆየት ይቻላል።'],
  },
  closing: {
    en: [
      'Goals met and agreed with the family; they know how to come back.',
      'Moved to another district, file handed over with consent.',
      'No contact for three months in spite of four visits.',
      'Asked to close; the door stays open.',
    ],
    fr: ['Objectifs atteints, d’accord avec la famille.', 'A quitté la zone ; dossier transmis avec accord.'],
    es: ['Objetivos cumplidos y acordados con la familia.', 'Se mudó; expediente entregado con consentimiento.'],
    ar: ['تحققت الأهداف بالاتفاق مع الأسرة.', 'انتقلت الأسرة وسُلّم الملف بموافقتها.'],
    am: ['ግቦቹ ተሟልተዋል፤ ቤተሰቡ ተስማምቷል።'],
  },
}

const topics = Object.keys(phrases) as Topic[]

const inTongue = (tongue: Tongue): Record<Topic, string[]> =>
  Object.fromEntries(topics.map((topic) => [topic, phrases[topic][tongue] ?? []])) as Record<Topic, string[]>

const byTongue: Record<Tongue, Record<Topic, string[]>> = {
  en: inTongue('en'),
  fr: inTongue('fr'),
  es: inTongue('es'),
  ar: inTongue('ar'),
  am: inTongue('am'),
}

/** One sentence on the topic. */
export const sentence = (random: Random, tongue: Tongue, topic: Topic): string => random.pick(byTongue[tongue][topic])

/** Several different sentences on the topic, as far as there are so many. */
export function paragraph(random: Random, tongue: Tongue, topic: Topic, sentences: number): string {
  const list = byTongue[tongue][topic]
  const start = random.below(list.length)
  let text = list[start] ?? ''
  for (let i = 1; i < Math.min(sentences, list.length); i++) text += ` ${list[(start + i) % list.length]}`
  return text
}
