// For tests only: single answers that two people changed apart. `open in the spec`: the rule is silent; a person is asked.
import type { MeetCase } from './meet.cases.ts'
import { applied, notice, type Place, same, stays } from './meet-outcomes.cases.ts'

const rowId = '5b1c7a52-8f7e-4c0a-9d0e-3f1f5a7c2b01'
const column = (subform: string, field: string): Place => ({ field, path: [subform, rowId, field] })
const gbv = (field: string): Place => ({ field, module: 'primeromodule-gbv' })
const gbvIncident = (field: string): Place => ({ field, type: 'incident', module: 'primeromodule-gbv' })
const incident = (field: string): Place => ({ field, type: 'incident' })
const family = (field: string): Place => ({ field, type: 'family' })
const tracing = (field: string): Place => ({ field, type: 'tracing_request' })
const registry = (field: string): Place => ({ field, type: 'registry_record' })
const inTest = (field: string): Place => ({ field, module: 'primeromodule-test' })

const agreeing: MeetCase[] = [
  same('two people corrected a name alike', 'name_first', 'Ama', 'Amal', 'Amal'),
  same('two people gave the same first answer', 'sex', undefined, 'female', 'female'),
  same('two people wrote the same text', 'closure_reason_other', undefined, 'Moved', 'Moved'),
  same('two people wrote the same phone number', 'telephone_current', '0100', '0200', '0200'),
  same('two people wrote the same address', 'address_current', 'Mill road', 'Well road', 'Well road'),
  same('two people counted the same age', 'age', 9, 10, 10),
  same('two people ticked the same box', 'estimated', undefined, true, true),
  same('both took the answer away, in their own way', 'occupation', 'Weaver', null, undefined),
  same('both took the answer away, the other way round', 'occupation', 'Weaver', undefined, null),
  same('an emptied text is no answer, as the other had it', 'other_agency_name', 'Aid', '', null),
  // open in the spec: who sends back what he started from claims nothing.
  same('who changed nothing claims nothing', 'sex', 'female', 'female', 'male'),
]

const alone: MeetCase[] = [
  applied('nobody else touched a text', 'name_first', 'Ama', 'Amal', 'Ama'),
  applied('nobody else touched a long text', gbv('assessment_health_needs'), 'None', 'Wound', 'None'),
  applied('nobody else touched a choice', 'displacement_status', 'idp', 'refugee', 'idp'),
  applied('nobody else touched a yes', 'disability_status_yes_no', 'true', 'false', 'true'),
  applied('nobody else touched a number', 'age', 9, 10, 9),
  applied('nobody else touched a date', 'date_of_separation', '2026-01-05', '2026-01-06', '2026-01-05'),
  applied('nobody else touched a tick box', 'estimated', false, true, false),
  applied('the first answer to an open question', 'name_nickname', undefined, 'Mimi', undefined),
  applied('an answer taken away that nobody else touched', 'national_id_no', 'A1', null, 'A1'),
  applied('nothing is nothing: missing and null', 'name_other', undefined, 'Lulu', null),
  applied('nothing is nothing: null and missing', 'name_other', null, 'Lulu', undefined),
  applied('nothing is nothing: an empty text and null', 'other_id_no', '', 'B2', null),
  applied('zero is an answer to an open question', family('family_size'), undefined, 0, undefined),
  applied('false is an answer to an open question', 'address_is_permanent', null, false, undefined),
]

const asked: MeetCase[] = [
  stays('two first names', 'name_first', 'Ama', 'Amal', 'Amani'),
  stays('two first names, the other arrived first', 'name_first', 'Ama', 'Amani', 'Amal'),
  stays('two names where there was none', gbv('name'), undefined, 'Rana', 'Rania'),
  stays('two names of a registered person', registry('name'), 'Rana', 'Rania', 'Ranya'),
  stays('two birth dates', 'date_of_birth', '2015-01-01', '2015-03-01', '2014-01-01'),
  stays('two birth dates of a survivor', gbv('date_of_birth'), undefined, '1999-05-05', '1998-05-05'),
  stays('two document numbers', 'national_id_no', undefined, 'A1', 'A7'),
  stays('two family numbers', family('family_number'), 'F1', 'F2', 'F3'),
  stays('two names of the person inquiring', tracing('relation_name'), 'Omar', 'Omar A', 'Umar'),
  stays('two short notes', 'protection_concerns_other', 'Debt', 'Debt, work', 'Debt, school'),
  stays('the place of a shelter is no contact detail', gbvIncident('service_safehouse_location'), 'A', 'B', 'C'),
  stays('two choices', 'displacement_status', 'resident', 'idp', 'refugee'),
  stays('two choices, the other arrived first', 'displacement_status', 'resident', 'refugee', 'idp'),
  stays('a place that is no contact detail', 'location_separation', 'XX01', 'XX0101', 'XX0102'),
  stays('two states of an incident', incident('status'), 'open', 'closed', 'duplicate'),
  stays('two kinds of violence', gbvIncident('gbv_sexual_violence_type'), undefined, 'rape', 'forced_marriage'),
  stays('two reasons to close', 'closure_reason', undefined, 'other', 'repatriated'),
  stays('yes and no', 'disability_status_yes_no', undefined, 'true', 'false'),
  stays('no and yes', 'disability_status_yes_no', undefined, 'false', 'true'),
  stays('two ages: a number is no counter', 'age', 9, 10, 11),
  stays('two sizes of a family: a number is no counter', family('family_size'), 4, 5, 6),
  stays('zero is a number like others', family('family_size'), 4, 0, 5),
  stays('zero stored is a number like others', family('family_size'), 4, 5, 0),
  stays('two dates', 'date_of_separation', undefined, '2026-01-05', '2026-01-06'),
  stays('two dates of an incident', gbvIncident('incident_date'), '2026-01-01', '2026-01-05', '2026-01-06'),
  stays('a tick and an explicit no', 'estimated', undefined, true, false),
  stays('an explicit no and a tick', 'estimated', undefined, false, true),
  // open in the spec: named like an address, yet a tick box.
  stays('a tick box about an address is no contact detail', 'address_is_permanent', undefined, true, false),
  stays('two fates of a relative', column('family_details_section', 'relation_is_alive'), 'unknown', 'alive', 'dead'),
  stays('two names of a relative', column('family_details_section', 'relation_name'), 'Sami', 'Samir', 'Samira'),
  stays('two ages of a relative', column('family_details_section', 'relation_age'), undefined, 40, 41),
  stays('a tick box in a row', column('family_details_section', 'relation_is_caregiver'), undefined, true, false),
  stays(
    'two moments of a service',
    column('services_section', 'service_implemented_day_time'),
    undefined,
    '2026-02-01T09:00:00.000Z',
    '2026-02-01T10:00:00.000Z',
  ),
]

