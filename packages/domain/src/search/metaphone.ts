// Double Metaphone (L. Philips, 2000): how a word written in Latin letters sounds to an English ear.
// Only the primary code, at most four signs, as the algorithm defines it. `0` is the sound of "th".

const maxLength = 4

type Word = {
  /** Upper case; letters other than A–Z make no sound. */
  text: string
  last: number
  /** Spelling habits of Slavic and German names change some sounds. */
  slavoGermanic: boolean
}

/** What a place in the word adds to the code, and how many letters that uses up. */
type Step = readonly [code: string, used: number]

/** The primary code of a word; '' when nothing in it makes a sound. */
export function metaphone(text: string): string {
  const upper = text.toUpperCase()
  const word = { text: upper, last: upper.length - 1, slavoGermanic: /W|K|CZ/.test(upper) }
  let code = ''
  let i = isAt(word, 0, 'GN', 'KN', 'PN', 'WR', 'PS') ? 1 : 0
  while (code.length < maxLength && i <= word.last) {
    const [sound, used] = stepAt(word, i)
    code += sound
    i += used
  }
  return code.slice(0, maxLength)
}

function stepAt(w: Word, i: number): Step {
  const letter = letterAt(w, i)
  const rule = Object.hasOwn(rules, letter) ? rules[letter] : undefined
  if (rule) return rule(w, i)
  const plain = Object.hasOwn(doubled, letter) ? doubled[letter] : undefined
  // A letter and its double sound once.
  return plain === undefined ? ['', 1] : [plain, letterAt(w, i + 1) === letter ? 2 : 1]
}

const doubled: Readonly<Record<string, string>> = { F: 'F', K: 'K', N: 'N', Q: 'K', V: 'F' }

const letterAt = (w: Word, i: number): string => (i < 0 ? '' : (w.text[i] ?? ''))
const isVowel = (w: Word, i: number): boolean => /[AEIOUY]/.test(letterAt(w, i))
const isAt = (w: Word, i: number, ...options: string[]): boolean =>
  i >= 0 && options.some((option) => w.text.startsWith(option, i))
/** Nothing follows: the word ends there. */
const endsAt = (w: Word, i: number): boolean => i > w.last
const isGermanic = (w: Word): boolean => isAt(w, 0, 'VAN ', 'VON ', 'SCH')

const vowel = (_w: Word, i: number): Step => [i === 0 ? 'A' : '', 1]

