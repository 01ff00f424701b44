// For tests only: the line of time of a case (ux §8.1, §10; access §5.4). Played with the forms of the shipped bundles.
//
// It is made of what its reader is shown of the record, and of nothing else: no form that he does not hold, no field that
// is hidden from him, no share, consent or flag that he would not find on its own tab. What is not his leaves no gap, no
// count and no empty group.
// Each thing that happened stands there once, the newest first. What has a day and no hour stands below what has an hour on
// that day; of two such, that which was written later stands above.
// A row of a form stands on the day on which it happened. Where the row has a question whose answer completes it (records
// §7: `followup_date`, `service_implemented_day_time`), that one counts; not yet answered, the first other day of the row
// does, the one that was planned. A row without a day is not there. A day of birth is no happening.

/** As its reader is shown it: hidden answers are absent. */
export type Told = {
  data: Record<string, unknown>
  shares?: {
    id: string
    by: string
    to: string | null
    at: string
    status: string
    respondedAt: string | null
    endedAt: string | null
  }[]
  consents?: { id: string; by: string; at: string; ends: { at: string; by: string | null }[] }[]
  flags?: {
    id: string
    message: string
    by: string
    at: string
    resolved: { message: string; by: string; date: string } | null
  }[]
}

export const groups = ['work', 'approval', 'sharing', 'consent', 'flag', 'standing'] as const
export type Group = (typeof groups)[number]

/** To which filter each kind belongs. */
export const groupOf = {
  registered: 'standing',
  closed: 'standing',
  reopened: 'standing',
  row: 'work',
  'approval-asked': 'approval',
  approved: 'approval',
  'approval-rejected': 'approval',
  shared: 'sharing',
  'share-answered': 'sharing',
  'share-ended': 'sharing',
  consented: 'consent',
  'consent-ended': 'consent',
  flagged: 'flag',
  unflagged: 'flag',
} as const satisfies Record<string, Group>
export type Kind = keyof typeof groupOf

/** When, what, by whom. Of rows: the field, too. */
export type Line = [at: string, kind: Kind, by: string | null, field?: string]

export type TimelineCase = {
  says: string
  module?: 'primeromodule-cp' | 'primeromodule-gbv'
  /** Forms that the reader holds; without it, all of the module. */
  forms?: string[]
  told: Told
  lines: Line[]
}

const registered = { created_at: '2026-03-01T08:00:00.000Z', created_by: 'amal' }
const born: Line = ['2026-03-01T08:00:00.000Z', 'registered', 'amal']

const share = {
  id: 's1',
  by: 'amal',
  to: 'bilal',
  at: '2026-03-03T08:00:00.000Z',
  status: 'in_progress',
  respondedAt: null,
  endedAt: null,
}
const consent = { id: 'c1', by: 'amal', at: '2026-03-02T08:00:00.000Z', ends: [] }
const flag = { id: 'f1', message: 'Call the school', by: 'dina', at: '2026-03-04T08:00:00.000Z', resolved: null }

