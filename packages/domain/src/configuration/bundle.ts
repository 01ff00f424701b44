// The shape of a configuration bundle as it lies under config/, checked at build and at load.
// Facts that integrations rely on (identifiers, types, option ids) are exact; labels are ours.
import * as z from 'zod/mini'

/** A text per locale. In a bundle English is always there; what a device gets holds only its own language. */
export const text = z.record(z.string(), z.string()).check(z.refine((t) => Object.keys(t).length > 0))
export type Text = z.infer<typeof text>

/** The text in a language, else in its parent language, else English, else whatever there is. */
export const say = (t: Text, locale: string): string =>
  t[locale] ?? t[locale.split('-')[0] ?? ''] ?? t['en'] ?? Object.values(t)[0] ?? ''

type Named = { name: string; names?: Text | undefined }

/** What somebody called it is called so in every language; what still goes by its shipped name is, in the reader's. */
export const nameIn = ({ name, names }: Named, locale: string): string =>
  names?.['en'] === name ? say(names, locale) : name

export const recordTypes = ['case', 'incident', 'tracing_request', 'registry_record', 'family'] as const
export type RecordType = (typeof recordTypes)[number]

export const fieldTypes = [
  'text_field',
  'textarea',
  'radio_button',
  'select_box',
  'numeric_field',
  'date_field',
  'date_range',
  'tick_box',
  'tally_field',
  'subform',
  'calculated',
  'photo_upload_box',
  'audio_upload_box',
  'document_upload_box',
  'signature',
  'separator',
  'custom',
] as const
export type FieldType = (typeof fieldTypes)[number]

/** Options that the instance's own data makes (api-admin §11.6). */
export const dynamicSources = [
  'Location',
  'ReportingLocation',
  'Agency',
  'AgencyCurrentUser',
  'User',
  'UserGroup',
  'UserGroupPermitted',
  'Module',
  'FormGroup',
  'Role',
  'ReferToUsers',
  'LinkedIncidents',
  'violations',
] as const

/** Condition or calculation tree (api-admin §11.5); its grammar is checked by `forms/expression.ts`. */
export const expression = z.unknown()
export type Expression = z.infer<typeof expression>

export const option = z.strictObject({
  id: z.string(),
  label: text,
  disabled: z.optional(z.boolean()),
  tags: z.optional(z.array(z.string())),
})
export type Option = z.infer<typeof option>

export const optionSource = z.union([
  z.strictObject({ lookup: z.string() }),
  z.strictObject({ source: z.enum(dynamicSources) }),
  z.strictObject({ values: z.array(option) }),
])
export type OptionSource = z.infer<typeof optionSource>

/** Who a value can point to: a person (`true`), perhaps, being free text (`narrative`), or nobody (`false`). */
export const identifying = z.union([z.boolean(), z.literal('narrative')])
export type Identifying = z.infer<typeof identifying>

export const field = z.strictObject({
  name: z.string().check(z.regex(/^[a-z][a-z0-9_]*$/)),
  type: z.enum(fieldTypes),
  label: text,
  help: z.optional(text),
  guidingQuestions: z.optional(text),
  tickBoxLabel: z.optional(text),
  /** Decided for each field; undecided fails the build (and counts as true). Separators carry false. */
  identifying,
  /** What a paper without identity tells of it; left out: nothing. `coarse`: the range of an age, the division of a place. */
  withoutIdentity: z.optional(z.enum(['shown', 'coarse'])),
  options: z.optional(optionSource),
  /** Options carrying a tag show only while the tag's expression holds. */
  optionsCondition: z.optional(z.record(z.string(), expression)),
  multi: z.optional(z.boolean()),
  required: z.optional(z.boolean()),
  /** false: kept and exchanged, but not on the page. Default true. */
  visible: z.optional(z.boolean()),
  /** Default true. */
  mobileVisible: z.optional(z.boolean()),
  hideOnViewPage: z.optional(z.boolean()),
  showOnMinifyForm: z.optional(z.boolean()),
  hiddenTextField: z.optional(z.boolean()),
  /** Shown, never typed into. */
  disabled: z.optional(z.boolean()),
  /** false: administrators may not change the definition. Default true. */
  editable: z.optional(z.boolean()),
  matchable: z.optional(z.boolean()),
  phoneNumber: z.optional(z.boolean()),
  dateValidation: z.optional(z.enum(['default_date_validation', 'not_future_date'])),
  includeTime: z.optional(z.boolean()),
  maxLength: z.optional(z.number()),
  default: z.optional(z.union([z.string(), z.number(), z.boolean()])),
  /** subform: unique id of the nested form. */
  subform: z.optional(z.string()),
  subformSortBy: z.optional(z.string()),
  subformSortDirection: z.optional(z.enum(['asc', 'desc'])),
  subformGroupBy: z.optional(z.string()),
  /** A field that repeats the first or last row of a subform; never writable (records §9). */
  subformSummary: z.optional(
    z.strictObject({
      subform: z.string(),
      pick: z.enum(['first', 'last']),
      field: z.string(),
      orderBy: z.optional(z.string()),
      order: z.optional(z.enum(['asc', 'desc'])),
    }),
  ),
  tally: z.optional(z.array(z.strictObject({ id: z.string(), label: text }))),
  autosumTotal: z.optional(z.boolean()),
  autosumGroup: z.optional(z.string()),
  calculation: z.optional(expression),
  /** display_conditions_record: on the record's answers. */
  showIf: z.optional(expression),
  /** display_conditions_subform: on the answers of the same row. */
  showIfRow: z.optional(expression),
  tags: z.optional(z.array(z.string())),
  linksTo: z.optional(z.string()),
  /** `never`: not kept on devices. */
  offline: z.optional(z.literal('never')),
})
export type Field = z.infer<typeof field>

