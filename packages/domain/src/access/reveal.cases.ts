// For tests only: revealing a hidden identity where the role has `identity: reveal` (design: identity), and hidden names.

/** Minutes. ? No text gives them. */
export const revealMinutes = 15
export const reasonLength = { least: 10, most: 500 }

export type RevealCase = {
  says: string
  identity: 'none' | 'own' | 'scope' | 'reveal'
  /** The reader owns the record, reaches it, or does not. */
  record: 'own' | 'in reach' | 'out of reach'
  reason: string
  /** Minutes since he proved once more who he is; none: he did not. */
  provedAgo?: number
  answer: 'shown' | 'forbidden' | 'not-found' | 'needs-reason' | 'needs-proof' | 'needless'
  tag?: '?'
}

const why = 'Called by the clinic, she is on her way'

export const revealCases: RevealCase[] = [
  {
    says: 'with a reason and a fresh proof',
    identity: 'reveal',
    record: 'in reach',
    reason: why,
    provedAgo: 1,
    answer: 'shown',
  },
  {
    says: 'of one’s own record it needs the same',
    identity: 'reveal',
    record: 'own',
    reason: why,
    provedAgo: 1,
    answer: 'shown',
    tag: '?',
  },
  {
    says: 'without a reason',
    identity: 'reveal',
    record: 'in reach',
    reason: '',
    provedAgo: 1,
    answer: 'needs-reason',
  },
  {
    says: 'blanks are no reason',
    identity: 'reveal',
    record: 'in reach',
    reason: '            ',
    provedAgo: 1,
    answer: 'needs-reason',
  },
  {
    says: 'a word is none',
    identity: 'reveal',
    record: 'in reach',
    reason: 'needed',
    provedAgo: 1,
    answer: 'needs-reason',
    tag: '?',
  },
  { says: 'without a proof', identity: 'reveal', record: 'in reach', reason: why, answer: 'needs-proof' },
  {
    says: 'with a proof that is old',
    identity: 'reveal',
    record: 'in reach',
    reason: why,
    provedAgo: 11,
    answer: 'needs-proof',
    tag: '?',
  },
  {
    says: 'with one of ten minutes ago',
    identity: 'reveal',
    record: 'in reach',
    reason: why,
    provedAgo: 10,
    answer: 'shown',
    tag: '?',
  },
  {
    says: 'out of reach it is as unknown as any',
    identity: 'reveal',
    record: 'out of reach',
    reason: why,
    provedAgo: 1,
    answer: 'not-found',
  },
  {
    says: 'a role without identity reveals nothing',
    identity: 'none',
    record: 'in reach',
    reason: why,
    provedAgo: 1,
    answer: 'forbidden',
  },
  {
    says: 'nor one that sees its own',
    identity: 'own',
    record: 'in reach',
    reason: why,
    provedAgo: 1,
    answer: 'forbidden',
  },
  {
    says: 'who sees it anyway needs not ask',
    identity: 'scope',
    record: 'in reach',
    reason: why,
    provedAgo: 1,
    answer: 'needless',
    tag: '?',
  },
  { says: 'nor who owns it', identity: 'own', record: 'own', reason: why, provedAgo: 1, answer: 'needless', tag: '?' },
]

export type RevealedCase = {
  says: string
  /** Minutes after the reveal, and what happened in between. */
  after: number
  since?: 'signed out' | 'session ended' | 'role changed' | 'out of reach' | 'owner hid the name' | 'another device'
  where:
    | 'show'
    | 'list'
    | 'search'
    | 'sort'
    | 'filter'
    | 'export'
    | 'history'
    | 'sync'
    | 'attachment'
    | 'another record'
  shown: boolean
  tag?: '?'
}