export const timelineCases: TimelineCase[] = [
  { says: 'a case that was just registered', told: { data: registered }, lines: [born] },
  {
    says: 'who may not read when it was made hears of no beginning',
    told: { data: { sex: 'female' } },
    lines: [],
  },
  {
    says: 'a whole case, the newest first',
    told: {
      data: {
        ...registered,
        notes_section: [{ unique_id: 'n1', note_date: '2026-03-05T09:00:00.000Z', note_created_by: 'carol' }],
        approval_subforms: [
          {
            unique_id: 'a1',
            approval_requested_for: 'case_plan',
            approval_status: 'requested',
            approval_date: '2026-03-06',
            requested_by: 'amal',
          },
          {
            unique_id: 'a2',
            approval_response_for: 'case_plan',
            approval_status: 'approved',
            approval_date: '2026-03-07',
            approved_by: 'dina',
          },
        ],
        status: 'closed',
        date_closure: '2026-03-10',
      },
      shares: [{ ...share, status: 'accepted', respondedAt: '2026-03-08T08:00:00.000Z' }],
      consents: [consent],
      flags: [{ ...flag, resolved: { message: 'Called', by: 'amal', date: '2026-03-09' } }],
    },
    lines: [
      ['2026-03-10', 'closed', null],
      ['2026-03-09', 'unflagged', 'amal'],
      ['2026-03-08T08:00:00.000Z', 'share-answered', 'bilal'],
      ['2026-03-07', 'approved', 'dina'],
      ['2026-03-06', 'approval-asked', 'amal'],
      ['2026-03-05T09:00:00.000Z', 'row', 'carol', 'notes_section'],
      ['2026-03-04T08:00:00.000Z', 'flagged', 'dina'],
      ['2026-03-03T08:00:00.000Z', 'shared', 'amal'],
      ['2026-03-02T08:00:00.000Z', 'consented', 'amal'],
      born,
    ],
  },
  {
    says: 'what has an hour stands above what has only the day',
    told: {
      data: {
        notes_section: [{ unique_id: 'n1', note_date: '2026-03-07T07:00:00.000Z', note_created_by: 'amal' }],
        approval_subforms: [
          {
            unique_id: 'a1',
            approval_requested_for: 'closure',
            approval_status: 'requested',
            approval_date: '2026-03-07',
            requested_by: 'amal',
          },
        ],
      },
    },
    lines: [
      ['2026-03-07T07:00:00.000Z', 'row', 'amal', 'notes_section'],
      ['2026-03-07', 'approval-asked', 'amal'],
    ],
  },
  {
    says: 'asked and sent back on one day: the last word stands above',
    told: {
      data: {
        approval_subforms: [
          {
            unique_id: 'a1',
            approval_requested_for: 'assessment',
            approval_status: 'requested',
            approval_date: '2026-03-07',
            requested_by: 'amal',
          },
          {
            unique_id: 'a2',
            approval_response_for: 'assessment',
            approval_status: 'rejected',
            approval_date: '2026-03-07',
            approved_by: 'dina',
          },
        ],
      },
    },
    lines: [
      ['2026-03-07', 'approval-rejected', 'dina'],
      ['2026-03-07', 'approval-asked', 'amal'],
    ],
  },
  {
    says: 'a follow-up that took place stands on its day, not on that by which it was needed',
    told: {
      data: {
        followup_subform_section: [
          { unique_id: 'u1', followup_needed_by_date: '2026-03-05', followup_date: '2026-03-09' },
        ],
      },
    },
    lines: [['2026-03-09', 'row', null, 'followup_subform_section']],
  },
  {
    says: 'one that is still to come stands on the day by which it is needed',
    told: { data: { followup_subform_section: [{ unique_id: 'u1', followup_needed_by_date: '2026-03-15' }] } },
    lines: [['2026-03-15', 'row', null, 'followup_subform_section']],
  },
  {
    says: 'a service that was given stands where it was given',
    told: {
      data: {
        services_section: [
          {
            unique_id: 'v1',
            service_response_day_time: '2026-03-02T08:00:00.000Z',
            service_appointment_date: '2026-03-05',
            service_implemented_day_time: '2026-03-06T10:00:00.000Z',
            service_implemented: 'implemented',
          },
        ],
      },
    },
    lines: [['2026-03-06T10:00:00.000Z', 'row', null, 'services_section']],
  },
  {
    says: 'a service that was only asked for stands where it was asked for',
    told: {
      data: {
        services_section: [
          {
            unique_id: 'v1',
            service_response_day_time: '2026-03-02T08:00:00.000Z',
            service_appointment_date: '2026-03-05',
            service_implemented: 'not_implemented',
          },
        ],
      },
    },
    lines: [['2026-03-02T08:00:00.000Z', 'row', null, 'services_section']],
  },
  {
    says: 'a row without a day did not happen at a time',
    told: {
      data: { notes_section: [{ unique_id: 'n1', note_subject: 'Visit' }], services_section: [{ unique_id: 'v1' }] },
    },
    lines: [],
  },
  {
    says: 'the birth of a relative is not what happened in a case',
    told: {
      data: { family_details_section: [{ unique_id: 'r1', relation: 'mother', relation_date_of_birth: '1986-07-02' }] },
    },
    lines: [],
  },
  {
    says: 'nor is that of a perpetrator; the incident is, where its day is known',
    told: {
      data: {
        incident_details: [
          { unique_id: 'i1', cp_incident_perpetrator_date_of_birth: '1971-01-01' },
          { unique_id: 'i2', incident_date: '2026-02-27', cp_incident_perpetrator_date_of_birth: '1971-01-01' },
        ],
      },
    },
    lines: [['2026-02-27', 'row', null, 'incident_details']],
  },
  {
    says: 'a form that stands in two places tells of its rows once',
    told: {
      data: { gbv_follow_up_subform_section: [{ unique_id: 'g1', followup_date: '2026-03-08' }] },
    },
    module: 'primeromodule-gbv',
    lines: [['2026-03-08', 'row', null, 'gbv_follow_up_subform_section']],
  },
  {
    says: 'without the form of notes no note, and nothing that says that there is one',
    forms: ['basic_identity', 'services'],
    told: {
      data: {
        ...registered,
        services_section: [{ unique_id: 'v1', service_response_day_time: '2026-03-02T08:00:00.000Z' }],
        notes_section: [{ unique_id: 'n1', note_date: '2026-03-05T09:00:00.000Z', note_created_by: 'carol' }],
      },
    },
    lines: [['2026-03-02T08:00:00.000Z', 'row', null, 'services_section'], born],
  },
  {
    says: 'an answered request that was taken back later is three lines',
    told: {
      data: {},
      shares: [
        { ...share, status: 'revoked', respondedAt: '2026-03-04T08:00:00.000Z', endedAt: '2026-03-05T08:00:00.000Z' },
      ],
    },
    lines: [
      ['2026-03-05T08:00:00.000Z', 'share-ended', null],
      ['2026-03-04T08:00:00.000Z', 'share-answered', 'bilal'],
      ['2026-03-03T08:00:00.000Z', 'shared', 'amal'],
    ],
  },
  {
    says: 'one that nobody answered is one line',
    told: { data: {}, shares: [share] },
    lines: [['2026-03-03T08:00:00.000Z', 'shared', 'amal']],
  },
  {
    says: 'a reassignment was answered by nobody: one line',
    told: { data: {}, shares: [{ ...share, status: 'done', endedAt: null }] },
    lines: [['2026-03-03T08:00:00.000Z', 'shared', 'amal']],
  },
  {
    says: 'a referral that was done ends with its answer, and is not taken back',
    told: {
      data: {},
      shares: [
        { ...share, status: 'done', respondedAt: '2026-03-04T08:00:00.000Z', endedAt: '2026-03-09T08:00:00.000Z' },
      ],
    },
    lines: [
      ['2026-03-04T08:00:00.000Z', 'share-answered', 'bilal'],
      ['2026-03-03T08:00:00.000Z', 'shared', 'amal'],
    ],
  },
  {
    says: 'a consent that was withdrawn, and one that ended by itself',
    told: {
      data: {},
      consents: [
        { ...consent, ends: [{ at: '2026-03-06T08:00:00.000Z', by: 'amal' }] },
        { ...consent, id: 'c2', at: '2026-03-01T08:00:00.000Z', ends: [{ at: '2026-03-05T00:00:00.000Z', by: null }] },
      ],
    },
    lines: [
      ['2026-03-06T08:00:00.000Z', 'consent-ended', 'amal'],
      ['2026-03-05T00:00:00.000Z', 'consent-ended', null],
      ['2026-03-02T08:00:00.000Z', 'consented', 'amal'],
      ['2026-03-01T08:00:00.000Z', 'consented', 'amal'],
    ],
  },
  {
    says: 'closed, reopened, and open now: no closure stands as if it held',
    told: {
      data: {
        ...registered,
        status: 'open',
        date_closure: '2026-04-01',
        reopened_logs: [{ unique_id: 'o1', reopened_date: '2026-04-02T08:00:00.000Z', reopened_user: 'dina' }],
      },
    },
    lines: [['2026-04-02T08:00:00.000Z', 'reopened', 'dina'], born],
  },
  {
    says: 'reopened, though the form of its log is held, too: once',
    forms: ['reopened_logs', 'record_owner', 'closure_form'],
    told: {
      data: { reopened_logs: [{ unique_id: 'o1', reopened_date: '2026-04-02T08:00:00.000Z', reopened_user: 'dina' }] },
    },
    lines: [['2026-04-02T08:00:00.000Z', 'reopened', 'dina']],
  },
  {
    says: 'closed again',
    told: {
      data: {
        status: 'closed',
        date_closure: '2026-05-01',
        reopened_logs: [{ unique_id: 'o1', reopened_date: '2026-04-02T08:00:00.000Z', reopened_user: 'dina' }],
      },
    },
    lines: [
      ['2026-05-01', 'closed', null],
      ['2026-04-02T08:00:00.000Z', 'reopened', 'dina'],
    ],
  },
  {
    says: 'rubbish where a day should be is no day',
    told: {
      data: {
        created_at: 'yesterday',
        notes_section: [{ unique_id: 'n1', note_date: 'soon' }, 'no row', null],
        approval_subforms: [{ unique_id: 'a1', approval_requested_for: 'closure', approval_date: 20260307 }],
        status: 'closed',
        date_closure: '',
      },
    },
    lines: [],
  },
  {
    says: 'an approval that says neither asked nor answered is none',
    told: {
      data: { approval_subforms: [{ unique_id: 'a1', approval_date: '2026-03-07', approval_status: 'pending' }] },
    },
    lines: [],
  },
]

