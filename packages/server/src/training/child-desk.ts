// What the forms of a child-protection case offer, with how often each option comes up.
import type { Menu, Sheet } from './sheet.ts'

/** Nationalities that come up in a culture, the most usual first. */
const countries: { [culture: string]: string } = {
  lakes: 'drc 5, burundi 4, uganda 3, tanzania 2, rwanda 1',
  sahel: 'mali 4, niger 3, burkina_faso 2, senegal 1',
  andes: 'venezuela 4, colombia 3, peru 2, ecuador 1',
  delta: 'myanmar 2, bangladesh 1',
  levant: 'syria 4, iraq 3, lebanon 2, jordan 1',
  nile: 'sudan 4, south_sudan 3, chad 2, egypt 1',
  highland: 'eritrea 2, ethiopia 1',
}

/** Concerns that call for the fastest answer. */
export const severe = new Set(
  `sexually_exploited gbv_survivor trafficked_smuggled caafag worst_forms_of_child_labor physically_or_mentally_abused
  arrested_detained`.split(/\s+/),
)

const anyAge =
  'migrant 6, refugee 9, disabled 4, serious_health_issue 5, statelessness 2, mentally_distressed 7, physically_or_mentally_abused 6'
const small = `${anyAge}, living_with_vulnerable_person 8, other 2`
const older = `${anyAge}, worst_forms_of_child_labor 7, street_child 4, arrested_detained 3, trafficked_smuggled 2,
  child_headed_household 3, sexually_exploited 1`

export type ChildDesk = ReturnType<typeof childDesk>

/** Everything about the forms that does not change from case to case. */
export function childDesk(sheet: Sheet) {
  const concern = sheet.rows('protection_concern_detail_subform_section')
  const relative = sheet.rows('family_details_section')
  const care = sheet.rows('care_arrangements_section')
  const service = sheet.rows('services_section')
  const followup = sheet.rows('followup_subform_section')
  const violence = sheet.rows('incident_details')
  const origin = new Map<string, Menu>(
    Object.entries(countries).map(([culture, weights]) => [culture, sheet.menu('nationality', weights)]),
  )
  return {
    sheet,
    origin,
    concerns: {
      small: sheet.menu('protection_concerns', small),
      boy: sheet.menu('protection_concerns', `${older}, gbv_survivor 1, caafag 5`),
      girl: sheet.menu('protection_concerns', `${older}, gbv_survivor 6, caafag 1, child_mother 5`),
    },
    risk: {
      severe: sheet.menu('risk_level', 'high 60, medium 33, low 7'),
      usual: sheet.menu('risk_level', 'high 8, medium 42, low 50'),
    },
    protectionStatus: sheet.menu('protection_status', 'unaccompanied 2, separated 3'),
    displacement: sheet.menu('displacement_status', 'idp 5, refugee 5, resident 3, returnee 2, asylum_seeker 1'),
    needs: sheet.menu('unhcr_needs_codes'),
    disability: sheet.menu('disability_type'),
    specialNeeds: sheet.menu('disability_special_needs'),
    disabilityTalk: sheet.menu('disability_communications'),
    ethnicity: sheet.menu('ethnicity'),
    language: sheet.menu('language'),
    religion: sheet.menu('religion'),
    interviewed: sheet.menu('interview_subject', 'individual 5, caregiver 4, other 0.3'),
    yesNo: sheet.menu('consent_reporting', 'true 9, false 1'),
    sharing: sheet.menu('consent_info_sharing'),
    withholding: sheet.menu('withholding_info_reason'),
    basis: sheet.menu('legitimate_basis', 'consent 8, vital_interests 2, public_interest 1'),
    separation: sheet.menu('separation_cause'),
    tracing: sheet.menu('tracing_status', 'open 4, tracing_in_progress 4, verified 1, reunified 1'),
    closing: sheet.menu(
      'closure_reason',
      'formal_closing 6, transferred 2, not_seen_during_verification 1, repatriated 1',
    ),
    single: sheet.menu('maritial_status', 'single 1'),
    concern: { sheet: concern, found: concern.menu('date_concern_identified') },
    relative: {
      sheet: relative,
      elder: relative.menu('relation', 'aunt 3, uncle 3, grandmother 3, grandfather 1, other_family 1'),
      alive: relative.menu('relation_is_alive', 'alive 8, unknown 2, dead 1'),
      language: relative.menu('relation_language'),
    },
    care: {
      sheet: care,
      alone: care.menu(
        'care_arrangements_type',
        'foster_care 4, kinship_care_extended_family 3, residential_care 2, unrelated_adult 2, independent_living 1, kafala 1, child_headed_household 1',
      ),
      family: care.menu('care_arrangements_type', 'parent_s 8, step_parent 1, kinship_care_extended_family 2'),
      relation: {
        own: care.menu('relationship_caregiver', 'mother 1'),
        other: care.menu(
          'relationship_caregiver',
          'aunt 3, grandmother 3, sister 1, other_family 1, other_nonfamily 2',
        ),
      },
    },
    plan: sheet.rows('cp_case_plan_subform_case_plan_interventions'),
    service: {
      sheet: service,
      response: service.menu('service_response_type', 'care_plan 3, action_plan 3, service_provision 4'),
      type: service.menu(
        'service_type',
        'health_medical_service 5, psychosocial_service 6, education_service 5, child_protection_service 4, food_service 2, nfi_clothes_shoes_service 2, legal_assistance_service 2, registration_service 2, family_mediation_service 2, safehouse_service 1, livelihoods_service 1, police_other_service 1',
      ),
      frame: service.menu('service_response_timeframe'),
    },
    followup: {
      sheet: followup,
      type: followup.menu('followup_type', 'for_service 5, in_care 3, for_assesment 2, after_reunification 1'),
      service: followup.menu('followup_service_type'),
    },
    note: sheet.rows('notes_section'),
    violence: {
      sheet: violence,
      found: violence.menu('cp_incident_identification_violence'),
      type: violence.menu(
        'cp_incident_violence_type',
        'physical_assault 4, psychological_emotional_abuse 4, denial_of_resources_opportunities_or_services 3, forced_marriage 1, sexual_assault 1',
      ),
      place: violence.menu('cp_incident_location_type', 'home 4, street 3, school 2, work_place 2'),
      hour: violence.menu('cp_incident_timeofday'),
      relation: violence.menu(
        'cp_incident_perpetrator_relationship',
        'no_relation 3, unknown 3, supervisor_employer 3, primary_caregiver 2, schoolmate 2, family_friend_neighbor 2',
      ),
    },
  }
}
