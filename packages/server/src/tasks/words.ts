// A task in the words of its reader, for clients that have no words of their own.
import { say, type Text } from '@primero/domain/configuration/bundle.ts'
import type { Configuration } from '@primero/domain/configuration/configuration.ts'
import { optionsOf } from '@primero/domain/forms/options.ts'
import type { Task, TaskType } from '@primero/domain/workflow/tasks.ts'

const words: Record<TaskType, Text> = {
  assessment: { en: 'Assessment', ar: 'التقييم', fr: 'Évaluation', es: 'Evaluación' },
  case_plan: { en: 'Case plan', ar: 'خطة الحالة', fr: 'Plan de prise en charge', es: 'Plan de caso' },
  follow_up: { en: 'Follow-up', ar: 'المتابعة', fr: 'Suivi', es: 'Seguimiento' },
  service: { en: 'Service', ar: 'الخدمة', fr: 'Service', es: 'Servicio' },
}

/** Where the kind of a task is asked. */
const asked: Partial<Record<TaskType, [rows: string, column: string]>> = {
  follow_up: ['followup_subform_section', 'followup_type'],
  service: ['services_section', 'service_type'],
}

export function taskWords(config: Configuration, { type, detail }: Task, locale: string): string {
  const [rows, column] = asked[type] ?? []
  const field = rows === undefined ? undefined : config.fieldOf('case', rows)
  const kind = field && config.rowsOf(field)?.fields.find(({ name }) => name === column)
  const option = kind && detail !== null && optionsOf(config, kind, {}, detail)?.find(({ id }) => id === detail)
  const what = option ? say(option.label, locale) : detail
  return what === null ? say(words[type], locale) : `${say(words[type], locale)}: ${what}`
}
