// Rows of the subforms of a child-protection case: family, care, plan, services, visits, notes.
import type { Row } from '@primero/domain/records/record.ts'
import { dayOf, momentOf, newYear } from './calendar.ts'
import type { ChildDesk } from './child-desk.ts'
import { severe } from './child-desk.ts'
import type { Facts } from './children.ts'
import type { Sex } from './people.ts'
import { neighbour, phone } from './people.ts'
import { paragraph, sentence } from './phrases.ts'
import type { Draft } from './sheet.ts'
import { choose, chooseSome, rowOf } from './sheet.ts'
import type { Subject } from './subject.ts'

export function childRows(desk: ChildDesk, who: Subject, facts: Facts): Draft {
  const { random, rich, story } = who
  const hurt = facts.concerns.some((id) => severe.has(id))
  const often = (share: number) => random.chance(share)
  return {
    family_details_section: rich || often(0.7) ? familyRows(desk, who, facts) : undefined,
    protection_concern_detail_subform_section: often(0.25)
      ? facts.concerns.slice(0, 1).map((concern) => concernRow(desk, who, concern))
      : undefined,
    care_arrangements_section:
      story.assessed !== undefined && often(rich ? 0.8 : 0.5) ? [careRow(desk, who, facts)] : undefined,
    cp_case_plan_subform_case_plan_interventions:
      story.planned === undefined ? undefined : times(random.between(1, 2), () => planRow(desk, who)),
    services_section: serviceRows(desk, who),
    followup_subform_section: followupRows(desk, who, facts),
    notes_section: often(rich ? 0.4 : 0.2) ? [noteRow(desk, who)] : undefined,
    incident_details: hurt && often(0.6) ? [violenceRow(desk, who)] : undefined,
  }
}

const times = <T>(count: number, make: (i: number) => T): T[] => Array.from({ length: count }, (_, i) => make(i))

const men = new Set<string | undefined>(['father', 'uncle', 'grandfather', 'brother'])

function familyRows(desk: ChildDesk, who: Subject, facts: Facts): Row[] {
  const { random, family: own } = who
  const rows = [relativeRow(desk, who, 'mother', own.mother, random.between(17, 35), facts)]
  if (who.rich || random.chance(0.5))
    rows.push(relativeRow(desk, who, 'father', own.father, random.between(19, 40), facts))
  if (facts.alone !== undefined) {
    const relation = choose(random, desk.relative.elder)
    const given = random.pick(men.has(relation) ? own.culture.boys : own.culture.girls)
    const older = relation?.startsWith('grand') ? random.between(45, 62) : random.between(18, 40)
    rows.push(relativeRow(desk, who, relation, given, older, facts))
  }
  return rows
}

const relativeRow = (
  desk: ChildDesk,
  who: Subject,
  relation: string | undefined,
  given: string,
  older: number,
  facts: Facts,
): Row => {
  const { random, rich, family: own } = who
  const { sheet, alive, language } = desk.relative
  const sex: Sex = men.has(relation) ? 'male' : 'female'
  return rowOf(random, sheet, {
    relation_name: `${given} ${own.name}`,
    relation,
    relation_is_caregiver: relation === 'mother' && facts.alone === undefined,
    relation_is_alive: choose(random, alive),
    relation_age: who.age + older,
    relation_date_of_birth: rich ? dayOf(newYear(who.born, older)) : undefined,
    relation_sex: sex,
    relation_language: rich ? chooseSome(random, language, 1) : undefined,
    relation_location_current: rich ? who.place : undefined,
    relation_telephone: random.chance(0.3) ? own.phone : undefined,
  })
}

const concernRow = (desk: ChildDesk, { random, tongue }: Subject, concern: string): Row =>
  rowOf(random, desk.concern.sheet, {
    protection_concern_type: concern,
    date_concern_identified: choose(random, desk.concern.found),
    concern_details: paragraph(random, tongue, 'concern', 2),
  })

/** A child with the family lives with the mother; one without is with a relative or in placed care. */
const careRow = (desk: ChildDesk, who: Subject, { alone }: Facts): Row => {
  const { random, family: own, story } = who
  const { sheet, relation } = desk.care
  const isHome = alone === undefined
  return rowOf(random, sheet, {
    care_arrangements_type: choose(random, isHome ? desk.care.family : desk.care.alone),
    care_arrangements_type_notes: random.chance(0.3) ? sentence(random, who.tongue, 'background') : undefined,
    name_caregiver: isHome ? `${own.mother} ${own.name}` : neighbour(random, own.culture, 'female').full,
    caregiver_age: who.age + random.between(17, 40),
    relationship_caregiver: choose(random, isHome ? relation.own : relation.other),
    care_arrangement_started_date: dayOf(story.registered - random.below(200)),
  })
}

