// Answers of incidents made from a case: what happened, where, and what is known of those who did it.
import type { Row } from '@primero/domain/records/record.ts'
import { dayOf } from './calendar.ts'
import { documentNumber, neighbour } from './people.ts'
import { sentence } from './phrases.ts'
import type { Random } from './random.ts'
import type { Draft, Sheet } from './sheet.ts'
import { choose, rowOf } from './sheet.ts'
import type { Subject } from './subject.ts'

const yes = (random: Random, share: number): string => (random.chance(share) ? 'true' : 'false')

type GbvIncidentDesk = ReturnType<typeof gbvIncidentDesk>

/** Referral rows: subform, the middle of its field names, and how its place is called. */
const referrals = [
  ['health_medical_referral_subform_section', 'medical', 'location'],
  ['psychosocial_counseling_services_subform_section', 'psycho', 'service_location'],
  ['legal_assistance_services_subform_section', 'legal', 'location'],
  ['police_or_other_type_of_security_services_subform_section', 'police', 'location'],
  ['livelihoods_services_subform_section', 'livelihoods', 'location'],
  ['child_protection_services_subform_section', 'protection', 'location'],
] as const

export function gbvIncidentDesk(sheet: Sheet) {
  const perpetrator = sheet.rows('alleged_perpetrator')
  const elsewhere = sheet.rows('gbv_reported_elsewhere_subform')
  return {
    sheet,
    kind: sheet.menu(
      'gbv_sexual_violence_type',
      'rape 8, sexual_assault 14, physical_assault 28, forced_marriage 9, denial_of_resources_opportunities_or_services 16, psychological_emotional_abuse 22, non-gbv 3',
    ),
    displacement: sheet.menu(
      'displacement_incident',
      'not_displaced 3, pre_displacement 2, during_flight 2, during_refuge 5, post_displacement 1',
    ),
    hour: sheet.menu('incident_timeofday', 'morning 2, afternoon 3, evening_night 5, unknown 1'),
    place: sheet.menu(
      'incident_location_type',
      'clients_home 9, perpetrators_home 3, road 3, market 2, school 1, forest 1, streamside 1, farm 1, latrine 1',
    ),
    practice: {
      none: sheet.menu('harmful_traditional_practice', 'no 1'),
      some: sheet.menu('harmful_traditional_practice', 'type_of_practice_1 2, type_of_practice_2 1, no 6'),
    },
    abduction: sheet.menu('abduction_status_time_of_incident', 'none 14, other_abduction_kidnapping 1, trafficked 1'),
    elsewhereAnswer: sheet.menu('gbv_reported_elsewhere', 'no 6, gbvims-org 1, non-gbvims-org 2'),
    from: sheet.menu('service_referred_from'),
    safehouse: sheet.menu(
      'service_safehouse_referral',
      'service_not_applicable 8, referred 1, referral_declined_by_survivor 1',
    ),
    elsewhere: { sheet: elsewhere, type: elsewhere.menu('gbv_reported_elsewhere_organization_type') },
    perpetrator: {
      sheet: perpetrator,
      ageGroup: perpetrator.menu('age_group', '12_17 1, 18_25 3, 26_40 6, 41_60 3, unknown 2'),
      ageType: perpetrator.menu('age_type', 'adult 12, minor 1, unknown 1'),
      nationality: perpetrator.menu('perpetrator_nationality'),
      ethnicity: perpetrator.menu('perpetrator_ethnicity'),
      partner: perpetrator.menu(
        'perpetrator_relationship',
        'intimate_partner_former_partner 10, family_other_than_spouse_or_caregiver 3, family_friend_neighbor 3, other_resident_community_member 3, no_relation 2, unknown 2, supervisor_employer 1',
      ),
      ofChild: perpetrator.menu(
        'perpetrator_relationship',
        'primary_caregiver 3, family_other_than_spouse_or_caregiver 3, family_friend_neighbor 4, schoolmate 2, teacher_school_official 1, unknown 2, no_relation 1',
      ),
      occupation: perpetrator.menu('perpetrator_occupation'),
    },
    referrals: referrals.map(([name, middle, place]) => {
      const rows = sheet.rows(name)
      const menu = rows.menu(
        `service_${middle}_referral`,
        'referred 5, service_provided_by_your_agency 4, service_not_applicable 3, referral_declined_by_survivor 2, service_unavailable 1',
      )
      return { name, middle, place, rows, menu, pursue: rows.menu('pursue_legal_action') }
    }),
  }
}

/** What the case does not give: what happened. It carries no name; the survivor code alone leads back to the case. */
export function gbvIncidentAnswers(desk: GbvIncidentDesk, who: Subject): Draft {
  const { random, story } = who
  const reported = story.registered - random.below(3)
  const happened = reported - Math.floor(120 * random.next() ** 3)
  return {
    ...happening(desk, who, happened, reported),
    estimated: who.estimated ? 'true' : 'false',
    alleged_perpetrator: Array.from({ length: random.chance(0.85) ? 1 : 2 }, (_, i) => perpetratorRow(desk, who, i)),
    service_referred_from: choose(random, desk.from),
    service_safehouse_referral: choose(random, desk.safehouse),
    ...referralRows(desk, who),
  }
}

