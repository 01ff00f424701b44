// For tests only: what is a password (access §7.2; ASVS 5, 6.2). No rules of composition, no history, no expiry.

/** Characters are code points of the text in NFKC: that is what is counted, compared and hashed. */
export const passwordLength = { least: 8, most: 128 }

/** Those below and their like, in any capitals; ? the list ships in a package or is small and ours. */
export const everybodysFirst = [
  'password',
  'password1',
  'password123',
  'passw0rd',
  '12345678',
  '123456789',
  '1234567890',
  '11111111',
  '00000000',
  '87654321',
  '123123123',
  'qwertyui',
  'qwertyuiop',
  'qwerty123',
  '1q2w3e4r',
  'iloveyou',
  'sunshine',
  'princess',
  'football',
  'baseball',
  'superman',
  'trustno1',
  'welcome1',
  'letmein1',
  'abcd1234',
  'motdepasse',
  'contraseña',
]

export type PasswordCase = {
  says: string
  password: string
  /** The repetition; the same where nothing is said, `null`: none was sent. */
  again?: string | null
  /** Of the account: user name, full name, mail address. */
  who?: { userName?: string; fullName?: string; email?: string }
  /** Sorted; none: it is one. */
  refusals: ('length' | 'common' | 'mismatch' | 'confirmation')[]
  tag?: '?'
}

const amal = { userName: 'amal.haddad', fullName: 'Amal Haddad', email: 'amal.h@help.example' }

export const passwordCases: PasswordCase[] = [
  { says: 'a few words', password: 'river lantern quiet', refusals: [] },
  { says: 'eight characters', password: 'kvwzqxjp', refusals: [] },
  { says: 'seven characters', password: 'kvwzqxj', refusals: ['length'] },
  { says: 'none', password: '', refusals: ['length'] },
  { says: '128 characters', password: 'ab'.repeat(64), refusals: [] },
  { says: '129 characters', password: `${'ab'.repeat(64)}c`, refusals: ['length'] },
  { says: 'digits alone, where nobody guesses them', password: '83920174', refusals: [] },
  { says: 'small letters alone', password: 'mwpkrtzv', refusals: [] },
  { says: 'a blank in the middle and at the end counts', password: 'kvwz qx ', refusals: [] },
  { says: 'blanks alone', password: '         ', refusals: ['common'], tag: '?' },
  { says: 'Arabic', password: 'مفتاحي الهادئ', refusals: [] },
  { says: 'eight pictures are eight characters', password: '🌊🌙🌲🍋🐟🐢🎈🔑', refusals: [] },
  { says: 'seven pictures are seven, though they take more units', password: '🌊🌙🌲🍋🐟🐢🎈', refusals: ['length'] },
  { says: 'wide letters are the same letters', password: 'ｐａｓｓｗｏｒｄ', refusals: ['common'], tag: '?' },
  { says: 'what everybody tries first', password: 'password', refusals: ['common'] },
  { says: 'in capitals', password: 'PassWord1', refusals: ['common'] },
  { says: 'digits in a row', password: '123456789', refusals: ['common'] },
  { says: 'one character again and again', password: 'aaaaaaaaaa', refusals: ['common'], tag: '?' },
  { says: 'a row of the keyboard', password: 'qwertyuiop', refusals: ['common'] },
  { says: 'what everybody tries first inside something longer', password: 'my password is a river', refusals: [] },
  { says: 'the user name', password: 'amal.haddad', who: amal, refusals: ['common'] },
  { says: 'the user name in capitals', password: 'AMAL.HADDAD', who: amal, refusals: ['common'] },
  { says: 'the user name and a year', password: 'amal.haddad2026', who: amal, refusals: ['common'], tag: '?' },
  { says: 'the full name without the blank', password: 'amalhaddad', who: amal, refusals: ['common'], tag: '?' },
  { says: 'the mail address', password: 'amal.h@help.example', who: amal, refusals: ['common'] },
  { says: 'the name of the program and a digit', password: 'primero1', refusals: ['common'], tag: '?' },
  { says: 'somebody else’s name', password: 'amal.haddad', who: { userName: 'bilal' }, refusals: [] },
  {
    says: 'a name of two letters is no reason to refuse a word with it',
    password: 'lantern-bo',
    who: { userName: 'bo' },
    refusals: [],
  },
  { says: 'repeated otherwise', password: 'river lantern quiet', again: 'river lantern quite', refusals: ['mismatch'] },
  {
    says: 'repeated in other capitals',
    password: 'river lantern quiet',
    again: 'River lantern quiet',
    refusals: ['mismatch'],
  },
  { says: 'not repeated', password: 'river lantern quiet', again: null, refusals: ['confirmation'] },
  { says: 'an empty repetition', password: 'river lantern quiet', again: '', refusals: ['mismatch'], tag: '?' },
  {
    says: 'too short and repeated otherwise: both',
    password: 'bad pw',
    again: 'other',
    refusals: ['length', 'mismatch'],
  },
  { says: 'common and not repeated: both', password: 'password', again: null, refusals: ['common', 'confirmation'] },
]

/** Refusal → key of the message in v2, and the attribute that it stands under. */
export const v2Words = {
  length: { detail: 'password', message: 'errors.models.user.password_length' },
  common: { detail: 'password', message: 'errors.models.user.password_common' },
  mismatch: { detail: 'password_confirmation', message: 'errors.models.user.password_mismatch' },
  confirmation: { detail: 'password_confirmation', message: 'errors.models.user.password_confirmation' },
} as const
