// A step of the rules as a sentence, with the rule's name.
import { useLingui } from '@lingui/react/macro'
import type { Step } from '@primero/domain/access/explain.ts'
import type { Role } from '@primero/domain/configuration/bundle.ts'
import { useReason } from './reasonWords.ts'
import { scopeWords } from './roleWords.ts'

export type StepNames = { action: string; module: (id: string) => string }

/** What a step says, and what the rule is called. */
export function useStepWords(): (step: Step, names: StepNames) => { rule: string; says: string } {
  const { t } = useLingui()
  const reason = useReason()
  const scopeOf = (scope: Role['scope']): string => t(scopeWords[scope].name)
  return (step, names) => {
    const { action } = names
    switch (step.step) {
      case 'right':
        return {
          rule: t`Right`,
          says: {
            named: t`The role has this right: ${action}.`,
            manage: t`The role may do everything with these records, so this, too.`,
            covered: t`A wider right of the role covers this.`,
            borrowed: t`A right to other records brings this with it.`,
            missing: t`The role does not have this right: ${action}.`,
          }[step.how],
        }
      case 'reads':
        return {
          rule: t`Reading`,
          says: step.holds
            ? t`The role sees records of this kind.`
            : step.scope === 'admin_only'
              ? t`The role is for administration only: it reaches no records.`
              : t`The role sees no records of this kind, so it does nothing with them.`,
        }
      case 'module': {
        const module = names.module(step.module)
        return {
          rule: t`Kind of work`,
          says: step.holds ? t`The role works in: ${module}.` : t`The role does not work in: ${module}.`,
        }
      }
      case 'reach': {
        const scope = scopeOf(step.scope)
        return {
          rule: t`Reach`,
          says: step.holds
            ? step.because.map(reason).join(' ')
            : t`The reach of the role is: ${scope}. This record is not among them.`,
        }
      }
      case 'state':
        return {
          rule: t`State`,
          says: step.holds
            ? t`The record is in a state for this.`
            : step.status === 'disabled'
              ? t`The record is disabled: it can be read and enabled, nothing else.`
              : step.status === 'closed'
                ? t`The record is closed.`
                : t`The record is not closed.`,
        }
    }
  }
}
