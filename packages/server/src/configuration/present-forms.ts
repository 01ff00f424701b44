// Forms and fields on the wire (api-admin §11.2, §11.3): literal lists of keys, nulls left out.
import type { Field, Form, Option, OptionSource, Text } from '@primero/domain/configuration/bundle.ts'
import type { Configuration } from '@primero/domain/configuration/configuration.ts'
import type { House } from '../house.ts'
import type { WireIds } from './wire-ids.ts'

export type Presenting = { config: Configuration; ids: WireIds; locales: string[] }

export function presentingOf(house: Pick<House, 'configuration' | 'wireIds'>): Presenting {
  const config = house.configuration()
  return { config, ids: house.wireIds(), locales: (config.settings['locales'] ?? ['en']) as string[] }
}

/** A translated value with every enabled locale, `""` where there is none (api-admin §0.7). */
export const filled = (text: Text | undefined, locales: string[]): Record<string, string> =>
  Object.fromEntries(locales.map((locale) => [locale, text?.[locale] ?? '']))

const withoutNulls = (o: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(o).filter(([, value]) => value !== null && value !== undefined))

export const presentForm = (p: Presenting, form: Form): Record<string, unknown> =>
  withoutNulls({
    id: p.ids.idOf('form', form.id),
    unique_id: form.id,
    name: filled(form.name, p.locales),
    description: filled(form.description, p.locales),
    help_text: filled(form.help, p.locales),
    parent_form: form.recordType,
    visible: form.visible,
    order: form.order,
    order_form_group: form.groupOrder,
    order_subform: form.subformOrder,
    form_group_id: form.group,
    form_group_keyed: form.group !== undefined,
    is_nested: form.subform,
    is_first_tab: form.firstTab ?? false,
    initial_subforms: form.initialRows ?? 0,
    subform_prevent_item_removal: false,
    subform_append_only: false,
    subform_header_links: form.headerLinks ?? [],
    display_help_text_view: false,
    mobile_form: form.mobile,
    editable: form.editable ?? true,
    core_form: form.core ?? false,
    display_conditions: form.showIf,
    fields: form.fields.map((field, order) => presentField(p, form, field, order)),
    module_ids: form.modules,
    collapsed_field_names: collapsedNames(form),
  })

function collapsedNames(form: Form): string[] {
  const wanted = form.collapsedFields ?? (form.subform ? form.fields.slice(0, 1).map((f) => f.name) : [])
  return form.fields.map((f) => f.name).filter((name) => wanted.includes(name))
}

function presentField(p: Presenting, form: Form, field: Field, order: number): Record<string, unknown> {
  const text = (t: Text | undefined) => filled(t, p.locales)
  return withoutNulls({
    id: p.ids.idOf('field', `${form.id}.${field.name}`),
    form_section_id: p.ids.idOf('form', form.id),
    name: field.name,
    type: field.type,
    display_name: text(field.label),
    help_text: text(field.help),
    guiding_questions: text(field.guidingQuestions),
    tick_box_label: text(field.tickBoxLabel),
    visible: field.visible ?? true,
    mobile_visible: field.mobileVisible ?? true,
    hide_on_view_page: field.hideOnViewPage ?? false,
    show_on_minify_form: field.showOnMinifyForm ?? false,
    hidden_text_field: field.hiddenTextField ?? false,
    disabled: field.disabled ?? false,
    required: field.required ?? false,
    editable: field.editable ?? true,
    matchable: field.matchable ?? false,
    expose_unique_id: false,
    mandatory_for_completion: false,
    phone_number: field.phoneNumber ?? false,
    multi_select: field.multi ?? false,
    option_strings_source: sourceOf(field.options),
    option_strings_text: inlineOf(p, field.options),
    option_strings_condition: field.optionsCondition,
    selected_value: field.default === undefined ? undefined : String(field.default),
    order,
    subform_section_id: field.subform === undefined ? undefined : p.ids.idOf('form', field.subform),
    subform_section_configuration: rowsConfiguration(field),
    subform_summary: field.subformSummary && {
      subform_field_name: field.subformSummary.subform,
      [field.subformSummary.pick]: withoutNulls({
        field_name: field.subformSummary.field,
        order_by: field.subformSummary.orderBy,
        order: field.subformSummary.order,
      }),
    },
    autosum_total: field.autosumTotal ?? false,
    autosum_group: field.autosumGroup,
    tally: field.tally?.map(({ id, label }) => ({ id, display_text: text(label) })),
    date_validation: field.dateValidation ?? (field.type === 'date_field' ? 'default_date_validation' : undefined),
    date_include_time: field.includeTime ?? false,
    calculation: field.calculation === undefined ? undefined : { expression: field.calculation },
    display_conditions_record: field.showIf,
    display_conditions_subform: field.showIfRow,
    link_to_path: field.linksTo,
    link_to_path_external: true,
    field_tags: field.tags ?? [],
  })
}

export const sourceOf = (options: OptionSource | undefined): string | undefined => {
  if (options === undefined || 'values' in options) return undefined
  return 'lookup' in options ? `lookup ${options.lookup}` : options.source
}

const inlineOf = (p: Presenting, options: OptionSource | undefined): Record<string, unknown>[] | undefined =>
  options !== undefined && 'values' in options ? options.values.map((o) => presentOption(p.locales, o)) : undefined

export const presentOption = (locales: string[], o: Option): Record<string, unknown> =>
  withoutNulls({ id: o.id, disabled: o.disabled ?? false, display_text: filled(o.label, locales), tags: o.tags })

function rowsConfiguration(field: Field): Record<string, unknown> | undefined {
  if (field.subformSortBy === undefined && field.subformGroupBy === undefined) return undefined
  return withoutNulls({
    subform_sort_by: field.subformSortBy,
    subform_sort_by_direction: field.subformSortDirection,
    subform_group_by: field.subformGroupBy,
  })
}
