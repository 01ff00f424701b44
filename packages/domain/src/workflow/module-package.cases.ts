// For tests only: a referral between CPIMS+ and GBVIMS+ in one house is a package, not the record (interop §5.2).
//
// It goes to somebody whose role holds `receive_referral_different_module`, is of the other of the two modules and not of
// the case’s own; in the own module a referral is what it always was. No other pair of modules refers. Each direction may
// be shut by `module_referrals: { "<from>><to>": false }`; what is not said is open.
// From child protection it needs the consent of any referral, and may be overridden like one. From GBV it needs an entry of
// the ledger that covers a referral, this service and the recipient’s agency by name (an entry for all agencies is not
// enough, nor are the fields alone), or an exception on the ground of a life or a duty of the law; and then a release.
// Whoever manages the owner and holds `approve_action_plan` releases it, never its sender or recipient. Until then nobody
// else hears of it, nothing counts it, and only its sender, the owner and such managers see that it waits.
// The package is made when it is sent, and never made anew. It holds what is always there, and what its sender ticked,
// as far as he may read it and the consent does not exclude it. What tells of the incident is ticked one by one, each
// time. What is never in it cannot be ticked: 422. v2 cannot tick: it sends the smallest.
// Accepting opens it to work from; whoever may have a case made of it (`create` and `create_case_from_referral`, and the
// sender allowed it) makes one in his own module, once. It takes over what the package holds and its maker may write. Both
// cases hold a link of random words in common, `source_referral_id`; only who may read both is shown it.
// Rejected, done, taken back, or without its consent, the package is emptied at once; when, which service and which answer
// are kept, and so is a case that was made of it.

export const cp = 'primeromodule-cp'
export const gbv = 'primeromodule-gbv'
export const mrm = 'primeromodule-mrm'

export type Direction = {
  says: string
  from: string
  /** Modules of the recipient’s role. */
  to: string[]
  rights?: string[]
  policy?: Record<string, boolean>
  /** Fields of both consents are true; the ledger has none, unless said. */
  entry?: { services?: string[]; agencies?: string[]; until?: string; withdrawn?: true } | null
  fields?: false
  override?: 'best_interests' | 'risk_of_harm' | 'vital_interest' | 'legal_duty'
  recipient?: 'sender' | 'disabled' | 'role disabled' | 'system'
  /** ordinary: a referral as ever, the record itself. waits: for its release. sent: in progress. Else why not, 422. */
  is: 'ordinary' | 'sent' | 'waits' | 'consent' | 'transitioned_to'
}

const rights = ['read', 'receive_referral_different_module']
/** The recipient’s agency is agency-two, the service health_medical_service, the day 2026-03-01. */
const named = { services: ['health_medical_service'], agencies: ['agency-two'] }

export const directionCases: Direction[] = [
  { says: 'child protection to GBV', from: cp, to: [gbv], rights, is: 'sent' },
  { says: 'child protection to GBV, without consent', from: cp, to: [gbv], rights, fields: false, is: 'consent' },
  {
    says: 'child protection to GBV, overridden like any referral',
    from: cp,
    to: [gbv],
    rights,
    fields: false,
    override: 'best_interests',
    is: 'sent',
  },
  {
    says: 'child protection to GBV, an entry for all agencies will do',
    from: cp,
    to: [gbv],
    rights,
    entry: { agencies: [] },
    is: 'sent',
  },
  {
    says: 'child protection to GBV, shut by the instance',
    from: cp,
    to: [gbv],
    rights,
    policy: { [`${cp}>${gbv}`]: false },
    is: 'transitioned_to',
  },
  {
    says: 'the other direction is shut, not this one',
    from: cp,
    to: [gbv],
    rights,
    policy: { [`${gbv}>${cp}`]: false },
    is: 'sent',
  },
  { says: 'GBV to child protection, agreed to by name', from: gbv, to: [cp], rights, entry: named, is: 'waits' },
  { says: 'GBV to child protection, by the fields alone', from: gbv, to: [cp], rights, entry: null, is: 'consent' },
  {
    says: 'GBV to child protection, an entry for all agencies',
    from: gbv,
    to: [cp],
    rights,
    entry: { ...named, agencies: [] },
    is: 'consent',
  },
  {
    says: 'GBV to child protection, an entry for another agency',
    from: gbv,
    to: [cp],
    rights,
    entry: { ...named, agencies: ['agency-three'] },
    is: 'consent',
  },
  {
    says: 'GBV to child protection, an entry for another service',
    from: gbv,
    to: [cp],
    rights,
    entry: { ...named, services: ['legal_assistance_service'] },
    is: 'consent',
  },
  {
    says: 'GBV to child protection, an entry for every service of that agency',
    from: gbv,
    to: [cp],
    rights,
    entry: { agencies: ['agency-two'] },
    is: 'waits',
  },
  {
    says: 'GBV to child protection, the last day of the entry',
    from: gbv,
    to: [cp],
    rights,
    entry: { ...named, until: '2026-03-01' },
    is: 'waits',
  },
  {
    says: 'GBV to child protection, an entry that is over',
    from: gbv,
    to: [cp],
    rights,
    entry: { ...named, until: '2026-02-28' },
    is: 'consent',
  },
  {
    says: 'GBV to child protection, an entry that was withdrawn',
    from: gbv,
    to: [cp],
    rights,
    entry: { ...named, withdrawn: true },
    is: 'consent',
  },
  {
    says: 'GBV to child protection, an entry, and the fields say no',
    from: gbv,
    to: [cp],
    rights,
    entry: named,
    fields: false,
    is: 'consent',
  },
  ...(['best_interests', 'risk_of_harm'] as const).map(
    (override): Direction => ({
      says: `GBV to child protection, ${override} overrides no survivor`,
      from: gbv,
      to: [cp],
      rights,
      entry: null,
      override,
      is: 'consent',
    }),
  ),
  ...(['vital_interest', 'legal_duty'] as const).map(
    (override): Direction => ({
      says: `GBV to child protection, ${override} does, and waits for its release all the same`,
      from: gbv,
      to: [cp],
      rights,
      entry: null,
      override,
      is: 'waits',
    }),
  ),
  {
    says: 'GBV to child protection, shut by the instance',
    from: gbv,
    to: [cp],
    rights,
    entry: named,
    policy: { [`${gbv}>${cp}`]: false },
    is: 'transitioned_to',
  },
  { says: 'to a role of both modules: an ordinary referral', from: cp, to: [cp, gbv], rights, is: 'ordinary' },
  { says: 'in the own module, with the right of the other', from: cp, to: [cp], rights, is: 'ordinary' },
  {
    says: 'to GBV without the right',
    from: cp,
    to: [gbv],
    rights: ['read', 'receive_referral'],
    is: 'transitioned_to',
  },
  { says: 'to MRM', from: cp, to: [mrm], rights, is: 'transitioned_to' },
  { says: 'from MRM', from: mrm, to: [cp], rights, is: 'transitioned_to' },
  { says: 'to GBV and MRM', from: cp, to: [gbv, mrm], rights, is: 'sent' },
  ...(['sender', 'disabled', 'role disabled', 'system'] as const).map(
    (recipient): Direction => ({
      says: `not to somebody who receives nothing: ${recipient}`,
      from: cp,
      to: [gbv],
      rights,
      recipient,
      is: 'transitioned_to',
    }),
  ),
]

