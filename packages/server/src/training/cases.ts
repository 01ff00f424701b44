// The training caseload: a stream of believable synthetic records, the same for the same seed.
import type { Configuration } from '@primero/domain/configuration/configuration.ts'
import type { Uuid } from '@primero/domain/ids.ts'
import { copiedFromCase } from '@primero/domain/incidents/from-case.ts'
import type { Data } from '@primero/domain/records/record.ts'
import type { Moment } from '@primero/domain/time.ts'
import { dayOf, momentOf, numberOf } from './calendar.ts'
import { childDesk } from './child-desk.ts'
import { childAnswers, childYears } from './children.ts'
import { childIncidentAnswers, childIncidentDesk, gbvIncidentAnswers, gbvIncidentDesk } from './incidents.ts'
import type { Family, Sex } from './people.ts'
import { anyCulture, cultureOf, familyIn } from './people.ts'
import type { Random } from './random.ts'
import { randomOf } from './random.ts'
import { sheetOf } from './sheet.ts'
import type { Story } from './story.ts'
import { registeredOn, storyOf } from './story.ts'
import type { Setting, Subject, Worker } from './subject.ts'
import { subjectOf } from './subject.ts'
import { survivorAnswers, survivorDesk, survivorYears } from './survivors.ts'

export type TrainingRecord = {
  id: Uuid
  type: 'case' | 'incident'
  module: string
  /** User name. */
  owner: string
  createdAt: Moment
  /** When it was last touched. */
  updatedAt: Moment
  /** Answers only: what a worker would have typed. */
  data: Data
  /** What would have been stamped over its life and does not follow from answers: code, reopenings, links. */
  stamps: Data
  status: 'open' | 'closed'
  /** Users besides the owner who hold a live grant. */
  grants: string[]
  /** The case an incident was made from; it came earlier in the stream. */
  incidentOf?: Uuid
}

export type Caseload = {
  seed: number
  /** Cases; incidents come on top. */
  count: number
  /** The day on which the caseload is as it is; nothing but promised dates lies after it. */
  today: string
  workers: Worker[]
  /** Codes of places where people live. */
  locations: string[]
  config: Configuration
  /** Fuller documents, as in a country that has worked for years: for measuring. */
  rich?: boolean
}

type Post = {
  worker: Worker
  agency: string | undefined
  places: string[]
  colleagues: string[]
  lastFamily?: [Family, string]
}

/** Answers of a case and of the incidents made from it. */
type Desk = (setting: Setting, caseId: Uuid) => { data: Data; incidents: Data[] }

/** Cases in the order of their creation, each followed by its incidents. Yields nothing where nobody works on cases. */
export function* trainingCases(input: Caseload): Generator<TrainingRecord> {
  const random = randomOf(input.seed)
  const today = numberOf(input.today)
  const posts = postsOf(input)
  const desks = new Map(posts.map(({ worker }) => [worker.module, deskOf(input.config, worker.module)]))
  if (posts.length === 0) return
  for (let i = 0; i < input.count; i++) {
    const post = random.pick(posts)
    const registered = registeredOn(today, (i + random.next()) / input.count)
    const story = storyOf(random, registered, today)
    const desk = desks.get(post.worker.module)
    if (desk !== undefined) yield* recordsOf(random, post, desk, story, input.rich === true)
  }
}

function* recordsOf(random: Random, post: Post, desk: Desk, story: Story, rich: boolean): Generator<TrainingRecord> {
  const id = random.uuid()
  const [family, place] = familyFor(random, post)
  const { worker, agency } = post
  const { data, incidents } = desk({ random, worker, agency, place, family, story, rich }, id)
  const record = {
    module: worker.module,
    owner: worker.userName,
    createdAt: momentOf(story.registered, story.seconds),
  }
  yield {
    ...record,
    id,
    type: 'case',
    data,
    updatedAt: lastTouched(random, story),
    stamps: {
      unique_identifier: random.uuid(),
      has_incidents: incidents.length > 0,
      ...reopened(random, story, worker),
    },
    status: story.status,
    grants: post.colleagues.length > 0 && random.chance(0.1) ? [random.pick(post.colleagues)] : [],
  }
  for (const answers of incidents)
    yield {
      ...record,
      id: random.uuid(),
      type: 'incident',
      updatedAt: record.createdAt,
      data: answers,
      stamps: { unique_identifier: random.uuid(), incident_case_id: id },
      status: 'open',
      grants: [],
      incidentOf: id,
    }
}

