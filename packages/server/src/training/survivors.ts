// Answers of a GBV case, as the case worker would have typed them by now. Nothing graphic; names stay in the case.
import type { Row } from '@primero/domain/records/record.ts'
import { dayOf } from './calendar.ts'
import { paragraph, sentence } from './phrases.ts'
import type { Random } from './random.ts'
import type { Draft, Sheet } from './sheet.ts'
import { choose, rowOf } from './sheet.ts'
import type { Subject } from './subject.ts'

type SurvivorDesk = ReturnType<typeof survivorDesk>

export function survivorDesk(sheet: Sheet) {
  const action = sheet.rows('action_plan_section')
  const followup = sheet.rows('gbv_follow_up_subform_section')
  const duration = 'less_than_15_minutes 1, 16_30_minutes 3, 31_minutes_1_hour 5, 1_2_hours 3'
  return {
    sheet,
    ethnicity: sheet.menu('gbv_ethnicity'),
    nationality: sheet.menu('gbv_nationality'),
    religion: sheet.menu('gbv_religion'),
    country: sheet.menu('country_of_origin'),
    displacement: sheet.menu('gbv_displacement_status', 'resident 3, idp 5, refugee 4, returnee 1'),
    disability: sheet.menu('gbv_disability_type', 'no 12, physical_disability 1, mental_disability 1'),
    adultStatus: sheet.menu('maritial_status'),
    childStatus: sheet.menu('maritial_status', 'single 12, married_cohabitating 2'),
    caretaker: sheet.menu('survivor_caretaker', 'parent_guardian 5, relative 3, other 1'),
    caretakerStatus: sheet.menu('caretaker_marital_status'),
    unaccompanied: sheet.menu('unaccompanied_separated_status', 'no 8, separated_child 1, unaccompanied_minor 1'),
    duration: sheet.menu('assessment_completion_timing', duration),
    ageGroup: {
      small: sheet.menu('survivor_age_group', '0_5_year_old 1'),
      middle: sheet.menu('survivor_age_group', '6_12_year_old 1'),
      older: sheet.menu('survivor_age_group', '13_17_year_old 1'),
    },
    discovery: sheet.menu('client_discovery_method'),
    opinion: sheet.menu('staff_helpful', 'true 9, false 1, not_applicable 1'),
    action: {
      sheet: action,
      type: action.menu(
        'service_type',
        'health_medical_service 6, psychosocial_service 8, legal_assistance_service 2, police_other_service 2, safehouse_service 1, livelihoods_service 3, child_protection_service 1',
      ),
      referral: action.menu(
        'service_referral',
        'referred 6, service_provided_by_your_agency 4, referral_declined_by_survivor 2, service_unavailable 1',
      ),
    },
    followup: {
      sheet: followup,
      type: followup.menu('followup_service_type'),
      progress: followup.menu('gbv_assessment_progress_safety', 'in_progress 5, met 4, n_a 2'),
    },
  }
}

/** Age of a survivor when registered: adults first, one in four a child. */
export function survivorYears(random: Random): number {
  const roll = random.next()
  return roll < 0.06 ? random.between(4, 11) : roll < 0.26 ? random.between(12, 17) : random.between(18, 62)
}

export function survivorAnswers(desk: SurvivorDesk, who: Subject, code: string): Draft {
  return desk.sheet.kept({
    ...survivor(desk, who, code),
    ...(who.story.assessed === undefined ? {} : assessment(desk, who)),
    ...(who.story.planned === undefined ? {} : safety(desk, who)),
    ...consents(desk, who),
    ...(who.story.closed === undefined ? {} : closure(desk, who)),
    ...(who.story.status === 'closed' && who.random.chance(0.3) ? feedback(desk, who) : {}),
    action_plan_section:
      who.story.planned === undefined ? undefined : times(who.random.between(1, 2), () => actionRow(desk, who)),
    gbv_follow_up_subform_section: followups(desk, who),
  })
}

const times = <T>(count: number, make: (i: number) => T): T[] => Array.from({ length: count }, (_, i) => make(i))
const yes = (random: Random, share: number): string => (random.chance(share) ? 'true' : 'false')

