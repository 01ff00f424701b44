// Who reads the ledger of consent and who writes in it.
import type { Actor } from '../access/actor.ts'
import { contextOf, type Decision, decide } from '../access/decide.ts'
import { readable } from '../access/fields.ts'
import { inScope, scopeOf } from '../access/scope.ts'
import type { Configuration } from '../configuration/configuration.ts'
import type { RecordFacts } from '../records/record.ts'
import { withoutGrant } from './making.ts'

const fields = ['consent_for_services', 'disclosure_other_orgs']

/** Whoever reads the consent of the record; not who was let in by a share: the ledger names to whom else it went. */
export function maySeeLedger(config: Configuration, actor: Actor, facts: RecordFacts): boolean {
  if (facts.type !== 'case' || !isOwnWork(actor, facts)) return false
  const names = readable(config, actor, contextOf(facts))
  return fields.some((field) => names.has(field))
}

/** Whoever writes on the record, of those who are not let in by a share. A closed or disabled one, too: no wish waits. */
export function decideLedger(config: Configuration, actor: Actor, facts: RecordFacts): Decision {
  const decision = decide(config, actor, facts.type, 'write', facts)
  if (decision !== 'yes') return decision
  return maySeeLedger(config, actor, facts) ? 'yes' : 'forbidden'
}

const isOwnWork = (actor: Actor, facts: RecordFacts): boolean =>
  inScope(scopeOf(actor, facts.type), withoutGrant(actor, facts))
