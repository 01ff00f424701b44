// For tests only: what a printed summary of a case tells, with and without identity (ux §19; design §5, “identity”).
//
// Without identity is what one begins with, and all that a role without identity gets: the choice is not offered to it, and
// asked for all the same it is refused, 403, and nothing is printed. Without identity the paper holds the code and answers
// that tell nobody: nothing that is identifying, nothing that somebody wrote freely, no file, nothing that sets one apart
// from the few of a village; of an age its range, of a place its region. With identity it holds what
// its reader is shown on the page, no more; a name that is hidden from him stays hidden.
// Each paper is in the audit and in the access log: who, which case, with or without identity; none of its answers. The
// title of the page, which becomes the name of a file, holds no name and no full id in either way.

export type PaperCase = {
  says: string
  /** An answer of the case, a column of its rows, or words that stand with a line of time. */
  of: string
  with: 'shown' | 'hidden'
  /** `coarse`: the range of an age, the region of a place. */
  without: 'shown' | 'coarse' | 'hidden'
}

export const paperCases: PaperCase[] = [
  { says: 'the code of the case', of: 'case_id_display', with: 'shown', without: 'shown' },
  { says: 'sex', of: 'sex', with: 'shown', without: 'shown' },
  { says: 'age', of: 'age', with: 'shown', without: 'coarse' },
  { says: 'risk', of: 'risk_level', with: 'shown', without: 'shown' },
  { says: 'what it is about', of: 'protection_concerns', with: 'shown', without: 'shown' },
  { says: 'where', of: 'location_current', with: 'shown', without: 'coarse' },
  { says: 'where they were before', of: 'location_last', with: 'shown', without: 'hidden' },
  { says: 'nationality', of: 'nationality', with: 'shown', without: 'hidden' },
  { says: 'nationality of a survivor', of: 'gbv_nationality', with: 'shown', without: 'hidden' },
  { says: 'ethnicity', of: 'ethnicity', with: 'shown', without: 'hidden' },
  { says: 'religion', of: 'religion', with: 'shown', without: 'hidden' },
  { says: 'language', of: 'language', with: 'shown', without: 'hidden' },
  { says: 'a disability', of: 'disability_type', with: 'shown', without: 'hidden' },
  { says: 'marital status', of: 'maritial_status', with: 'shown', without: 'hidden' },
  { says: 'how old a relative is', of: 'family_details_section.relation_age', with: 'shown', without: 'hidden' },
  { says: 'when the family was separated', of: 'date_of_separation', with: 'shown', without: 'hidden' },
  { says: 'which service', of: 'services_section.service_type', with: 'shown', without: 'shown' },
  { says: 'name', of: 'name', with: 'shown', without: 'hidden' },
  { says: 'nickname', of: 'name_nickname', with: 'shown', without: 'hidden' },
  { says: 'birth date', of: 'date_of_birth', with: 'shown', without: 'hidden' },
  { says: 'telephone', of: 'telephone_current', with: 'shown', without: 'hidden' },
  { says: 'address', of: 'address_current', with: 'shown', without: 'hidden' },
  { says: 'a document number', of: 'national_id_no', with: 'shown', without: 'hidden' },
  { says: 'the name of a relative', of: 'family_details_section.relation_name', with: 'shown', without: 'hidden' },
  { says: 'the subject of a note', of: 'notes_section.note_subject', with: 'shown', without: 'hidden' },
  { says: 'its text', of: 'notes_section.note_text', with: 'shown', without: 'hidden' },
  {
    says: 'a provider who was typed freely',
    of: 'services_section.service_provider',
    with: 'shown',
    without: 'hidden',
  },
  { says: 'the reason of a flag', of: 'flag', with: 'shown', without: 'hidden' },
  { says: 'the comment of whoever approved', of: 'approval', with: 'shown', without: 'hidden' },
  { says: 'photos', of: 'photos', with: 'hidden', without: 'hidden' },
  { says: 'what its reader may not read', of: 'a form that he does not hold', with: 'hidden', without: 'hidden' },
]

export type MayPrint = {
  says: string
  identity: 'none' | 'own' | 'scope' | 'reveal'
  /** How he reaches the case. */
  reaches: 'owner' | 'group' | 'referral' | 'not'
  /** Is he offered the choice? */
  offered: boolean
  with: 'printed' | 'refused' | 'not-found'
  without: 'printed' | 'not-found'
}

/** A reason that was logged (`reveal`) opens a page for a time, never a paper. */
export const mayPrintCases: MayPrint[] = [
  { says: 'the owner', identity: 'own', reaches: 'owner', offered: true, with: 'printed', without: 'printed' },
  {
    says: 'who was referred to, as named in a grant',
    identity: 'own',
    reaches: 'referral',
    offered: true,
    with: 'printed',
    without: 'printed',
  },
  {
    says: 'a manager of child protection',
    identity: 'scope',
    reaches: 'group',
    offered: true,
    with: 'printed',
    without: 'printed',
  },
  {
    says: 'who knows the identity of his own cases alone, on that of a colleague',
    identity: 'own',
    reaches: 'group',
    offered: false,
    with: 'refused',
    without: 'printed',
  },
  {
    says: 'a supervisor of GBV',
    identity: 'none',
    reaches: 'group',
    offered: false,
    with: 'refused',
    without: 'printed',
  },
  {
    says: 'without identity, though the case is his own',
    identity: 'none',
    reaches: 'owner',
    offered: false,
    with: 'refused',
    without: 'printed',
  },
  {
    says: 'who may reveal for a reason',
    identity: 'reveal',
    reaches: 'group',
    offered: false,
    with: 'refused',
    without: 'printed',
  },
  {
    says: 'who does not reach it',
    identity: 'scope',
    reaches: 'not',
    offered: false,
    with: 'not-found',
    without: 'not-found',
  },
]
