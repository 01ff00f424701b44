// Checks the configuration that ships: `node scripts/config-check.ts` prints the faults and ends with 1 if there are any.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { resourceActions } from '../packages/domain/src/access/resource-actions.ts'
import { checkBundles, type Rules } from '../packages/domain/src/configuration/check.ts'
import { isServerKey } from '../packages/domain/src/access/keys.ts'
import { checkExpression } from '../packages/domain/src/forms/expression.ts'
import { languageCodes } from '../packages/domain/src/configuration/languages.ts'
import { readBundles } from '../packages/server/src/configuration/bundles.ts'

const config = join(import.meta.dirname, '../config')
const rules: Rules = {
  actions: resourceActions,
  isStamped: isServerKey,
  expressionFaults: checkExpression,
  languages: languageCodes,
}

/** The faults of bundles as they lie under config/, laid over each other in this order. */
export function faultsOf(names: string[], complete: boolean): string[] {
  const identifiers = complete ? readFileSync(join(config, 'checks/identifiers.txt'), 'utf8').split('\n') : []
  return checkBundles(readBundles(config, names), identifiers, rules)
}

if (import.meta.main) {
  const faults = [
    ...faultsOf(['core', 'cp', 'gbv', 'training'], true),
    ...faultsOf(['core', 'cp', 'gbv', 'test'], false),
  ]
  for (const fault of new Set(faults)) console.log(fault)
  process.exitCode = faults.length > 0 ? 1 : 0
}
