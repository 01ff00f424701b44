// For tests only: small configurations in a few words.
import type { Bundle, Field, Form, Lookup } from '../configuration/bundle.ts'
import { type Configuration, configurationOf } from '../configuration/configuration.ts'

export const sampleField = (name: string, type: Field['type'], rest: Partial<Field> = {}): Field => ({
  name,
  type,
  label: { en: name },
  identifying: false,
  ...rest,
})

let order = 0

/** Forms follow each other in the order in which they are made. */
export const sampleForm = (id: string, fields: Field[], rest: Partial<Form> = {}): Form => ({
  id,
  name: { en: id },
  recordType: 'case',
  modules: ['primeromodule-cp'],
  groupOrder: 0,
  order: ++order,
  subformOrder: 0,
  subform: false,
  mobile: true,
  visible: true,
  fields,
  ...rest,
})

export const sampleRows = (id: string, fields: Field[], rest: Partial<Form> = {}): Form =>
  sampleForm(id, fields, { subform: true, visible: false, ...rest })

export const sampleLookup = (id: string, ...ids: string[]): Lookup => ({
  id,
  name: { en: id },
  values: ids.map((value) => ({ id: value, label: { en: value } })),
})

export const sampleBundle = (rest: Partial<Bundle> = {}): Bundle => ({
  id: 'sample',
  modules: [],
  forms: [],
  lookups: [],
  locations: [],
  agencies: [],
  userGroups: [],
  roles: [],
  published: [],
  settings: {},
  trainingUsers: [],
  ...rest,
})

export const sampleConfiguration = (rest: Partial<Bundle> = {}): Configuration =>
  configurationOf(1, [sampleBundle(rest)])