function survivor(desk: SurvivorDesk, who: Subject, code: string): Draft {
  const { random, story, age, rich } = who
  const isChild = story.registered - who.born < 18 * 365.25
  return {
    consent_for_services: random.chance(0.95),
    name: who.named.full,
    survivor_code_no: code,
    registration_date: dayOf(story.registered),
    age,
    date_of_birth: dayOf(who.born),
    sex: who.sex,
    gbv_ethnicity: choose(random, desk.ethnicity),
    country_of_origin: choose(random, desk.country),
    gbv_nationality: choose(random, desk.nationality),
    gbv_religion: rich || random.chance(0.6) ? choose(random, desk.religion) : undefined,
    maritial_status: choose(random, isChild ? desk.childStatus : desk.adultStatus),
    dependents_no: isChild ? undefined : String(random.below(6)),
    occupation: isChild ? undefined : random.pick(['Seller', 'Teacher', 'Farmer', 'Tailor', 'None at present']),
    gbv_displacement_status: choose(random, desk.displacement),
    gbv_disability_type: choose(random, desk.disability),
    unaccompanied_separated_status: choose(random, desk.unaccompanied),
    survivor_lives_alone: isChild ? 'false' : undefined,
    survivor_caretaker: isChild ? choose(random, desk.caretaker) : undefined,
    caretaker_marital_status: isChild ? choose(random, desk.caretakerStatus) : undefined,
    caretaker_occupation: isChild ? random.pick(['Farmer', 'Seller', 'Driver']) : undefined,
  }
}

function assessment(desk: SurvivorDesk, who: Subject): Draft {
  const { random, tongue, rich } = who
  const text = (topic: 'background' | 'concern' | 'goal') =>
    paragraph(random, tongue, topic, rich && random.chance(0.3) ? 2 : 1)
  return {
    assessment_emotional_state_start: random.pick([
      'Quiet, tired',
      'Anxious at first',
      'Calm',
      'Worried about the children',
    ]),
    assessment_survivor_background: text('background'),
    assessment_family_situation: text('background'),
    assessment_current_living_situation: text('background'),
    assssment_survivor_occupation: rich ? text('background') : undefined,
    assessment_presenting_problem: text('concern'),
    assessment_emotional_state_end: random.pick(['Calmer', 'Relieved', 'Still worried']),
    assessment_main_concerns: text('concern'),
    assessment_current_situation: rich ? text('background') : undefined,
    assessment_safety_needs: sentence(random, tongue, 'safety'),
    assessment_health_needs: text('goal'),
    assessment_psychosocial_needs: text('goal'),
    assessment_legal_needs: rich ? text('goal') : undefined,
    assessment_material_needs: rich ? text('goal') : undefined,
    assessment_completion_timing: choose(random, desk.duration),
  }
}

function safety(desk: SurvivorDesk, who: Subject): Draft {
  const { random, tongue, story, rich } = who
  if (!rich && random.chance(0.4)) return { safety_plan_needed: 'false' }
  const text = () => sentence(random, tongue, 'safety')
  return {
    safety_plan_needed: 'true',
    safety_plan_developed_with_survivor: 'true',
    safety_plan_completion_date: dayOf(story.planned ?? story.registered),
    safety_plan_main_concern: text(),
    safety_plan_resources_economic: text(),
    safety_plan_resources_relationships: text(),
    safety_plan_resources_community: rich ? text() : undefined,
    safety_plan_preparedness_signal: text(),
    safety_plan_preparedness_gathered_things: rich ? text() : undefined,
    safety_plan_completion_timing: choose(random, desk.duration),
  }
}

const sharedWith = ['security', 'psychosocial', 'health', 'safehouse', 'legal', 'protection', 'livelihoods']

function consents(_desk: SurvivorDesk, who: Subject): Draft {
  const { random, story, rich } = who
  if (story.assessed === undefined) return {}
  const answers: Draft = {}
  for (const service of sharedWith) {
    if (!rich && random.chance(0.5)) continue
    const agreed = random.chance(0.6)
    answers[`consent_to_share_info_by_${service}`] = agreed ? 'true' : 'false'
    if (agreed) answers[`consent_to_share_${service}_organization`] = `Training ${service} partner`
  }
  return answers
}

