// Making, changing and closing agencies (api-admin §9). None is ever removed: records name it.
import type { Actor } from '@primero/domain/access/actor.ts'
import { may } from '@primero/domain/access/role.ts'
import type { Agency } from '@primero/domain/configuration/bundle.ts'
import type { Configuration } from '@primero/domain/configuration/configuration.ts'
import { editsOf } from '@primero/domain/configuration/overlay.ts'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { insertAudit } from '../audit/queries.ts'
import { changeConfiguration } from '../configuration/current.ts'
import { presentAgency } from '../configuration/present.ts'
import { presentingOf } from '../configuration/present-forms.ts'
import type { Tx } from '../db/database.ts'
import type { House } from '../house.ts'
import { needsActor } from '../http/session.ts'
import { tellIgnored } from '../http/told.ts'
import { agencyFileRoute, mostBytes, sentFiles } from './agency-files.ts'
import { followTerms } from '../agreements/terms.ts'
import { found, madeId, madeReply, refuseUnless, type Sent, sentData } from './body.ts'
import { writingDoors } from './doors.ts'
import { agencyAfter, agencyShape, type SentAgency } from './wire-agency.ts'

// Whoever is not signed in sends no document first.
const large = { bodyLimit: mostBytes, onRequest: async (request: FastifyRequest) => void needsActor(request) }

export function agencyRoutes(app: FastifyInstance, house: House): void {
  agencyFileRoute(app, house)
  writingDoors(app, {
    tag: 'agencies',
    path: 'agencies',
    summaries: {
      make: 'Make an agency',
      change: 'Change an agency',
      remove: 'Put an agency out of force; nothing is removed',
    },
    make: (request, reply) => make(house, request, reply),
    change: async (request, reply, id) => {
      const { agency, ignored } = await change(house, request, id, () => sentData(request, agencyShape))
      tellIgnored(reply, ignored)
      return { data: presentAgency(presentingOf(house), agency, 0) }
    },
    remove: async (request, id) => {
      await change(house, request, id, () => ({ data: { disabled: true }, ignored: [] }))
      return { data: { id: Number(id) } }
    },
    files: large,
  })
}

async function make(house: House, request: FastifyRequest, reply: FastifyReply) {
  const actor = needsActor(request)
  // There is no `create` among the actions (api-admin §9).
  refuseUnless(may(actor.role, 'agency', 'create'))
  const sent = sentData(request, agencyShape)
  const code = sent.data.agency_code ?? ''
  const id = sent.data.unique_id ?? (idOfCode.test(code) ? code : madeId('agency', code))
  const files = await sentFiles(house, actor.userName, sent.data)
  const agency = await changeConfiguration(house, actor, async (tx, config) => {
    const agency = agencyAfter(config, { id, code: '', name: {} }, sent.data, files)
    await followTerms(house, tx, actor, undefined, agency)
    await writtenDown(house, tx, actor, request, 'create', id, Object.keys(agency))
    return {
      edits: [{ path: ['agencies', id], value: agency }],
      takes: { kind: 'agency', key: id, given: sent.data.id ?? undefined },
      answer: agency,
    }
  })
  tellIgnored(reply, sent.ignored)
  return madeReply(reply, actor, sent.data.id, { data: presentAgency(presentingOf(house), agency, 0) })
}

const idOfCode = /^[\p{L}\p{N}][\p{L}\p{N}_.-]{0,99}$/u

async function change(house: House, request: FastifyRequest, id: string, read: () => Sent<SentAgency>) {
  const actor = needsActor(request)
  const there = agencyNumbered(house, house.configuration(), id)
  refuseUnless(may(actor.role, 'agency', 'write') && isOnList(actor, there.id))
  const { data, ignored } = read()
  const files = await sentFiles(house, actor.userName, data)
  const agency = await changeConfiguration(house, actor, async (tx, config) => {
    const before = agencyNumbered(house, config, id)
    const agency = agencyAfter(config, before, data, files)
    await followTerms(house, tx, actor, before, agency)
    const edits = editsOf('agencies', before.id, before, agency)
    const fields = edits.map(({ path }) => path[2] ?? '')
    await writtenDown(house, tx, actor, request, 'update', before.id, fields)
    return { edits, answer: agency }
  })
  const isOther = data.unique_id !== undefined && data.unique_id !== agency.id
  return { agency, ignored: [...ignored, ...(isOther ? ['unique_id'] : [])] }
}

const isOnList = ({ role }: Actor, agency: string): boolean =>
  !role.objects?.agency?.length || role.objects.agency.includes(agency)

const agencyNumbered = (house: House, config: Configuration, id: string): Agency =>
  found(config.agencies.get(house.wireIds().keyOf('agency', id) ?? ''))

const writtenDown = (
  house: House,
  tx: Tx,
  actor: Actor,
  request: FastifyRequest,
  action: string,
  agency: string,
  fields: string[],
) =>
  insertAudit(tx, {
    userName: actor.userName,
    action,
    at: house.clock(),
    outcome: 'done',
    recordType: 'agency',
    resource: request.routeOptions.url ?? 'unknown',
    ip: request.ip,
    details: { agency, fields },
  })
