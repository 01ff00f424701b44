// What was done, and to what, in words. What has none is shown as the machine says it.
import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'

/** By what they are about, in the order in which they are offered. Each action stands once. */
export const actGroups: { name: MessageDescriptor; acts: Record<string, MessageDescriptor> }[] = [
  {
    name: msg`Records`,
    acts: {
      list: msg`Looked at the list`,
      index: msg`Searched the list`,
      show: msg`Opened`,
      create: msg`Made`,
      update: msg`Changed`,
      settle_conflict: msg`Decided between two answers`,
      delete: msg`Removed`,
      close: msg`Closed it`,
      reopen: msg`Reopened it`,
      enable_disable_record: msg`Disabled or enabled it`,
      hide_name: msg`Protected the name, or ended that`,
      attach: msg`Added a file`,
      detach: msg`Took a file off`,
      refer: msg`Referred it`,
      transfer: msg`Transferred it`,
      assign: msg`Handed it over`,
      flag: msg`Put a flag on it`,
      unflag: msg`Took a flag off`,
      add_note: msg`Added a note`,
    },
  },
  {
    name: msg`Looking at records`,
    acts: {
      search: msg`Searched`,
      record_history: msg`Looked at the history`,
      show_attachment: msg`Opened a file`,
      reveal: msg`Saw who a record is about`,
      access: msg`Reached it by a search beyond the own records`,
      who: msg`Asked who can see it`,
      access_log: msg`Asked who looked`,
    },
  },
  {
    name: msg`Files and devices`,
    acts: {
      download: msg`Took records onto a device`,
      export: msg`Took out a file`,
      import: msg`Brought in a file`,
      push: msg`Sent work from a device`,
      enrol_device: msg`Added a device`,
      revoke_device: msg`Blocked a device`,
    },
  },
  {
    name: msg`Coming in`,
    acts: {
      login: msg`Came in`,
      logout: msg`Left`,
      failed_login: msg`Did not get in`,
      prove: msg`Showed once more who it is`,
      ask_factor: msg`Was asked for the second step`,
      failed_factor: msg`Failed at the second step`,
      bind_provider: msg`Came in by the organisation’s sign-in for the first time`,
      password_reset_request: msg`Asked for a new password`,
      password_reset: msg`Set a new password`,
      set_password: msg`Set a password in place of a code`,
      self_register: msg`Signed up`,
      accept: msg`Accepted an agreement`,
      end_session: msg`Signed out elsewhere`,
    },
  },
  {
    name: msg`People and their accounts`,
    acts: {
      issue_code: msg`Made a code for somebody`,
      add_factor: msg`Added a second step`,
      remove_factors: msg`Took somebody’s second step away`,
      unbind_provider: msg`Let an account be linked anew`,
      recovery_codes: msg`Made new codes for paper`,
      update_bulk: msg`Disabled several people`,
      bulk_email: msg`Wrote to several people`,
      leave: msg`Let somebody leave`,
      end_sessions: msg`Ended all sessions of somebody`,
    },
  },
  {
    name: msg`Roles and access`,
    acts: {
      explain: msg`Asked what somebody may do`,
      effect: msg`Asked what a change of a role would do`,
      choices: msg`Opened a page of administration`,
    },
  },
  {
    name: msg`The system`,
    acts: {
      config: msg`Opened the app`,
      words: msg`Opened the audit`,
      chain: msg`Looked at the seals of the audit`,
      verify_audit: msg`Went over the whole audit`,
      drop_audit_month: msg`Dropped an old month of the audit`,
      mail_given_up: msg`A mail could not be sent`,
      mail_again: msg`Sent a mail once more`,
    },
  },
]

export const actWords: Record<string, MessageDescriptor> = Object.assign({}, ...actGroups.map(({ acts }) => acts))

export const kindWords: Record<string, MessageDescriptor> = {
  case: msg`Case`,
  incident: msg`Incident`,
  tracing_request: msg`Tracing request`,
  registry_record: msg`Registry entry`,
  family: msg`Family`,
  user: msg`Account`,
  role: msg`Role`,
  user_group: msg`Group`,
  agency: msg`Agency`,
  audit_log: msg`Audit`,
  device: msg`Device`,
  form_section: msg`Form`,
  lookup: msg`List of choices`,
  location: msg`Place`,
  system_settings: msg`Settings`,
  saved_search: msg`Saved search`,
  code_of_conduct: msg`Code of conduct`,
  agreement: msg`Agreement`,
  notice: msg`Notice`,
}