const planRow = (desk: ChildDesk, who: Subject): Row => {
  const { random, tongue, story } = who
  return rowOf(random, desk.plan, {
    intervention_service_to_be_provided: sentence(random, tongue, 'goal'),
    case_plan_provider_and_contact_details: random.chance(0.4) ? `Training partner, ${phone(random)}` : undefined,
    intervention_service_goal: sentence(random, tongue, 'goal'),
    case_plan_timeframe: dayOf((story.planned ?? story.registered) + random.between(30, 120)),
    intervention_service_success: story.closed === undefined ? undefined : choose(random, desk.yesNo),
  })
}

function serviceRows(desk: ChildDesk, who: Subject): Row[] | undefined {
  const { random, rich, story } = who
  const from = story.served
  if (from === undefined) return undefined
  return times(random.between(1, rich ? 3 : 2), (i) => {
    const asked = Math.min(story.until, from + i * random.between(5, 40))
    const done = asked + random.between(1, 30)
    const isDone = done <= story.until && random.chance(story.closed === undefined ? 0.7 : 0.95)
    const byDay = random.chance(0.6)
    return rowOf(random, desk.service.sheet, {
      service_response_type: choose(random, desk.service.response),
      service_type: choose(random, desk.service.type),
      service_response_day_time: momentOf(asked, story.seconds),
      service_response_timeframe: byDay ? undefined : choose(random, desk.service.frame),
      service_appointment_date: byDay ? dayOf(asked + random.between(2, 21)) : undefined,
      service_implementing_agency: who.agency,
      service_provider: random.chance(0.5) ? 'Training clinic' : 'Training community centre',
      service_location: random.chance(0.4) ? random.pick(who.family.culture.places) : undefined,
      service_referral_notes: rich || random.chance(0.6) ? sentence(random, who.tongue, 'service') : undefined,
      service_implemented: isDone ? 'implemented' : 'not_implemented',
      service_implemented_day_time: isDone ? momentOf(done, story.seconds) : undefined,
    })
  })
}

/** Visits every month or so since the plan; while the case is open the next one is promised. */
function followupRows(desk: ChildDesk, who: Subject, facts: Facts): Row[] | undefined {
  const { random, story } = who
  if (story.planned === undefined) return undefined
  const since = story.planned + 20
  const visits = Math.min(who.rich ? 2 : 1, Math.floor((story.until - since) / 35))
  const rows = visits < 1 ? [] : times(visits, (i) => followupRow(desk, who, facts, since + i * 35, true))
  if (story.status === 'open' && random.chance(0.6))
    rows.push(followupRow(desk, who, facts, story.today + random.between(-6, 24), false))
  return rows
}

const followupRow = (desk: ChildDesk, who: Subject, facts: Facts, due: number, isDone: boolean): Row =>
  rowOf(who.random, desk.followup.sheet, {
    followup_type: choose(who.random, desk.followup.type),
    followup_service_type: choose(who.random, desk.followup.service),
    protection_concern_type: facts.concerns[0],
    followup_needed_by_date: dayOf(due),
    followup_date: isDone ? dayOf(Math.min(due + who.random.below(6), who.story.until)) : undefined,
    followup_comments: isDone ? paragraph(who.random, who.tongue, 'visit', who.rich ? 2 : 1) : undefined,
  })

const noteRow = (desk: ChildDesk, { random, tongue, story, worker }: Subject): Row =>
  rowOf(random, desk.note, {
    note_date: momentOf(random.between(story.registered, story.until), story.seconds),
    note_subject: random.pick(['Supervision', 'Telephone', 'Partner', 'Home visit']),
    note_text: paragraph(random, tongue, 'note', 2),
    note_created_by: worker.userName,
  })

const violenceRow = (desk: ChildDesk, who: Subject): Row => {
  const { random, family: own, story } = who
  const { sheet, found, type, place, hour, relation } = desk.violence
  return rowOf(random, sheet, {
    cp_incident_identification_violence: choose(random, found),
    incident_date: dayOf(story.registered - random.between(0, 90)),
    cp_incident_location_type: choose(random, place),
    incident_location: who.place,
    cp_incident_timeofday: choose(random, hour),
    cp_incident_violence_type: choose(random, type),
    cp_incident_previous_incidents: random.chance(0.3) ? 'true' : 'false',
    cp_incident_abuser_name: random.chance(0.5) ? neighbour(random, own.culture, 'male').full : undefined,
    perpetrator_sex: random.chance(0.8) ? 'male' : 'female',
    cp_incident_perpetrator_age: random.between(18, 60),
    cp_incident_perpetrator_relationship: choose(random, relation),
  })
}
