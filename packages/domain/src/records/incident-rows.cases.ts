// For tests only: what becomes of changes to rows of a case's `incident_details`, each of which is an incident of its
// own (records §10). Written from the rules: an answer in such a row meets others as an answer of its incident does.
import type { Change, Data } from './record.ts'

export const fall = '5b1c7a52-8f7e-4c0a-9d0e-3f1f5a7c2b01'
export const quarrel = '5b1c7a52-8f7e-4c0a-9d0e-3f1f5a7c2b02'

export type IncidentRowCase = {
  /** A sentence. */
  says: string
  /** As it was sent of the case. */
  sent: Change[]
  /** The incidents that are there, by id. */
  now: { [id: string]: Data }
  /** The same afterwards, with those that were made. */
  force: { [id: string]: Data }
  /** What the sender of the case's change is told, in the case's words. */
  told: 'applied' | 'merged' | 'conflict'
  /** Claims that are kept beside an incident, with their paths there. */
  kept?: { id: string; path: string[]; claim: Change['to'] }[]
}

const row = (id: string, ...column: string[]): string[] => ['incident_details', id, ...column]
const whole = (id: string, answers: Data): Change['to'] => ({ unique_id: id, ...answers }) as unknown as Change['to']

const abuser = 'cp_incident_abuser_name'
const before = 'cp_incident_previous_incidents_description'
const day = 'incident_date'

export const incidentRowCases: IncidentRowCase[] = [
  {
    says: 'an answer that nobody else changed',
    sent: [{ path: row(fall, abuser), from: 'A', to: 'B' }],
    ...{ now: { [fall]: { [abuser]: 'A' } }, force: { [fall]: { [abuser]: 'B' } }, told: 'applied' },
  },
  {
    says: 'the same answer of two people: the earlier stays, the later is kept',
    sent: [{ path: row(fall, abuser), from: 'A', to: 'C' }],
    ...{ now: { [fall]: { [abuser]: 'B' } }, force: { [fall]: { [abuser]: 'B' } }, told: 'conflict' },
    kept: [{ id: fall, path: [abuser], claim: 'C' }],
  },
  {
    says: 'two people said the same',
    sent: [{ path: row(fall, abuser), from: 'A', to: 'B' }],
    ...{ now: { [fall]: { [abuser]: 'B' } }, force: { [fall]: { [abuser]: 'B' } }, told: 'applied' },
  },
  {
    says: 'different answers of one incident come together',
    sent: [{ path: row(fall, day), from: '2026-01-02', to: '2026-01-03' }],
    now: { [fall]: { [abuser]: 'B', [day]: '2026-01-02' } },
    force: { [fall]: { [abuser]: 'B', [day]: '2026-01-03' } },
    told: 'applied',
  },
  {
    says: 'of a long text the later is in force, the earlier kept',
    sent: [{ path: row(fall, before), from: 'once', to: 'three times' }],
    ...{ now: { [fall]: { [before]: 'twice' } }, force: { [fall]: { [before]: 'three times' } }, told: 'merged' },
    kept: [{ id: fall, path: [before], claim: 'twice' }],
  },
  {
    says: 'an answer taken away that nobody else changed',
    sent: [{ path: row(fall, abuser), from: 'A', to: null }],
    ...{ now: { [fall]: { [abuser]: 'A' } }, force: { [fall]: { [abuser]: null } }, told: 'applied' },
  },
  {
    says: 'an answer taken away that somebody else changed',
    sent: [{ path: row(fall, abuser), from: 'A', to: null }],
    ...{ now: { [fall]: { [abuser]: 'B' } }, force: { [fall]: { [abuser]: 'B' } }, told: 'conflict' },
    kept: [{ id: fall, path: [abuser], claim: null }],
  },
  {
    says: 'a row as a whole changes what its author changed, and nothing else',
    sent: [
      {
        path: row(fall),
        from: whole(fall, { [abuser]: 'A', [day]: '2026-01-02' }),
        to: whole(fall, { [abuser]: 'A', [day]: '2026-01-03' }),
      },
    ],
    now: { [fall]: { [abuser]: 'B', [day]: '2026-01-02' } },
    force: { [fall]: { [abuser]: 'B', [day]: '2026-01-03' } },
    told: 'applied',
  },
  {
    says: 'a row as a whole without an answer that its author knew takes it away',
    sent: [{ path: row(fall), from: whole(fall, { [abuser]: 'A' }), to: whole(fall, {}) }],
    ...{ now: { [fall]: { [abuser]: 'A' } }, force: { [fall]: {} }, told: 'applied' },
  },
  {
    says: 'a new row that is an incident already: what both say is kept, the rest comes in',
    sent: [{ path: row(fall), from: undefined, to: whole(fall, { [abuser]: 'C', [day]: '2026-01-03' }) }],
    now: { [fall]: { [abuser]: 'B' } },
    force: { [fall]: { [abuser]: 'B', [day]: '2026-01-03' } },
    told: 'conflict',
    kept: [{ id: fall, path: [abuser], claim: 'C' }],
  },
  {
    says: 'a new row',
    sent: [{ path: row(fall), from: undefined, to: whole(fall, { [abuser]: 'A' }) }],
    ...{ now: {}, force: { [fall]: { [abuser]: 'A' } }, told: 'applied' },
  },
  {
    says: 'a new row without an answer',
    sent: [{ path: row(fall), from: undefined, to: whole(fall, {}) }],
    ...{ now: {}, force: { [fall]: {} }, told: 'applied' },
  },
  {
    says: 'answers of a row that is no incident yet make one: what was typed is kept',
    sent: [
      { path: row(fall, abuser), from: 'A', to: 'B' },
      { path: row(fall, day), from: '2026-01-02', to: null },
    ],
    ...{ now: {}, force: { [fall]: { [abuser]: 'B' } }, told: 'applied' },
  },
  {
    says: 'nothing said of a row that is no incident yet makes none',
    sent: [{ path: row(fall, abuser), from: 'A', to: null }],
    ...{ now: {}, force: {}, told: 'applied' },
  },
  {
    says: 'a row that is made and answered in one change',
    sent: [
      { path: row(fall), from: undefined, to: whole(fall, { [abuser]: 'A' }) },
      { path: row(fall, abuser), from: 'A', to: 'B' },
      { path: row(fall, day), from: undefined, to: '2026-01-02' },
    ],
    ...{ now: {}, force: { [fall]: { [abuser]: 'B', [day]: '2026-01-02' } }, told: 'applied' },
  },
  {
    says: 'each incident by itself',
    sent: [
      { path: row(fall, abuser), from: 'A', to: 'C' },
      { path: row(quarrel, abuser), from: 'A', to: 'C' },
    ],
    now: { [fall]: { [abuser]: 'B' }, [quarrel]: { [abuser]: 'A' } },
    force: { [fall]: { [abuser]: 'B' }, [quarrel]: { [abuser]: 'C' } },
    told: 'conflict',
    kept: [{ id: fall, path: [abuser], claim: 'C' }],
  },
]