/**
 * Of a package that waits. `refuse` ends it as revoked; its recipient never heard of it. revoked: before its release. What
 * is taken back after that goes as any referral; its recipient keeps the stub (`endCases`).
 */
export const releaseStates = ['waits', 'released', 'refused', 'revoked'] as const
export type ReleaseState = (typeof releaseStates)[number]
export const releaseEvents = ['release', 'refuse', 'revoke', 'accept', 'reject', 'look'] as const
export type ReleaseEvent = (typeof releaseEvents)[number]
/**
 * manager: manages the owner, holds `approve_action_plan`. sender manager: he, and sent it. plain manager: without the
 * right. remover: holds `remove_assigned_users`, reads the case. reader: reads it. recipient, owner, sender: that alone.
 */
export const releasers = [
  'recipient',
  'sender',
  'owner',
  'manager',
  'sender manager',
  'plain manager',
  'remover',
  'reader',
  'stranger',
] as const
export type Releaser = (typeof releasers)[number]
/** As in answers.cases.ts; in: sees it. From whom nothing of it is told: 404. */
type Mark = 'ok' | 'same' | 'no' | 'in'
const marks = (text: string) =>
  Object.fromEntries(text.split(/\s+/).map((mark, i) => [releasers[i], mark as Mark])) as Record<Releaser, Mark>

// recipient sender owner manager, sender manager, plain manager, remover reader stranger
const onlyManager = (mark: Mark) => marks(`no no no ${mark} no no no no no`)
const takesBack = (mark: Mark) => marks(`no no ${mark} no no no ${mark} no no`)
/** Who holds `remove_assigned_users` alone does not know that it waits. */
const ownerTakesBack = (mark: Mark) => marks(`no no ${mark} no no no no no no`)
const nobody = marks('no no no no no no no no no')
const recipients = (mark: Mark) => marks(`${mark} no no no no no no no no`)

export const releaseAnswers: Record<ReleaseState, Record<ReleaseEvent, Record<Releaser, Mark>>> = {
  waits: {
    release: onlyManager('ok'),
    refuse: onlyManager('ok'),
    revoke: ownerTakesBack('ok'),
    accept: nobody,
    reject: nobody,
    look: marks('no in in in in no no no no'),
  },
  released: {
    release: onlyManager('same'),
    refuse: onlyManager('same'),
    revoke: takesBack('ok'),
    accept: recipients('ok'),
    reject: recipients('ok'),
    look: marks('in in in in in in in in no'),
  },
  refused: {
    release: onlyManager('same'),
    refuse: onlyManager('same'),
    revoke: ownerTakesBack('same'),
    accept: nobody,
    reject: nobody,
    look: marks('no in in in in no no no no'),
  },
  revoked: {
    release: onlyManager('same'),
    refuse: onlyManager('same'),
    revoke: ownerTakesBack('same'),
    accept: nobody,
    reject: nobody,
    look: marks('no in in in in no no no no'),
  },
}