function lastTouched(random: Random, story: Story): Moment {
  const { registered, assessed, planned, served, reopened: again, until } = story
  const since = Math.max(registered, assessed ?? 0, planned ?? 0, served ?? 0, again ?? 0)
  return momentOf(story.status === 'closed' ? until : random.between(since, until), 61_200 + random.below(7200))
}

const reopened = (random: Random, story: Story, worker: Worker): Data =>
  story.reopened === undefined
    ? {}
    : {
        case_status_reopened: true,
        reopened_logs: [
          {
            unique_id: random.uuid(),
            reopened_date: momentOf(story.reopened, story.seconds),
            reopened_user: worker.userName,
          },
        ],
      }

/** One case in eight is a brother or sister of the worker's case before. */
function familyFor(random: Random, post: Post): [Family, string] {
  if (post.lastFamily !== undefined && random.chance(0.125)) return post.lastFamily
  const place = random.pick(post.places)
  const culture = random.chance(0.75) ? cultureOf(post.worker.location ?? place) : anyCulture(random)
  post.lastFamily = [familyIn(random, culture), place]
  return post.lastFamily
}

function postsOf({ workers, locations, config }: Caseload): Post[] {
  const paths = locations.map((code) => ({ code, hierarchy: config.locations.get(code)?.hierarchy ?? [] }))
  const near = new Map<string, string[]>()
  const placesNear = (location: string): string[] => {
    const known = near.get(location)
    if (known !== undefined) return known
    const inside = paths.filter(({ hierarchy }) => hierarchy.includes(location)).map(({ code }) => code)
    near.set(location, inside.length > 0 ? inside : locations)
    return inside.length > 0 ? inside : locations
  }
  const byModule = new Map<string, string[]>()
  for (const { module, userName } of workers) byModule.set(module, [...(byModule.get(module) ?? []), userName])
  return workers
    .filter(({ module }) => config.modules.has(module) && locations.length > 0)
    .map((worker) => ({
      worker,
      agency: worker.agency !== null && config.agencies.has(worker.agency) ? worker.agency : undefined,
      places: worker.location === null ? locations : placesNear(worker.location),
      colleagues: (byModule.get(worker.module) ?? []).filter((name) => name !== worker.userName),
    }))
}

const deskOf = (config: Configuration, module: string): Desk =>
  module === 'primeromodule-gbv' ? gbvDesk(config, module) : cpDesk(config, module)

function cpDesk(config: Configuration, module: string): Desk {
  const desk = childDesk(sheetOf(config, 'case', module))
  const incidentDesk = childIncidentDesk(sheetOf(config, 'incident', module))
  return (setting) => {
    const { random } = setting
    const who = subjectOf(setting, random.chance(0.53) ? 'female' : 'male', childYears(random))
    const data = childAnswers(desk, who)
    const isTold = Array.isArray(data['incident_details'])
    if (!isTold && random.chance(0.92)) return { data, incidents: [] }
    const own = childIncidentAnswers(incidentDesk, who, isTold)
    return { data, incidents: [incidentDesk.sheet.kept(copiedFromCase(config, module, data, own))] }
  }
}

function gbvDesk(config: Configuration, module: string): Desk {
  const desk = survivorDesk(sheetOf(config, 'case', module))
  const incidentDesk = gbvIncidentDesk(sheetOf(config, 'incident', module))
  return (setting, caseId) => {
    const { random } = setting
    const sex: Sex = random.chance(0.92) ? 'female' : 'male'
    const who: Subject = subjectOf(setting, sex, survivorYears(random))
    const data = survivorAnswers(desk, who, survivorCode(who, caseId))
    const roll = random.next()
    const incidents = Array.from({ length: roll < 0.08 ? 0 : roll < 0.92 ? 1 : 2 }, () =>
      incidentDesk.sheet.kept(copiedFromCase(config, module, data, gbvIncidentAnswers(incidentDesk, who))),
    )
    return { data, incidents }
  }
}

/** Says the year and nothing about the person. */
const survivorCode = (who: Subject, caseId: Uuid): string =>
  `SC-${dayOf(who.story.registered).slice(2, 4)}-${caseId.slice(0, 6).toUpperCase()}`
