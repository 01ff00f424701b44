// People of the shipped roles, by names that tests use.
import type { Person } from '../house.ts'

const open = 'agency-open-door'
const bridge = 'agency-child-bridge'
const dawn = 'agency-dawn-centre'

/** Child protection: Amal and Bilal share a group, Carol works elsewhere; Dina supervises Amal's group. */
export const cpPeople: Person[] = [
  { userName: 'amal', role: 'role-cp-case-worker', agency: open, groups: ['usergroup-primero-cp'] },
  { userName: 'bilal', role: 'role-cp-case-worker', agency: open, groups: ['usergroup-primero-cp'] },
  { userName: 'carol', role: 'role-cp-case-worker', agency: bridge, groups: ['usergroup-training-dallis'] },
  { userName: 'dina', role: 'role-cp-manager', agency: open, groups: ['usergroup-primero-cp'] },
  { userName: 'desk', role: 'role-registration-desk', agency: open, groups: ['usergroup-training-registration'] },
  { userName: 'ada', role: 'role-cp-administrator', agency: open, groups: ['usergroup-primero-cp'] },
  { userName: 'root', role: 'role-superuser', agency: open, groups: ['usergroup-primero-cp', 'usergroup-primero-gbv'] },
  { userName: 'selam', role: 'role-cp-service-provider', agency: bridge, groups: ['usergroup-training-dallis'] },
]

/** Gender-based violence: Gul and Hawa are caseworkers, Sana supervises Gul's group; Cora counts, Pia steers, Ines administers. */
export const gbvPeople: Person[] = [
  { userName: 'gul', role: 'role-gbv-caseworker', agency: dawn, groups: ['usergroup-primero-gbv'] },
  { userName: 'hawa', role: 'role-gbv-mobile-caseworker', agency: dawn, groups: ['usergroup-training-gbv-dallis'] },
  { userName: 'sana', role: 'role-gbv-case-management-supervisor', agency: dawn, groups: ['usergroup-primero-gbv'] },
  { userName: 'mona', role: 'role-gbv-manager', agency: dawn, groups: ['usergroup-primero-gbv'] },
  { userName: 'fola', role: 'role-gbv-organization-focal-point', agency: dawn, groups: ['usergroup-primero-gbv'] },
  { userName: 'cora', role: 'role-gbv-coordinator', agency: dawn, groups: ['usergroup-primero-gbv'] },
  { userName: 'pia', role: 'role-gbv-program-manager', agency: dawn, groups: ['usergroup-primero-gbv'] },
  { userName: 'ines', role: 'role-gbv-system-administrator', agency: dawn, groups: ['usergroup-primero-gbv'] },
  { userName: 'uma', role: 'role-gbv-user-manager', agency: dawn, groups: ['usergroup-primero-gbv'] },
  { userName: 'aida', role: 'role-gbv-agency-user-administrator', agency: dawn, groups: ['usergroup-primero-gbv'] },
]

export const everybody: Person[] = [...cpPeople, ...gbvPeople]

/** A child whose answers all point to her, and what tells of her. */
export const child = {
  name_first: 'Yasmin',
  name_last: 'Alhadidi',
  age: 9,
  sex: 'female',
  date_of_birth: '2015-03-04',
  national_id_no: 'NID-77-1234567',
  telephone_current: '555-0100-4242',
  address_current: 'house 12, third street',
  occupation: 'pupil',
}
export const told = /Yasmin|Alhadidi|NID-77|555-0100|2015-03-04|third street/