/** How far a reveal goes: that record, those minutes, that session, on its own page and nowhere else. */
export const revealedCases: RevealedCase[] = [
  { says: 'at once, on its page', after: 0, where: 'show', shown: true },
  { says: 'in the last minute', after: 14, where: 'show', shown: true, tag: '?' },
  { says: 'no longer when the time is over', after: 15, where: 'show', shown: false, tag: '?' },
  { says: 'not in lists', after: 1, where: 'list', shown: false },
  { says: 'not for searching', after: 1, where: 'search', shown: false },
  { says: 'not for the order of lists', after: 1, where: 'sort', shown: false },
  { says: 'not for filters', after: 1, where: 'filter', shown: false },
  { says: 'not in exports', after: 1, where: 'export', shown: false },
  { says: 'in its history, as on its page', after: 1, where: 'history', shown: true, tag: '?' },
  { says: 'not on devices', after: 1, where: 'sync', shown: false, tag: '?' },
  { says: 'a photo of it opens', after: 1, where: 'attachment', shown: true, tag: '?' },
  { says: 'no other record of the same person', after: 1, where: 'another record', shown: false },
  { says: 'not after signing out', after: 1, since: 'signed out', where: 'show', shown: false },
  { says: 'not in the next session', after: 1, since: 'session ended', where: 'show', shown: false },
  { says: 'not in a session elsewhere', after: 1, since: 'another device', where: 'show', shown: false },
  { says: 'not once the role has lost it', after: 1, since: 'role changed', where: 'show', shown: false },
  { says: 'not once the record is out of reach', after: 1, since: 'out of reach', where: 'show', shown: false },
  {
    says: 'a protected name stays seven stars',
    after: 1,
    since: 'owner hid the name',
    where: 'show',
    shown: false,
    tag: '?',
  },
]

/** What a reveal leaves behind: the audit row, and the note to the owner; never the reason's words in either's list. */
export const revealTrace = {
  audit: { action: 'reveal', holds: ['record id', 'record type', 'until', 'reason'] },
  owner: { kind: 'revealed', holds: ['record type', 'short id', 'user name', 'moment'] },
}

export type HiddenNameCase = {
  says: string
  hidden: boolean
  identity: 'none' | 'own' | 'scope'
  isOwner: boolean
  where: 'v2' | 'app' | 'export' | 'notification' | 'title' | 'search' | 'sort' | 'history'
  name: 'the name' | '*******' | 'nothing'
  tag?: '?'
}

/** `hidden_name` (access §5.6): stars in v2 for everybody; our app shows the owner what he may see. */
export const hiddenNameCases: HiddenNameCase[] = [
  { says: 'v2 shows the owner stars', hidden: true, identity: 'own', isOwner: true, where: 'v2', name: '*******' },
  { says: 'v2 shows others stars', hidden: true, identity: 'scope', isOwner: false, where: 'v2', name: '*******' },
  {
    says: 'v2 shows who sees no identity nothing',
    hidden: true,
    identity: 'none',
    isOwner: false,
    where: 'v2',
    name: 'nothing',
    tag: '?',
  },
  {
    says: 'the app shows the owner the name',
    hidden: true,
    identity: 'own',
    isOwner: true,
    where: 'app',
    name: 'the name',
  },
  {
    says: 'the app shows others stars',
    hidden: true,
    identity: 'scope',
    isOwner: false,
    where: 'app',
    name: '*******',
  },
  { says: 'exports hold stars', hidden: true, identity: 'scope', isOwner: true, where: 'export', name: '*******' },
  { says: 'nobody finds it', hidden: true, identity: 'own', isOwner: true, where: 'search', name: 'nothing' },
  { says: 'nobody sorts by it', hidden: true, identity: 'own', isOwner: true, where: 'sort', name: 'nothing' },
  { says: 'history holds it not', hidden: true, identity: 'scope', isOwner: false, where: 'history', name: 'nothing' },
  {
    says: 'a name that is not hidden is in no notification',
    hidden: false,
    identity: 'scope',
    isOwner: true,
    where: 'notification',
    name: 'nothing',
  },
  { says: 'nor in a title', hidden: false, identity: 'scope', isOwner: true, where: 'title', name: 'nothing' },
  {
    says: 'but in v2 where identity is',
    hidden: false,
    identity: 'scope',
    isOwner: false,
    where: 'v2',
    name: 'the name',
  },
  { says: 'and nowhere without', hidden: false, identity: 'none', isOwner: false, where: 'v2', name: 'nothing' },
  {
    says: 'and in exports where identity is',
    hidden: false,
    identity: 'scope',
    isOwner: false,
    where: 'export',
    name: 'the name',
  },
]