function happening(desk: GbvIncidentDesk, who: Subject, happened: number, reported: number): Draft {
  const { random } = who
  const kind = choose(random, desk.kind)
  const elsewhere = choose(random, desk.elsewhereAnswer)
  return {
    incidentid_ir: who.rich ? documentNumber(random, 'IR') : undefined,
    consent_reporting: yes(random, 0.9),
    date_of_first_report: dayOf(reported),
    incident_date: dayOf(happened),
    incident_description: who.rich ? sentence(random, who.tongue, 'note') : undefined,
    displacement_incident: choose(random, desk.displacement),
    incident_timeofday: choose(random, desk.hour),
    incident_location_type: choose(random, desk.place),
    incident_location: who.place,
    incident_camp_town: who.rich ? random.pick(who.family.culture.places) : undefined,
    gbv_sexual_violence_type: kind,
    non_gbv_type_notes: kind === 'non-gbv' ? 'Referred to another programme.' : undefined,
    harmful_traditional_practice: choose(random, kind === 'forced_marriage' ? desk.practice.some : desk.practice.none),
    goods_money_exchanged: yes(random, 0.12),
    abduction_status_time_of_incident: choose(random, desk.abduction),
    gbv_reported_elsewhere: elsewhere,
    gbv_reported_elsewhere_subform:
      elsewhere === undefined || elsewhere === 'no'
        ? undefined
        : [
            rowOf(random, desk.elsewhere.sheet, {
              gbv_reported_elsewhere_organization_type: choose(random, desk.elsewhere.type),
              gbv_reported_elsewhere_organization_provider: 'Training clinic',
            }),
          ],
    gbv_previous_incidents: yes(random, 0.35),
  }
}

const perpetratorRow = (desk: GbvIncidentDesk, who: Subject, nth: number): Row => {
  const { random } = who
  const menus = desk.perpetrator
  return rowOf(random, menus.sheet, {
    primary_perpetrator: nth === 0 ? 'primary' : 'secondary',
    perpetrator_sex: random.chance(0.95) ? 'male' : 'female',
    former_perpetrator: yes(random, 0.3),
    perpetrator_nationality: choose(random, menus.nationality),
    perpetrator_ethnicity: choose(random, menus.ethnicity),
    age_group: choose(random, menus.ageGroup),
    age_type: choose(random, menus.ageType),
    perpetrator_relationship: choose(random, who.age < 16 ? menus.ofChild : menus.partner),
    perpetrator_occupation: choose(random, menus.occupation),
  })
}

function referralRows(desk: GbvIncidentDesk, who: Subject): Draft {
  const { random, story } = who
  const answers: Draft = {}
  for (const { name, middle, place, rows, menu, pursue } of desk.referrals) {
    if (middle === 'protection' && who.age >= 18) continue
    if (random.chance(who.rich ? 0.3 : 0.5)) continue
    const answer = choose(random, menu)
    const goes = answer === 'referred' || answer === 'service_provided_by_your_agency'
    answers[name] = [
      rowOf(random, rows, {
        [`service_${middle}_referral`]: answer,
        [`service_${middle}_appointment_date`]: goes ? dayOf(story.registered + random.between(1, 14)) : undefined,
        [`service_${middle}_appointment_time`]: goes ? `${random.between(8, 16)}:30` : undefined,
        [`service_${middle}_provider`]: goes ? 'Training partner' : undefined,
        [`service_${middle}_${place}`]: goes ? random.pick(who.family.culture.places) : undefined,
        pursue_legal_action: choose(random, pursue),
      }),
    ]
  }
  return answers
}

type ChildIncidentDesk = ReturnType<typeof childIncidentDesk>

export function childIncidentDesk(sheet: Sheet) {
  return {
    sheet,
    type: sheet.menu(
      'cp_incident_violence_type',
      'physical_assault 4, psychological_emotional_abuse 4, denial_of_resources_opportunities_or_services 3, forced_marriage 1, sexual_assault 1',
    ),
    place: sheet.menu('cp_incident_location_type', 'home 4, street 3, school 2, work_place 2'),
    hour: sheet.menu('cp_incident_timeofday'),
    relation: sheet.menu(
      'cp_incident_perpetrator_relationship',
      'no_relation 3, unknown 3, supervisor_employer 3, primary_caregiver 2, schoolmate 2, family_friend_neighbor 2',
    ),
    schooling: sheet.menu('educational_status', 'illiterate 1, basic 4, secondary 2'),
    single: sheet.menu('maritial_status', 'single 1'),
  }
}

/** What the case does not give. Where the case tells of an incident itself, that row says what happened. */
export function childIncidentAnswers(desk: ChildIncidentDesk, who: Subject, isToldInCase: boolean): Draft {
  const { random } = who
  return {
    ...(isToldInCase ? {} : violence(desk, who)),
    cp_sex: who.sex,
    age: who.age,
    maritial_status: choose(random, desk.single),
    educational_status: who.age < 6 ? undefined : choose(random, desk.schooling),
  }
}

function violence(desk: ChildIncidentDesk, who: Subject): Draft {
  const { random, story } = who
  return {
    incident_date: dayOf(story.registered - Math.floor(90 * random.next() ** 2)),
    cp_incident_location_type: choose(random, desk.place),
    incident_location: who.place,
    cp_incident_timeofday: choose(random, desk.hour),
    cp_incident_violence_type: choose(random, desk.type),
    cp_incident_previous_incidents: yes(random, 0.3),
    cp_incident_previous_incidents_description: random.chance(0.2) ? sentence(random, who.tongue, 'note') : undefined,
    cp_incident_abuser_name: random.chance(0.5) ? neighbour(random, who.family.culture, 'male').full : undefined,
    perpetrator_sex: random.chance(0.8) ? 'male' : 'female',
    cp_incident_perpetrator_age: random.between(18, 60),
    cp_incident_perpetrator_relationship: choose(random, desk.relation),
  }
}