export const form = z.strictObject({
  id: z.string(),
  name: text,
  description: z.optional(text),
  help: z.optional(text),
  recordType: z.enum(recordTypes),
  /** Modules that show the form; a subform follows its parent. */
  modules: z.array(z.string()),
  group: z.optional(z.string()),
  groupOrder: z.number(),
  order: z.number(),
  subformOrder: z.number(),
  /** true: rows of a parent's field. */
  subform: z.boolean(),
  mobile: z.boolean(),
  visible: z.boolean(),
  /** Drawn by the product itself (approvals, change log …); may hold no fields. */
  core: z.optional(z.boolean()),
  editable: z.optional(z.boolean()),
  firstTab: z.optional(z.boolean()),
  initialRows: z.optional(z.number()),
  collapsedFields: z.optional(z.array(z.string())),
  headerLinks: z.optional(z.array(z.string())),
  showIf: z.optional(expression),
  fields: z.array(field),
})
export type Form = z.infer<typeof form>

export const lookup = z.strictObject({
  id: z.string(),
  name: text,
  locked: z.optional(z.boolean()),
  values: z.array(option),
})
export type Lookup = z.infer<typeof lookup>

export const location = z.strictObject({
  code: z.string(),
  parent: z.nullable(z.string()),
  type: z.string(),
  name: text,
  disabled: z.optional(z.boolean()),
})
export type Location = z.infer<typeof location>

/** A file of an agency: where its bytes lie, and by what its address changes with them. */
export const agencyFile = z.strictObject({
  key: z.string(),
  hash: z.string(),
  name: z.string(),
  /** When terms of use came that people must accept, and whose hands they came from. */
  at: z.optional(z.string()),
  by: z.optional(z.string()),
})
export type AgencyFile = z.infer<typeof agencyFile>

export const agency = z.strictObject({
  id: z.string(),
  code: z.string(),
  name: text,
  description: z.optional(text),
  services: z.optional(z.array(z.string())),
  disabled: z.optional(z.boolean()),
  order: z.optional(z.number()),
  telephone: z.optional(z.string()),
  contactName: z.optional(z.string()),
  contactEmail: z.optional(z.string()),
  contactPhone: z.optional(z.string()),
  notes: z.optional(z.string()),
  excludedFromLookups: z.optional(z.boolean()),
  /** Shows its logos on the public page; needs both. */
  logoEnabled: z.optional(z.boolean()),
  pdfLogoOption: z.optional(z.boolean()),
  termsEnabled: z.optional(z.boolean()),
  logoFull: z.optional(agencyFile),
  logoIcon: z.optional(agencyFile),
  termsOfUse: z.optional(agencyFile),
})
export type Agency = z.infer<typeof agency>

export const userGroup = z.strictObject({
  id: z.string(),
  name: z.string(),
  /** The name as it ships, per locale; on the wire of v2 the one name stands for all. */
  names: z.optional(text),
  description: z.optional(z.string()),
  agencies: z.optional(z.array(z.string())),
  disabled: z.optional(z.boolean()),
})
export type UserGroup = z.infer<typeof userGroup>

export const scopeKinds = ['self', 'group', 'agency', 'all', 'identified', 'admin_only'] as const

