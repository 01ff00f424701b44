// Ids of records are UUID version 4, lower case; other versions are refused so that nobody can guess one from a clock.

export type Uuid = string & { readonly __uuid: true }

const v4 = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/
const any = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

export const isUuidV4 = (value: unknown): value is Uuid => typeof value === 'string' && v4.test(value)

/** Row ids inside a record may be any UUID: older clients made them with other versions. */
export const isUuid = (value: unknown): value is Uuid => typeof value === 'string' && any.test(value)

/** The code that people read aloud: the last seven characters of `unique_identifier` (records §2). Not unique. */
export const shortId = (uniqueIdentifier: string): string => uniqueIdentifier.slice(-7)
