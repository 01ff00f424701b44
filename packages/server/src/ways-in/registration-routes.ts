// Signing oneself up, where that is switched on (api-admin §6.6). The answer and its time are the same whether an address
// has an account or not: what was sent waits, sealed, for the job that makes the account (register.ts).
import { randomUUID } from 'node:crypto'
import { limits } from '@primero/domain/accounts/limits.ts'
import { Problem } from '@primero/domain/problem.ts'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import * as z from 'zod'
import { countAttempt } from '../accounts/queries.ts'
import { seal } from '../attachments/seal.ts'
import { insertAudit } from '../audit/queries.ts'
import type { House } from '../house.ts'
import { enqueue } from '../jobs/queries.ts'
import { placeOf } from '../sign-in/address.ts'
import { refuseForeign } from '../sign-in/begin.ts'
import { addressOf, mailShape } from './address.ts'
import { insertRegistration } from './queries.ts'
import { nameOf, type Registration } from './register.ts'
import { streamsOf } from './streams.ts'

const words = z.string().max(500)
/** Other keys are not taken: nobody brings a role, an agency or a password along. */
const shape = z.object({
  full_name: words.nullish(),
  email: words.nullish(),
  locale: words.nullish(),
  registration_stream: words.nullish(),
  data_processing_consent_provided: z.unknown().optional(),
  send_mail: z.boolean().nullish(),
})

export function registrationRoutes(app: FastifyInstance, house: House): void {
  const schema = { tags: ['users'], summary: 'Sign oneself up' }
  app.post('/api/v2/users/self-register', { schema }, async (request, reply) => {
    if (!house.settings.selfRegistration) throw new Problem('forbidden', {})
    refuseForeign(house, request)
    const place = `register from ${placeOf(request.ip)}`
    if ((await countAttempt(house.db, place, house.clock())) > limits.registration.most)
      throw new Problem('too-many-requests', { seconds: 60 })
    await keep(house, request, registrationIn(house, request))
    return reply.code(201).send({})
  })
}

function registrationIn(house: House, request: FastifyRequest): Registration {
  const parsed = shape.safeParse((request.body as { user?: unknown } | null)?.user)
  if (!parsed.success) throw new Problem('missing-parameter', { name: 'user' })
  const { data } = parsed
  const address = addressOf(data.email ?? '')
  const fullName = (data.full_name ?? '').replaceAll('\0', '').trim()
  const stream = streamsOf(house.configuration()).find(({ id }) => id === data.registration_stream)
  const locales = (house.configuration().settings['locales'] ?? ['en']) as string[]
  const rule = (attribute: string, message: string) => ({ attribute, message })
  const [first, ...others] = [
    ...(data.data_processing_consent_provided === true
      ? []
      : [rule('data_processing_consent_provided_on', 'errors.models.user.data_processing_consent_provided_on')]),
    ...(address === '' ? [rule('user_name', "can't be blank"), rule('user_name', 'errors.models.user.user_name')] : []),
    ...(address !== '' && (!mailShape.test(address) || address.length > longestAddress)
      ? [rule('email', 'errors.models.user.email')]
      : []),
    ...(fullName === '' ? [rule('full_name', 'errors.models.user.full_name')] : []),
    ...(stream === undefined ? [rule('registration_stream', 'errors.models.user.registration_stream')] : []),
  ]
  if (first !== undefined) throw new Problem('rule-broken', { ...first, others })
  return {
    address,
    fullName,
    stream: stream?.id ?? '',
    locale: locales.includes(data.locale ?? '') ? (data.locale ?? null) : null,
    sendMail: data.send_mail ?? true,
  }
}

/** A name at the door is no longer. */
const longestAddress = 254

const keep = (house: House, request: FastifyRequest, registration: Registration) =>
  house.db.transaction().execute(async (tx) => {
    const id = randomUUID()
    const sealed = seal(house.keys, nameOf(id), Buffer.from(JSON.stringify(registration)))
    await insertRegistration(tx, { id, sealed, now: house.clock() })
    await enqueue(tx, 'register')
    await insertAudit(tx, {
      userName: null,
      action: 'self_register',
      at: house.clock(),
      outcome: 'done',
      recordType: 'user',
      ip: request.ip,
      details: { registration: id },
    })
  })
