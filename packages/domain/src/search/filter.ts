// One thing that a list is asked for: the same for a list on a device, one of the server, and an address of v2.
export type Value = string | number | boolean

/** `any`: one of these. `from`, `to`: inclusive. `under`: at one of these places, or inside it. */
export type Filter = {
  field: string
  any?: Value[] | undefined
  from?: string | number | undefined
  to?: string | number | undefined
  under?: string[] | undefined
  not?: boolean | undefined
}

/**
 * As v2 takes it in a query (api-records §6.5): `a=b`, `a=x,y`, `a=from..to`, `not[a]=b`, `loc:a2=code`. `level` is that of
 * the place, where v2 is to look no higher.
 */
export function parameterOf({ field, any, from, to, under, not }: Filter, level?: number): string {
  const value =
    under !== undefined
      ? under.join(',')
      : from !== undefined || to !== undefined
        ? `${from ?? ''}..${to ?? ''}`
        : (any ?? []).join(',')
  const name = under === undefined ? field : `loc:${field}${level ?? ''}`
  return `${not === true ? `not[${name}]` : name}=${value}`
}
