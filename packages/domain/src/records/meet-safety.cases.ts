// For tests only: risk, consent and what is like them. The cautious claim is in force whoever sent it, until a person decides.
import type { MeetCase } from './meet.cases.ts'
import { applied, gives, merged, type Place, partly, same, stays } from './meet-outcomes.cases.ts'

const rowId = '5b1c7a52-8f7e-4c0a-9d0e-3f1f5a7c2b01'
const gbv = (field: string): Place => ({ field, module: 'primeromodule-gbv' })
const family = (field: string): Place => ({ field, type: 'family' })
const report: Place = { field: 'consent_reporting', type: 'incident', module: 'primeromodule-gbv' }
const writtenConsent: Place = {
  field: 'service_referral_written_consent',
  module: 'primeromodule-gbv',
  path: ['action_plan_section', rowId, 'service_referral_written_consent'],
}

const risk: MeetCase[] = [
  same('both raised the risk', 'risk_level', 'low', 'high', 'high'),
  applied('nobody else touched the risk, which falls', 'risk_level', 'high', 'low', 'high'),
  applied('nobody else touched the risk, which rises', 'risk_level', 'low', 'high', 'low'),
  gives('mine says high, the other medium', 'risk_level', 'low', 'high', 'medium'),
  stays('mine says medium, the other high', 'risk_level', 'low', 'medium', 'high'),
  gives('mine says high, the other low', 'risk_level', 'medium', 'high', 'low'),
  stays('mine says low, the other high', 'risk_level', 'medium', 'low', 'high'),
  gives('mine lowers to medium, the other to low', 'risk_level', 'high', 'medium', 'low'),
  stays('mine lowers to low, the other to medium', 'risk_level', 'high', 'low', 'medium'),
  gives('two first assessments, mine the higher', 'risk_level', undefined, 'medium', 'low'),
  stays('two first assessments, mine the lower', 'risk_level', null, 'low', 'medium'),
  stays('mine takes the risk away, the other raised it', 'risk_level', 'medium', null, 'high'),
  gives('mine raises the risk, the other took it away', 'risk_level', 'medium', 'high', null),
  // open in the spec: any level is more cautious than none.
  stays('mine takes the risk away, the other lowered it', 'risk_level', 'medium', null, 'low'),
  gives('mine lowers the risk, the other took it away', 'risk_level', 'medium', 'low', undefined),
]

// open in the spec: it names the level only, but these raise the risk too: yes before no before nothing.
const signs: MeetCase[] = [
  gives('mine says urgent, the other not', 'urgent_protection_concern', undefined, 'true', 'false'),
  stays('mine says not urgent, the other urgent', 'urgent_protection_concern', undefined, 'false', 'true'),
  gives('mine says urgent, the other took it away', 'urgent_protection_concern', 'false', 'true', null),
  gives('mine says thoughts of self-harm, the other none', 'self_harm_thoughts', undefined, 'true', 'false'),
  stays('mine says no thoughts of self-harm, the other some', 'self_harm_thoughts', undefined, 'false', 'true'),
]