const blanks: MeetCase[] = [
  stays('a name taken away that somebody corrected', 'name_first', 'Ama', null, 'Amal'),
  stays('a name corrected that somebody took away', 'name_first', 'Ama', 'Amal', null),
  stays('a number taken away that somebody corrected', 'age', 9, null, 10),
  stays('zero where somebody took the number away', 'age', 9, 0, null),
  stays('a date taken away that somebody corrected', 'date_of_birth', '2015-01-01', null, '2015-03-01'),
  stays('a choice taken away that somebody changed', 'displacement_status', 'idp', null, 'refugee'),
  stays('a choice changed that somebody took away', 'displacement_status', 'idp', 'refugee', undefined),
  stays('a tick taken away that somebody turned into a no', 'estimated', true, null, false),
  stays('a no where somebody took the tick away', 'estimated', true, false, null),
  // open in the spec: a contact detail may have been taken away because it endangers; a person is asked.
  stays('a phone number corrected that somebody took away', 'telephone_current', '0100', '0200', null),
  stays('a phone number taken away that somebody corrected', 'telephone_current', '0100', null, '0200'),
  stays('an address corrected that somebody took away', 'address_current', 'Mill road', 'Well road', undefined),
  stays('a place taken away that somebody changed', 'location_current', 'XX01', null, 'XX0101'),
  // open in the spec: a text emptied is not a version of it.
  stays('a long text taken away that somebody wrote on', gbv('assessment_health_needs'), 'None', null, 'Wound'),
  stays('a long text written on that somebody took away', gbv('assessment_health_needs'), 'None', 'Wound', null),
]

const later: MeetCase[] = [
  notice('two phone numbers', 'telephone_current', '0100', '0200', '0300'),
  notice('two phone numbers, the other arrived first', 'telephone_current', '0100', '0300', '0200'),
  notice('two phone numbers where there was none', 'telephone_last', undefined, '0200', '0300'),
  notice('two addresses', 'address_current', 'Mill road', 'Well road', 'Bridge road'),
  notice('two last addresses', 'address_last', undefined, 'Well road', 'Bridge road'),
  notice('two places to be found at', 'location_current', 'XX01', 'XX0101', 'XX0102'),
  notice('two phone numbers of a family', family('family_telephone_current'), '0100', '0200', '0300'),
  notice('two addresses of a family', family('family_address_current'), 'Mill road', 'Well road', 'Hill'),
  notice('two places of a family', family('family_location_current'), undefined, 'XX0101', 'XX0102'),
  notice('two phone numbers of the person inquiring', tracing('relation_telephone'), '0100', '0200', '0300'),
  notice('two places of the person inquiring', tracing('relation_location_current'), 'XX', 'XX01', 'XX0101'),
  notice('two phone numbers of a registered person', registry('telephone_current'), '0100', '0200', '0300'),
  notice('two phone numbers of a relative', column('family_details_section', 'relation_telephone'), '1', '2', '3'),
  notice('two addresses of a relative', column('family_details_section', 'relation_address_current'), '', 'A', 'B'),
  notice('two long texts', gbv('assessment_health_needs'), 'None', 'A wound', 'A fever'),
  notice('two long texts, the other arrived first', gbv('assessment_health_needs'), 'None', 'A fever', 'A wound'),
  notice('two long texts where there was none', gbv('closure_assessment'), undefined, 'Safe now', 'Left the area'),
  notice('two accounts of an incident', gbvIncident('incident_description'), null, 'First', 'Second'),
  notice('two accounts of what went before', incident('cp_incident_previous_incidents_description'), '', 'A', 'B'),
  notice('two notes in a row', column('services_section', 'service_referral_notes'), 'Call', 'Call Ana', 'Visit'),
  notice('two texts of a note', column('notes_section', 'note_text'), 'Seen', 'Seen at home', 'Seen at school'),
]

const computed: MeetCase[] = [
  applied('a sum that nobody else touched is sent with what it is made of', inTest('test_sum'), 3, 5, 3),
  // open in the spec: the sum follows from other answers, so nobody is asked and nothing is kept.
  same('two sums: the stored one stays until it is computed again', inTest('test_sum'), 3, 5, 4),
  same('a sum that became empty claims nothing', inTest('test_average'), 3, null, 4),
]

export const scalarCases: MeetCase[] = [...agreeing, ...alone, ...asked, ...blanks, ...later, ...computed]
