// Answers of a child-protection case, as a case worker would have typed them by now.
import { dayOf } from './calendar.ts'
import type { ChildDesk } from './child-desk.ts'
import { severe } from './child-desk.ts'
import { childRows } from './child-rows.ts'
import { documentNumber, phone } from './people.ts'
import { sentence } from './phrases.ts'
import type { Random } from './random.ts'
import type { Draft } from './sheet.ts'
import { choose, chooseSome } from './sheet.ts'
import type { Subject } from './subject.ts'

/** Age and sex of a child when registered: somewhat more girls, most between six and seventeen. */
export function childYears(random: Random): number {
  const roll = random.next()
  return roll < 0.2 ? random.between(0, 5) : roll < 0.58 ? random.between(6, 11) : random.between(12, 17)
}

/** What the rest of the answers follows from. */
export type Facts = { concerns: string[]; risk: string | undefined; alone: string | undefined }

export function childAnswers(desk: ChildDesk, who: Subject): Draft {
  const facts = factsOf(desk, who)
  return desk.sheet.kept({
    ...identity(desk, who),
    ...background(desk, who),
    ...protection(desk, who, facts),
    ...consent(desk, who),
    ...steps(desk, who, facts),
    ...(facts.alone === undefined ? {} : tracing(desk, who)),
    ...childRows(desk, who, facts),
  })
}

function factsOf(desk: ChildDesk, { random, story, born, sex }: Subject): Facts {
  const years = (story.registered - born) / 365.25
  const menu = years < 8 ? desk.concerns.small : sex === 'female' ? desk.concerns.girl : desk.concerns.boy
  const drawn = chooseSome(random, menu, random.between(1, 3))
  const concerns = years < 13 ? drawn.filter((id) => id !== 'child_mother') : drawn
  const risk = concerns.some((id) => severe.has(id)) ? desk.risk.severe : desk.risk.usual
  return {
    concerns,
    risk: choose(random, risk),
    alone: random.chance(0.4) ? choose(random, desk.protectionStatus) : undefined,
  }
}

function identity(desk: ChildDesk, who: Subject): Draft {
  const { random, rich, named, family, story } = who
  const known = (share: number) => rich || random.chance(share)
  return {
    name_first: named.first,
    name_middle: named.middle,
    name_last: named.last,
    name_nickname: known(0.4) ? who.nickname : undefined,
    name_other: rich ? `${who.nickname} ${named.last}` : undefined,
    registration_date: dayOf(story.registered),
    sex: who.sex,
    age: who.age,
    date_of_birth: dayOf(who.born),
    estimated: who.estimated ? true : undefined,
    cpims_id: known(0.1) ? documentNumber(random, 'CPIMS') : undefined,
    ration_card_no: known(0.3) ? documentNumber(random, 'RC') : undefined,
    icrc_ref_no: rich ? documentNumber(random, 'ICRC') : undefined,
    unhcr_individual_no: known(0.2) ? documentNumber(random, 'UNHCR') : undefined,
    national_id_no: known(0.15) ? documentNumber(random, 'NID') : undefined,
    other_id_type: rich ? 'School card' : undefined,
    other_id_no: rich ? documentNumber(random, 'SCH') : undefined,
    other_agency_id: rich ? documentNumber(random, 'OA') : undefined,
    other_agency_name: rich ? 'Training partner' : undefined,
    family_number: family.number,
    nationality: chooseSome(random, desk.origin.get(family.culture.id) ?? { ids: [] }, 1),
    maritial_status: known(0.5) ? choose(random, desk.single) : undefined,
    occupation:
      who.age > 13 && random.chance(0.4) ? random.pick(['Tailor', 'Shepherd', 'Seller', 'Carpenter']) : undefined,
    address_current: family.address,
    address_is_permanent: rich ? random.chance(0.5) : undefined,
    location_current: who.place,
    telephone_current: known(0.6) ? family.phone : undefined,
  }
}

function background(desk: ChildDesk, who: Subject): Draft {
  const { random, rich } = who
  if (!rich && random.chance(0.5)) return {}
  return {
    country_of_origin: choose(random, desk.origin.get(who.family.culture.id) ?? { ids: [] }),
    address_last: `${random.pick(who.family.culture.places)} ${random.between(1, 90)}`,
    location_last: who.place,
    telephone_last: rich ? phone(random) : undefined,
    ethnicity: chooseSome(random, desk.ethnicity, 1),
    sub_ethnicity_1: rich ? chooseSome(random, desk.ethnicity, 1) : undefined,
    language: chooseSome(random, desk.language, 2),
    religion: chooseSome(random, desk.religion, 1),
  }
}

function protection(desk: ChildDesk, who: Subject, { concerns, risk, alone }: Facts): Draft {
  const { random, rich } = who
  const disabled = concerns.includes('disabled')
  return {
    protection_status: alone,
    urgent_protection_concern:
      risk === undefined ? undefined : risk === 'high' && random.chance(0.7) ? 'true' : 'false',
    risk_level: risk,
    displacement_status: choose(random, desk.displacement),
    protection_concerns: concerns,
    protection_concerns_other: concerns.includes('other') ? sentence(random, who.tongue, 'concern') : undefined,
    unhcr_needs_codes: rich || random.chance(0.3) ? chooseSome(random, desk.needs, 2) : undefined,
    disability_type: disabled ? choose(random, desk.disability) : undefined,
    disability_special_needs: disabled ? chooseSome(random, desk.specialNeeds, 1) : undefined,
    disability_communications: disabled ? choose(random, desk.disabilityTalk) : undefined,
  }
}

function consent(desk: ChildDesk, who: Subject): Draft {
  const { random, rich } = who
  const agrees = random.chance(0.9)
  return {
    interview_subject: choose(random, desk.interviewed),
    consent_for_services: agrees,
    consent_reporting: choose(random, desk.yesNo),
    consent_for_tracing: choose(random, desk.yesNo),
    disclosure_other_orgs: agrees && random.chance(0.85),
    consent_info_sharing: rich || random.chance(0.5) ? chooseSome(random, desk.sharing, 2) : undefined,
    withholding_info_reason: agrees ? undefined : chooseSome(random, desk.withholding, 1),
    disclosure_deny_details: agrees ? undefined : sentence(random, who.tongue, 'note'),
    unhcr_export_opt_in: rich || random.chance(0.3) ? random.chance(0.6) : undefined,
    legitimate_basis: chooseSome(random, desk.basis, 1),
  }
}

/** High risk is assessed within three days, medium within a week, low within two. */
const daysToAssess = (risk: string | undefined): number => (risk === 'high' ? 3 : risk === 'medium' ? 7 : 14)

function steps(desk: ChildDesk, who: Subject, { risk }: Facts): Draft {
  const { random, story } = who
  const wait = daysToAssess(risk)
  return {
    assessment_due_date: dayOf(story.registered + wait),
    assessment_requested_on: story.assessed === undefined ? undefined : dayOf(story.assessed),
    case_plan_due_date: story.assessed === undefined ? undefined : dayOf(story.assessed + wait * 2),
    date_case_plan: story.planned === undefined ? undefined : dayOf(story.planned),
    closure_reason: story.closed === undefined ? undefined : choose(random, desk.closing),
    date_closure: story.closed === undefined ? undefined : dayOf(story.closed),
  }
}

function tracing(desk: ChildDesk, who: Subject): Draft {
  const { random } = who
  return {
    tracing_status: choose(random, desk.tracing),
    date_of_separation: dayOf(who.story.registered - random.between(20, 600)),
    separation_cause: choose(random, desk.separation),
    location_separation: who.place,
  }
}
