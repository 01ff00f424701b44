// Which services a referral shows of a case, in each of its states: the one that it is about, until somebody accepts it.
export type OpenedServices = {
  says: string
  /** More opens only when it is accepted. */
  opensLater: boolean
  serviceRow: string | null
  answers?: ('accept' | 'reject' | 'done')[]
  /** `none`: nobody is let in. null: all of them. */
  shows: string[] | null | 'none'
}

export const openedServices: OpenedServices[] = [
  { says: 'the service that it is about', opensLater: true, serviceRow: 's1', shows: ['s1'] },
  { says: 'none, where it names none', opensLater: true, serviceRow: null, shows: [] },
  { says: 'all, once it is accepted', opensLater: true, serviceRow: 's1', answers: ['accept'], shows: null },
  { says: 'all, where it opens at once', opensLater: false, serviceRow: 's1', shows: null },
  { says: 'all, where it opens at once and names none', opensLater: false, serviceRow: null, shows: null },
  { says: 'none, once he said no', opensLater: true, serviceRow: 's1', answers: ['reject'], shows: 'none' },
  { says: 'none, once it is done', opensLater: true, serviceRow: 's1', answers: ['accept', 'done'], shows: 'none' },
]

/** A way by which somebody has the case: does it show the form of services, and which of them? */
export type ServiceWay = { form: boolean; services: string[] | null; leftOut?: string[] }

export const waysTogether: { says: string; ways: ServiceWay[]; sees: string[] }[] = [
  { says: 'one way, one service', ways: [{ form: true, services: ['s1'] }], sees: ['s1'] },
  { says: 'one way, none', ways: [{ form: true, services: [] }], sees: [] },
  { says: 'one that is not there', ways: [{ form: true, services: ['s9'] }], sees: [] },
  {
    says: 'two that wait show the service of each',
    ways: [
      { form: true, services: ['s1'] },
      { form: true, services: ['s2'] },
    ],
    sees: ['s1', 's2'],
  },
  {
    says: 'one that was accepted shows all of them',
    ways: [
      { form: true, services: ['s1'] },
      { form: true, services: null },
    ],
    sees: ['s1', 's2', 's3'],
  },
  {
    says: 'one that was accepted for other forms opens no service',
    ways: [
      { form: true, services: ['s1'] },
      { form: false, services: null },
    ],
    sees: ['s1'],
  },
  {
    says: 'one whose consent leaves services out opens none',
    ways: [
      { form: true, services: ['s1'] },
      { form: true, services: null, leftOut: ['services_section'] },
    ],
    sees: ['s1'],
  },
]