export type ReaderOfTimeline = {
  says: string
  who: string
  /** Kinds of a case on which one of each happened; rows by field. */
  sees: readonly (Kind | `row ${string}`)[]
}

const rows = ['row notes_section', 'row services_section'] as const
const approvals = ['approval-asked', 'approved'] as const
const sharing = ['shared', 'share-answered'] as const
const consents = ['consented', 'consent-ended'] as const
const flags = ['flagged', 'unflagged'] as const
const whole = ['registered', ...rows, ...approvals, ...sharing, ...consents, ...flags] as const

/**
 * Through the door from which the page takes its record. The case is of child protection, has a note, a service, a plan
 * that was approved, a referral to bilal that he accepted, a consent that ended, and a flag that was resolved. Whoever reads
 * a case reads when and by whom it was made (access §5.1).
 */
export const readerCases: ReaderOfTimeline[] = [
  { says: 'its owner', who: 'amal', sees: whole },
  { says: 'who manages the owner and holds all forms', who: 'dina', sees: whole },
  {
    says: 'a manager whose role lacks the confidential form of notes',
    who: 'dina, without notes',
    sees: whole.filter((kind) => kind !== 'row notes_section'),
  },
  {
    says: 'a manager without the form of approvals, who may neither ask for one nor give it',
    who: 'dina, without approvals',
    sees: whole.filter((kind) => kind !== 'approval-asked' && kind !== 'approved'),
  },
  {
    says: 'to whom it was referred with a role of services alone: his part, his own referral, no ledger',
    who: 'bilal, authorised role of services',
    sees: ['registered', 'row services_section', ...sharing],
  },
  {
    says: 'who may flag as well, as actions come from his own role, reads flags',
    who: 'bilal, authorised role of services, own role with flag',
    sees: ['registered', 'row services_section', ...sharing, ...flags],
  },
  {
    says: 'another provider of the same case hears nothing of the first one',
    who: 'carol, referred too, authorised role of services',
    sees: ['registered', 'row services_section', 'shared'],
  },
  {
    says: 'who is told that a transfer comes: the stub has no line of time',
    who: 'emad, manages its recipient',
    sees: [],
  },
  { says: 'who may read no case', who: 'a stranger', sees: [] },
]

export type FilterCase = { says: string; only: Group[]; kinds: Kind[] }

/** What stays of the lines of the whole case. Nothing chosen chooses all; order stays. */
export const filterCases: FilterCase[] = [
  {
    says: 'nothing chosen',
    only: [],
    kinds: [
      'closed',
      'unflagged',
      'share-answered',
      'approved',
      'approval-asked',
      'row',
      'flagged',
      'shared',
      'consented',
      'registered',
    ],
  },
  { says: 'work alone', only: ['work'], kinds: ['row'] },
  { says: 'approvals', only: ['approval'], kinds: ['approved', 'approval-asked'] },
  {
    says: 'two together, in one order of time',
    only: ['flag', 'sharing'],
    kinds: ['unflagged', 'share-answered', 'flagged', 'shared'],
  },
  { says: 'opened and closed', only: ['standing'], kinds: ['closed', 'registered'] },
]