function closure(desk: SurvivorDesk, who: Subject): Draft {
  const { random, tongue, story, rich } = who
  return {
    date_closure: story.closed === undefined ? undefined : dayOf(story.closed),
    closure_assessment: sentence(random, tongue, 'closing'),
    closure_needs_met: yes(random, 0.7),
    closure_needs_met_explain: rich ? paragraph(random, tongue, 'closing', 2) : undefined,
    closure_survivor_contact: yes(random, 0.2),
    closure_survivor_request_close: yes(random, 0.4),
    closure_survivor_left_area: yes(random, 0.2),
    closure_safety_plan: yes(random, 0.8),
    closure_case_plan_complete: yes(random, 0.7),
    closure_no_further_support: yes(random, 0.7),
    closure_resume_notification: 'true',
    closure_supervisor_review: yes(random, 0.9),
    closure_completion_timing: choose(random, desk.duration),
  }
}

const opinions = `opening_hours_when_client_could_attend client_comfortable_with_case_worker same_case_worker_each_visit
  client_informed_of_options client_decided_what_next survivor_discreet_access staff_respect_confidentiality
  staff_friendly staff_helpful`.split(/\s+/)

function feedback(desk: SurvivorDesk, who: Subject): Draft {
  const { random, story, age } = who
  const { small, middle, older } = desk.ageGroup
  const answers: Draft = {
    client_feedback_date: dayOf(story.until),
    survivor_age_group: age > 17 ? undefined : choose(random, age < 6 ? small : age < 13 ? middle : older),
    client_discovery_method: choose(random, desk.discovery),
    client_feel_better: yes(random, 0.8),
    would_client_recommend_friend: yes(random, 0.85),
  }
  for (const name of opinions) answers[name] = choose(random, desk.opinion)
  return answers
}

const actionRow = (desk: SurvivorDesk, who: Subject): Row => {
  const { random, tongue, story } = who
  return rowOf(random, desk.action.sheet, {
    action_plan_description: sentence(random, tongue, 'goal'),
    service_type: choose(random, desk.action.type),
    service_referral: choose(random, desk.action.referral),
    service_referral_written_consent: yes(random, 0.8),
    service_appointment_date: dayOf((story.planned ?? story.registered) + random.between(2, 30)),
    service_appointment_time: `${random.between(8, 16)}:00`,
    service_provider: 'Training clinic',
    service_location: `${random.pick(who.family.culture.places)} 2`,
    service_referral_notes: sentence(random, tongue, 'service'),
    service_referral_mandatory_reporting: yes(random, 0.1),
    service_referral_case_action_plan_timing: choose(random, desk.duration),
  })
}

function followups(desk: SurvivorDesk, who: Subject): Row[] | undefined {
  const { random, tongue, story, rich } = who
  if (story.planned === undefined) return undefined
  const since = story.planned + 14
  const visits = Math.min(rich ? 2 : 1, Math.floor((story.until - since) / 28))
  if (visits < 1) return undefined
  return times(visits, (i) => {
    const isLast = i === visits - 1
    return rowOf(random, desk.followup.sheet, {
      service_type_provided: choose(random, desk.followup.type),
      followup_date: dayOf(since + i * 28),
      followup_service_type: choose(random, desk.followup.type),
      action_taken_already: yes(random, 0.6),
      need_follow_up_visit: isLast && story.status === 'closed' ? 'false' : 'true',
      when_follow_up_visit_should_happen: isLast && story.status === 'closed' ? undefined : dayOf(since + (i + 1) * 28),
      follow_up_comments: sentence(random, tongue, 'visit'),
      survivor_needs_met: yes(random, 0.5),
      recommend_case_closed: isLast && story.status === 'closed' ? 'true' : 'false',
      gbv_assessment_progress_safety: choose(random, desk.followup.progress),
      gbv_assessment_progress_health: choose(random, desk.followup.progress),
      gbv_assessment_progress_psychosocial: choose(random, desk.followup.progress),
      gbv_assessment_progress_justice: choose(random, desk.followup.progress),
    })
  })
}