const consent: MeetCase[] = [
  same('both withdrew consent to services', 'consent_for_services', true, false, false),
  applied('consent withdrawn that nobody else touched', 'consent_for_services', true, false, true),
  applied('consent given that nobody else touched', 'consent_for_services', false, true, false),
  gives('mine is a no, the other a yes', 'consent_for_services', undefined, false, true),
  stays('mine is a yes, the other a no', 'consent_for_services', undefined, true, false),
  stays('mine is a yes where nothing was stored, the other a no', 'consent_for_services', null, true, false),
  gives("a survivor's no, the other a yes", gbv('consent_for_services'), undefined, false, true),
  stays("a survivor's yes, the other a no", gbv('consent_for_services'), undefined, true, false),
  // open in the spec: no consent at all is more cautious than a yes, and an explicit no than no answer.
  gives('mine takes a no away, the other turned it into a yes', 'consent_for_services', false, null, true),
  stays('mine turns a no into a yes, the other took it away', 'consent_for_services', false, true, null),
  gives('mine turns a yes into a no, the other took it away', 'consent_for_services', true, false, null),
  stays('mine takes a yes away, the other turned it into a no', 'consent_for_services', true, null, false),
  gives('no sharing against sharing', 'disclosure_other_orgs', undefined, false, true),
  stays('sharing against no sharing', 'disclosure_other_orgs', undefined, true, false),
  gives('no tracing against tracing', 'consent_for_tracing', undefined, 'false', 'true'),
  stays('tracing against no tracing', 'consent_for_tracing', undefined, 'true', 'false'),
  gives('no tracing against a yes stored as a tick', 'consent_for_tracing', undefined, 'false', true),
  stays('tracing against a no stored as a tick', 'consent_for_tracing', undefined, 'true', false),
  gives('not in reports against in reports', 'consent_reporting', undefined, 'false', 'true'),
  gives('an incident not in reports against in reports', report, undefined, 'false', 'true'),
  stays('an incident in reports against not in reports', report, undefined, 'true', 'false'),
  gives('no sharing with UNHCR against sharing', 'unhcr_export_opt_in', undefined, false, true),
  stays('sharing with UNHCR against no sharing', 'unhcr_export_opt_in', undefined, true, false),
  // open in the spec: an objection is a withdrawal, so here the yes is the cautious one.
  gives('an objection to UNHCR against none', 'unhcr_export_opt_out', undefined, 'true', 'false'),
  stays('no objection to UNHCR against one', 'unhcr_export_opt_out', undefined, 'false', 'true'),
  gives('an objection to UNHCR that the other took away', 'unhcr_export_opt_out', 'false', 'true', null),
  gives('no security service against one', gbv('consent_to_share_info_by_security'), undefined, 'false', 'true'),
  stays('a security service against none', gbv('consent_to_share_info_by_security'), undefined, 'true', 'false'),
  gives('no health service, the other took it away', gbv('consent_to_share_info_by_health'), 'true', 'false', null),
  stays('a legal service, the other took it away', gbv('consent_to_share_info_by_legal'), 'false', 'true', null),
  gives('no written consent in a row against one', writtenConsent, undefined, 'false', 'true'),
  stays('written consent in a row against none', writtenConsent, undefined, 'true', 'false'),
  gives('a family says no to services', family('family_consent_for_services'), undefined, false, true),
  stays('a family says yes to services', family('family_consent_for_services'), undefined, true, false),
  gives('a family says no to being recorded', family('family_consent_for_data_collection'), undefined, 'false', 'true'),
  stays('a family says yes to being recorded', family('family_consent_for_data_collection'), null, 'true', 'false'),
  gives('a family says no to reports', family('family_consent_reporting'), undefined, 'false', 'true'),
  gives('a family says no to sharing', family('family_disclosure_other_orgs'), undefined, false, true),
  gives('a family says no to UNHCR', family('family_unhcr_export_opt_in'), undefined, false, true),
]

const consentSets: MeetCase[] = [
  merged('both widened the sharing', 'consent_info_sharing', ['family'], ['family', 'unhcr'], ['family', 'others'], {
    force: ['family', 'others', 'unhcr'],
  }),
  merged('both narrowed it', 'consent_info_sharing', ['family', 'unhcr', 'others'], ['family', 'unhcr'], ['family'], {
    force: ['family'],
  }),
  // open in the spec: sets merge, but a withdrawal beside a widening would leave the widening in force unasked.
  gives(
    'mine withdrew one, the other added one',
    'consent_info_sharing',
    ['family', 'others'],
    ['family'],
    ['family', 'others', 'unhcr'],
  ),
  stays(
    'mine added one, the other withdrew one',
    'consent_info_sharing',
    ['family', 'others'],
    ['family', 'others', 'unhcr'],
    ['family'],
  ),
  gives(
    'mine withdrew all, the other added one',
    family('family_consent_info_sharing'),
    ['family'],
    [],
    ['family', 'unhcr'],
  ),
  stays(
    'mine added one, the other withdrew all',
    family('family_consent_info_sharing'),
    ['family'],
    ['family', 'unhcr'],
    [],
  ),
  // open in the spec: both withdrew and both added, so only what both still allow is in force.
  partly(
    'both withdrew one and added one',
    'consent_info_sharing',
    ['family', 'others', 'authorities'],
    ['family', 'others', 'unhcr'],
    ['family', 'authorities'],
    { force: ['family'], kept: ['family', 'others', 'unhcr'] },
  ),
]

// open in the spec: what must not be shared, and safety plans, are asked about although they are free text.
const asked: MeetCase[] = [
  stays('two texts on what must not be shared', 'disclosure_deny_details', 'School', 'School, aunt', 'Father'),
  stays('two texts on what to hold back', family('family_withhold_details'), 'School', 'School, aunt', 'Father'),
  stays('two main concerns of a safety plan', gbv('safety_plan_main_concern'), 'He returns', 'He knows', 'Nights'),
  stays('two signals of a safety plan', gbv('safety_plan_preparedness_signal'), undefined, 'Red scarf', 'Lamp'),
  stays('whether a safety plan is needed', gbv('safety_plan_needed'), undefined, 'false', 'true'),
]

export const safetyCases: MeetCase[] = [...risk, ...signs, ...consent, ...consentSets, ...asked]