export const role = z.strictObject({
  id: z.string(),
  name: z.string(),
  /** As a user group's. */
  names: z.optional(text),
  description: z.optional(z.string()),
  /** group_permission on the wire: which records, not which actions. */
  scope: z.enum(scopeKinds),
  modules: z.array(z.string()),
  /** resource → actions; `manage` covers all (access §2). */
  permissions: z.record(z.string(), z.array(z.string())),
  /** Roles, agencies and report scope that a permission is limited to. */
  objects: z.optional(
    z.strictObject({
      role: z.optional(z.array(z.string())),
      agency: z.optional(z.array(z.string())),
      managed_report: z.optional(z.strictObject({ scope: z.string() })),
    }),
  ),
  /** Form unique id → r or rw; `all` stands for every form of the role's modules, read and write. */
  forms: z.union([z.literal('all'), z.record(z.string(), z.enum(['r', 'rw']))]),
  /** Whose identity the role may see: nobody's, that of own records, of all in scope, or after a logged reason. */
  identity: z.enum(['none', 'own', 'scope', 'reveal']),
  manager: z.optional(z.boolean()),
  referral: z.optional(z.boolean()),
  transfer: z.optional(z.boolean()),
  referralAuthorization: z.optional(z.boolean()),
  disabled: z.optional(z.boolean()),
  /** Unknown filters are refused, created records answered in full: for partner systems. */
  integration: z.optional(z.boolean()),
  reportingLocationLevel: z.optional(z.number()),
  category: z.optional(z.enum(['limited', 'system', 'maintenance', 'identified'])),
  /** Whoever holds it signs in with a second factor, and sets one up before anything else. */
  mustHaveFactor: z.optional(z.boolean()),
  /** Departures from the usual policy for devices (domain/sync/policy.ts); counts for roles with `sync_mobile`. */
  offline: z.optional(
    z.strictObject({
      records: z.optional(z.number()),
      days: z.optional(z.number()),
      lockMinutes: z.optional(z.number()),
      hiddenMinutes: z.optional(z.number()),
      attempts: z.optional(z.number()),
      media: z.optional(z.boolean()),
    }),
  ),
})
export type Role = z.infer<typeof role>

export const fieldMap = z.strictObject({
  mapTo: z.string(),
  fields: z.array(z.strictObject({ source: z.array(z.string()), target: z.string() })),
})
export type FieldMap = z.infer<typeof fieldMap>

export const moduleShape = z.strictObject({
  id: z.string(),
  name: z.string(),
  description: z.optional(z.string()),
  recordTypes: z.array(z.enum(recordTypes)),
  /** Values copied into an incident made from a case (records §10). */
  fieldMap: z.optional(fieldMap),
  /** module_options with the wire's own keys (api-admin §10). */
  options: z.record(z.string(), z.unknown()),
  /** Wire key of the record type (`cases`) → field names. */
  listHeaders: z.record(z.string(), z.array(z.string())),
  listFilters: z.record(z.string(), z.array(z.string())),
})
export type Module = z.infer<typeof moduleShape>

/** What the searched tables publish of a record type. Everything else is read from the document. */
export const publishedShape = z.strictObject({
  recordType: z.enum(recordTypes),
  /** Select, radio and tick fields whose options become tokens: fast filters. */
  filters: z.array(z.string()),
  /** Sort and range columns. `dates` and `moments`: of several, the earliest. */
  sort: z.record(z.string(), z.enum(['date', 'number', 'text', 'moment', 'dates', 'moments'])),
  /** Field that gives the location path of the row. */
  location: z.optional(z.string()),
})
export type Published = z.infer<typeof publishedShape>

export const trainingUser = z.strictObject({
  userName: z.string().check(z.regex(/^[^\s]+$/)),
  fullName: z.string(),
  role: z.string(),
  agency: z.string(),
  groups: z.array(z.string()),
  locale: z.string(),
  location: z.optional(z.string()),
  services: z.optional(z.array(z.string())),
  serviceAccount: z.optional(z.boolean()),
})
export type TrainingUser = z.infer<typeof trainingUser>

/** One folder under config/. Every part is optional, so that a bundle holds only what it brings. */
export const bundle = z.strictObject({
  id: z.string(),
  modules: z.array(moduleShape),
  forms: z.array(form),
  lookups: z.array(lookup),
  locations: z.array(location),
  agencies: z.array(agency),
  userGroups: z.array(userGroup),
  roles: z.array(role),
  published: z.array(publishedShape),
  /** System settings with the wire's own keys (api-admin §4); later bundles win key by key. */
  settings: z.record(z.string(), z.unknown()),
  trainingUsers: z.array(trainingUser),
})
export type Bundle = z.infer<typeof bundle>
