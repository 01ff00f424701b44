// What somebody is about to share, while it is being written: what is still missing, and what goes on its way. Pure.
import type { RecordType } from '@primero/domain/configuration/bundle.ts'
import type { IntentionArgs } from '@primero/domain/sync/intention.ts'
import { needsSecond } from '@primero/domain/workflow/exceptions.ts'
import type { Override, TransitionType } from '@primero/domain/workflow/transition.ts'

export const ways = { refer: 'Referral', transfer: 'Transfer', assign: 'Assign', ask: 'TransferRequest' } as const
export type Way = keyof typeof ways
export const isWay = (word: string): word is Way => Object.hasOwn(ways, word)

/** As a draft keeps it: what was never touched is not there. */
export type Wish = {
  service?: string | undefined
  serviceRow?: string | undefined
  notes?: string
  to?: string | undefined
  /** What the recipient is called, as he was shown. */
  toName?: string | undefined
  /** Agency of the recipient, as he was shown. */
  toAgency?: string | undefined
  outside?: boolean
  toRemote?: string | undefined
  /** Of several at once: which. */
  cases?: string[]
  /** Where somebody looks for the recipient; what is never touched follows from whether there is a directory. */
  where?: 'directory' | 'people' | 'outside'
  /** Of the directory. */
  provider?: string | undefined
  /** Role by which it is shown; `own`: whatever the recipient's role shows. */
  role?: string | undefined
  /** Of that role these forms alone; what is never touched is the least that the service needs. */
  forms?: string[] | undefined
  /** All of it, before anybody has accepted. */
  atOnce?: boolean
  /** To somebody of the other module: what goes into the package. */
  package?: { fields?: string[]; safetyNotes?: string; contact?: string; allowsCase?: boolean }
  override?: boolean
  ground?: Override['ground']
  reason?: string
  /** User name of the second person who was asked. */
  second?: string
  assessment?: string
  recipientSafe?: boolean
}

export type Step = 'why' | 'who' | 'what' | 'consent'

export const stepsOf = (way: Way): Step[] => {
  if (way === 'refer') return ['why', 'who', 'what', 'consent']
  if (way === 'transfer') return ['why', 'who', 'what', 'consent']
  return way === 'assign' ? ['why', 'who'] : ['why']
}

const shortestReason = 10

export type Facts = { way: Way; isPackage?: boolean; isConsented: boolean; mayOverride: boolean }

/** Steps that still lack something, in their order. */
export const missing = (wish: Wish, { way, isPackage, isConsented, mayOverride }: Facts): Step[] =>
  stepsOf(way).filter((step) => {
    if (step === 'who') return wish.outside ? !wish.toRemote?.trim() : wish.to === undefined
    if (step === 'what') return way === 'refer' && !wish.outside && !isPackage && wish.role === undefined
    if (step === 'consent') return !isConsented && !(mayOverride && overrideOf(wish) !== undefined)
    return false
  })

type Exception = NonNullable<IntentionArgs<'transition.make'>['override']>

/** Undefined while something is missing that the server will ask for. */
function overrideOf(wish: Wish): Exception | undefined {
  const { override, ground, reason = '', second = '', assessment = '' } = wish
  if (!override || ground === undefined || reason.trim().length < shortestReason) return undefined
  const isVital = ground === 'vital_interest'
  if (needsSecond(ground) && second.trim() === '') return undefined
  if (isVital && (assessment.trim() === '' || wish.recipientSafe !== true)) return undefined
  return {
    ground,
    reason: reason.trim(),
    ...(needsSecond(ground) ? { second: second.trim() } : {}),
    ...(isVital ? { assessment: assessment.trim(), recipientSafe: true } : {}),
  }
}

const said = <K extends string>(name: K, value: string | undefined): { [N in K]?: string } =>
  value?.trim() ? ({ [name]: value.trim() } as { [N in K]: string }) : {}

export function argsOf(
  wish: Wish,
  { way, isPackage = false, isConsented }: Pick<Facts, 'way' | 'isPackage' | 'isConsented'>,
  record: { type: RecordType; id: string },
  transition: string,
): IntentionArgs<'transition.make'> {
  const kind: TransitionType = ways[way]
  const outside = wish.outside === true && (way === 'refer' || way === 'transfer')
  const override = isConsented || !stepsOf(way).includes('consent') ? undefined : overrideOf(wish)
  return {
    type: record.type as 'case',
    id: record.id,
    transition,
    kind,
    to: way === 'ask' || outside ? null : (wish.to ?? null),
    ...said('notes', wish.notes),
    ...(way === 'refer' ? { ...said('service', wish.service), ...said('serviceRow', wish.serviceRow) } : {}),
    ...(outside ? { remote: true, ...said('toRemote', wish.toRemote) } : {}),
    ...(outside || way === 'ask' ? {} : said('toAgency', wish.toAgency)),
    ...(way === 'refer' ? said('provider', wish.provider) : {}),
    ...(isPackage ? { package: packageOf(wish) } : {}),
    ...(way === 'refer' && !outside && !isPackage ? openedBy(wish) : {}),
    ...(override ? { override } : {}),
  }
}

/** His own role shows what it shows; until he accepts, no more than the referral. */
const openedBy = ({ role, forms, atOnce }: Wish): Partial<IntentionArgs<'transition.make'>> => ({
  ...(role === 'own' ? {} : { ...said('authorizedRole', role), ...(forms ? { forms } : {}) }),
  ...(atOnce ? {} : { opensLater: true }),
})

const packageOf = ({ package: asked = {} }: Wish): NonNullable<IntentionArgs<'transition.make'>['package']> => ({
  fields: asked.fields ?? [],
  ...said('safetyNotes', asked.safetyNotes),
  ...said('contact', asked.contact),
  allowsCase: asked.allowsCase === true,
})
