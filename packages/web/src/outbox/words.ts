// Refusals in words: what happened, what is safe, what next. Codes come from domain/problem.ts.
import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'

export const refusalWords: Record<string, MessageDescriptor> = {
  'not-found': msg`The record is no longer in your care. Your text is kept here.`,
  forbidden: msg`Your role may not do this. Ask your supervisor.`,
  'id-taken': msg`The server knows this already. Open the record and look.`,
  'invalid-answers': msg`An answer does not fit its question. Open the form and check it.`,
  'invalid-request': msg`The server did not understand this change. Tell your administrator.`,
  'unknown-keys': msg`A question is no longer part of the form. Open the record and look.`,
  'missing-parameter': msg`Something is missing. Open the form and check it.`,
  'rule-broken': msg`An answer does not fit the rules. Open the form and check it.`,
  'unknown-intention': msg`This version of the app is too old for this change. Reload the page.`,
  'wrong-state': msg`The record was closed or disabled meanwhile. Your text is kept here.`,
  'too-much': msg`This is more than one change may hold, or more proposals than one record takes. Your text is kept here.`,
  'attachment-refused': msg`The file was not accepted. Check its kind and size.`,
}

export const refusalFallback: MessageDescriptor = msg`The server refused this change. Your text is kept here.`
