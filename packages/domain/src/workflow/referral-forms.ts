// What a referral opens of a case: the least that a service needs, and what is open until somebody accepts it. Both are
// data of the module (`referral_forms`); a module that says nothing opens no less than the role, and before that nothing.
import type { Configuration } from '../configuration/configuration.ts'
import { isObject } from '../forms/answer.ts'
import { optionOf } from './module-option.ts'

const idsIn = (value: unknown): string[] | undefined =>
  Array.isArray(value) ? value.filter((id): id is string => typeof id === 'string') : undefined

/** Forms that are open to who was asked and has not accepted yet. */
export const formsBefore = (config: Configuration, module: string): string[] =>
  idsIn(optionOf(config, module, 'referral_forms')['before']) ?? []

/** Forms that this service needs; undefined: the module does not say. */
export function leastForms(config: Configuration, module: string, service: string | null): string[] | undefined {
  const { services, usual } = optionOf(config, module, 'referral_forms')
  const named = isObject(services) && service !== null ? idsIn(services[service]) : undefined
  return named ?? idsIn(usual)
}

/**
 * What a referral opens that was asked to open these forms; null: all of the recipient's. Whoever has the case by a referral
 * himself opens no more of it than that one shows him (`shown`): two who refer to each other would see all of it.
 */
export const formsToOpen = (
  asked: readonly string[] | null,
  shown: readonly string[] | undefined,
): readonly string[] | null => shown?.filter((form) => asked === null || asked.includes(form)) ?? asked

/** Of roles that show forms, the one that lacks the least of what is needed, and shows the least besides. */
export const roleFor = <R extends { modules: string[]; forms: string[] }>(
  roles: readonly R[],
  module: string,
  needed: readonly string[] = [],
): R | undefined => {
  const lacks = ({ forms }: R): number => needed.filter((form) => !forms.includes(form)).length
  return roles
    .filter(({ modules }) => modules.includes(module))
    .toSorted((a, b) => lacks(a) - lacks(b) || a.forms.length - b.forms.length)[0]
}
