// How a role of the golden world is written down.
import type { Role } from '@primero/domain/configuration/bundle.ts'

export const cp = ['primeromodule-cp']
export const gbv = ['primeromodule-gbv']

export const role = (
  id: string,
  scope: Role['scope'],
  permissions: Role['permissions'],
  rest: Partial<Role> = {},
): Role => ({
  id,
  name: id,
  scope,
  modules: cp,
  permissions,
  forms: 'all',
  identity: 'scope',
  ...rest,
})
