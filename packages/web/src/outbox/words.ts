// Refusals in words: what happened, what is safe, what next. Codes come from domain/problem.ts.
import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import type { ProblemShape } from '../store/store.ts'

const refusalWords: Record<string, MessageDescriptor> = {
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
  'changed-elsewhere': msg`This was changed meanwhile. Open the record and look.`,
  'too-much': msg`This is more than one change may hold, or more proposals than one record takes. Your text is kept here.`,
  'attachment-refused': msg`The file was not accepted. Check its kind and size.`,
}

/** Broken rules of sharing and approving, by the key that the server names. */
const brokenWords: Record<string, MessageDescriptor> = {
  'transition.errors.consent': msg`Consent is missing. Ask for it, write it in its form, and share again.`,
  'transition.errors.to_user_can_receive': msg`This colleague may not receive it. Choose somebody else.`,
  'transition.errors.risk_assessment': msg`Say what the danger is, and share again.`,
  'transition.errors.recipient_safe': msg`Make sure that it is safe with them, say so, and share again.`,
  'transition.errors.authorized_role': msg`The role that was chosen is no longer made for referrals. Choose again.`,
  'approvals.error_changed_since': msg`It was changed after you looked. Look, and decide again.`,
  'transition.errors.second_person': msg`The second person may not decide this. Name somebody else.`,
}

const refusalFallback: MessageDescriptor = msg`The server refused this change. Your text is kept here.`

/** What happened, what is safe, what next. */
export const refusalOf = (problem: ProblemShape | undefined): MessageDescriptor =>
  brokenWords[String(problem?.params['message'])] ?? refusalWords[problem?.code ?? ''] ?? refusalFallback