const rules: Readonly<Record<string, (w: Word, i: number) => Step>> = {
  A: vowel,
  E: vowel,
  I: vowel,
  O: vowel,
  U: vowel,
  Y: vowel,
  B: (w, i) => ['P', isAt(w, i + 1, 'B') ? 2 : 1],
  C: (w, i) => {
    if (isGermanC(w, i)) return ['K', 2]
    if (i === 0 && isAt(w, 0, 'CAESAR')) return ['S', 2]
    if (isAt(w, i, 'CHIA')) return ['K', 2]
    if (isAt(w, i, 'CH')) return [soundOfCh(w, i), 2]
    if (isAt(w, i, 'CZ') && !isAt(w, i - 2, 'WICZ')) return ['S', 2]
    if (isAt(w, i + 1, 'CIA')) return ['X', 3]
    if (isAt(w, i, 'CC') && !(i === 1 && isAt(w, 0, 'M'))) return doubleC(w, i)
    if (isAt(w, i, 'CK', 'CG', 'CQ')) return ['K', 2]
    if (isAt(w, i, 'CI', 'CE', 'CY')) return ['S', 2]
    if (isAt(w, i + 1, ' C', ' Q', ' G')) return ['K', 3]
    return ['K', isAt(w, i + 1, 'C', 'K', 'Q') && !isAt(w, i + 1, 'CE', 'CI') ? 2 : 1]
  },
  D: (w, i) => {
    if (isAt(w, i, 'DG')) return isAt(w, i + 2, 'I', 'E', 'Y') ? ['J', 3] : ['TK', 2]
    return ['T', isAt(w, i, 'DT', 'DD') ? 2 : 1]
  },
  G: (w, i) => {
    if (isAt(w, i + 1, 'H')) return [soundOfGh(w, i), 2]
    if (isAt(w, i + 1, 'N')) return [soundOfGn(w, i), 2]
    if (isAt(w, i + 1, 'LI') && !w.slavoGermanic) return ['KL', 2]
    if (i === 0 && isAt(w, 1, 'Y', 'ES', 'EP', 'EB', 'EL', 'EY', 'IB', 'IL', 'IN', 'IE', 'EI', 'ER')) return ['K', 2]
    if (isHardGer(w, i)) return ['K', 2]
    if (isAt(w, i + 1, 'E', 'I', 'Y') || isAt(w, i - 1, 'AGGI', 'OGGI')) {
      return [isGermanic(w) || isAt(w, i + 1, 'ET') ? 'K' : 'J', 2]
    }
    return ['K', isAt(w, i + 1, 'G') ? 2 : 1]
  },
  H: (w, i) => ((i === 0 || isVowel(w, i - 1)) && isVowel(w, i + 1) ? ['H', 2] : ['', 1]),
  J: (w, i) => {
    if (isAt(w, i, 'JOSE') || isAt(w, 0, 'SAN ')) {
      const isSpanish = (i === 0 && (endsAt(w, 4) || isAt(w, 4, ' '))) || isAt(w, 0, 'SAN ')
      return [isSpanish ? 'H' : 'J', 1]
    }
    return [isSoundingJ(w, i) ? 'J' : '', isAt(w, i + 1, 'J') ? 2 : 1]
  },
  L: (w, i) => ['L', isAt(w, i + 1, 'L') ? 2 : 1],
  M: (w, i) => {
    const isDumb = isAt(w, i - 1, 'UMB') && (i + 1 === w.last || isAt(w, i + 2, 'ER'))
    return ['M', isDumb || isAt(w, i + 1, 'M') ? 2 : 1]
  },
  P: (w, i) => (isAt(w, i + 1, 'H') ? ['F', 2] : ['P', isAt(w, i + 1, 'P', 'B') ? 2 : 1]),
  R: (w, i) => {
    const isFrench = i === w.last && !w.slavoGermanic && isAt(w, i - 2, 'IE') && !isAt(w, i - 4, 'ME', 'MA')
    return [isFrench ? '' : 'R', isAt(w, i + 1, 'R') ? 2 : 1]
  },
  S: (w, i) => {
    if (isAt(w, i - 1, 'ISL', 'YSL')) return ['', 1]
    if (i === 0 && isAt(w, 0, 'SUGAR')) return ['X', 1]
    if (isAt(w, i, 'SH')) return [isAt(w, i + 1, 'HEIM', 'HOEK', 'HOLM', 'HOLZ') ? 'S' : 'X', 2]
    if (isAt(w, i, 'SIO', 'SIA')) return ['S', 3]
    if ((i === 0 && isAt(w, 1, 'M', 'N', 'L', 'W')) || isAt(w, i + 1, 'Z')) return ['S', isAt(w, i + 1, 'Z') ? 2 : 1]
    if (isAt(w, i, 'SC')) return [soundOfSc(w, i), 3]
    const isFrench = i === w.last && isAt(w, i - 2, 'AI', 'OI')
    return [isFrench ? '' : 'S', isAt(w, i + 1, 'S', 'Z') ? 2 : 1]
  },
  T: (w, i) => {
    if (isAt(w, i, 'TION', 'TIA', 'TCH')) return ['X', 3]
    if (isAt(w, i, 'TH', 'TTH')) return [isAt(w, i + 2, 'OM', 'AM') || isGermanic(w) ? 'T' : '0', 2]
    return ['T', isAt(w, i + 1, 'T', 'D') ? 2 : 1]
  },
  W: (w, i) => {
    if (isAt(w, i, 'WR')) return ['R', 2]
    const opening = i === 0 && (isVowel(w, 1) || isAt(w, 0, 'WH')) ? 'A' : ''
    if (isAt(w, i, 'WICZ', 'WITZ') && !isAt(w, 0, 'SCH')) return [`${opening}TS`, 4]
    return [opening, 1]
  },
  X: (w, i) => {
    if (i === 0) return ['S', 1]
    const isFrench = i === w.last && (isAt(w, i - 3, 'IAU', 'EAU') || isAt(w, i - 2, 'AU', 'OU'))
    return [isFrench ? '' : 'KS', isAt(w, i + 1, 'C', 'X') ? 2 : 1]
  },
  Z: (w, i) => (isAt(w, i + 1, 'H') ? ['J', 2] : ['S', isAt(w, i + 1, 'Z') ? 2 : 1]),
}

