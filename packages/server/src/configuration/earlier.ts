// Configurations that are not in force any more: what was typed under one is read by it. They never change.
import { type Configuration, configurationOf } from '@primero/domain/configuration/configuration.ts'
import type { Tx } from '../db/database.ts'
import type { House } from '../house.ts'
import { documentNumbered } from './queries.ts'

const known = new WeakMap<House, Map<number, Configuration>>()

// Each takes some megabytes; devices come back with the last one or two.
const mostKept = 3

/** The configuration under this number; undefined for one that never was. */
export async function configurationNumbered(house: House, tx: Tx, version: number): Promise<Configuration | undefined> {
  const inForce = house.configuration()
  if (version === inForce.version) return inForce
  const kept = known.get(house) ?? new Map<number, Configuration>()
  known.set(house, kept)
  const here = kept.get(version)
  if (here !== undefined) return here
  const document = isNumber(version) ? await documentNumbered(tx, version) : undefined
  if (document === undefined) return undefined
  const found = configurationOf(version, [document])
  kept.set(version, found)
  for (const oldest of [...kept.keys()].slice(0, -mostKept)) kept.delete(oldest)
  return found
}

const isNumber = (version: number): boolean => Number.isInteger(version) && version > 0 && version < 2 ** 31