/** "Bacher", "macher": a German ch after a vowel that is not the first letter. */
const isGermanC = (w: Word, i: number): boolean =>
  i > 1 &&
  !isVowel(w, i - 2) &&
  isAt(w, i - 1, 'ACH') &&
  !isAt(w, i + 2, 'I') &&
  (!isAt(w, i + 2, 'E') || isAt(w, i - 2, 'BACHER', 'MACHER'))

function soundOfCh(w: Word, i: number): string {
  if (i > 0 && isAt(w, i, 'CHAE')) return 'K'
  if (i === 0 && isAt(w, 1, 'HARAC', 'HARIS', 'HOR', 'HYM', 'HIA', 'HEM') && !isAt(w, 0, 'CHORE')) return 'K'
  if (isGermanic(w) || isAt(w, i - 2, 'ORCHES', 'ARCHIT', 'ORCHID') || isAt(w, i + 2, 'T', 'S')) return 'K'
  const isGreek =
    (i === 0 || isAt(w, i - 1, 'A', 'O', 'U', 'E')) &&
    (endsAt(w, i + 2) || isAt(w, i + 2, 'L', 'R', 'N', 'M', 'B', 'H', 'F', 'V', 'W', ' '))
  if (isGreek) return 'K'
  return i > 0 && isAt(w, 0, 'MC') ? 'K' : 'X'
}

function doubleC(w: Word, i: number): Step {
  if (!isAt(w, i + 2, 'I', 'E', 'H') || isAt(w, i + 2, 'HU')) return ['K', 2]
  // "accident", "succeed" against "bacci", "bertucci".
  const isKs = (i === 1 && isAt(w, 0, 'A')) || isAt(w, i - 1, 'UCCEE', 'UCCES')
  return [isKs ? 'KS' : 'X', 3]
}

function soundOfGh(w: Word, i: number): string {
  if (i > 0 && !isVowel(w, i - 1)) return 'K'
  if (i === 0) return isAt(w, 2, 'I') ? 'J' : 'K'
  // "Hugh", "bough", "broughton" are silent.
  if (isAt(w, i - 2, 'B', 'H', 'D') || isAt(w, i - 3, 'B', 'H', 'D') || isAt(w, i - 4, 'B', 'H')) return ''
  // "laugh", "cough", "rough", "tough".
  if (i > 2 && isAt(w, i - 1, 'U') && isAt(w, i - 3, 'C', 'G', 'L', 'R', 'T')) return 'F'
  return isAt(w, i - 1, 'I') ? '' : 'K'
}

function soundOfGn(w: Word, i: number): string {
  if (i === 1 && isVowel(w, 0) && !w.slavoGermanic) return 'KN'
  // "Cagney" keeps its g.
  return !isAt(w, i + 2, 'EY') && !w.slavoGermanic ? 'N' : 'KN'
}

const isHardGer = (w: Word, i: number): boolean =>
  isAt(w, i + 1, 'ER', 'Y') &&
  !isAt(w, 0, 'DANGER', 'RANGER', 'MANGER') &&
  !isAt(w, i - 1, 'E', 'I') &&
  !isAt(w, i - 1, 'RGY', 'OGY')

function isSoundingJ(w: Word, i: number): boolean {
  if (i === 0 || i === w.last) return true
  if (isVowel(w, i - 1) && !w.slavoGermanic && isAt(w, i + 1, 'A', 'O')) return true
  return !isAt(w, i + 1, 'L', 'T', 'K', 'S', 'N', 'M', 'B', 'Z') && !isAt(w, i - 1, 'S', 'K', 'L')
}

function soundOfSc(w: Word, i: number): string {
  if (!isAt(w, i + 2, 'H')) return isAt(w, i + 2, 'I', 'E', 'Y') ? 'S' : 'SK'
  if (isAt(w, i + 3, 'ER', 'EN')) return 'X'
  return isAt(w, i + 3, 'OO', 'UY', 'ED', 'EM') ? 'SK' : 'X'
}
