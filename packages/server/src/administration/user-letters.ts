// Writing to many people at once (api-admin §6.1; workflow §5). What is written lies sealed in the outbox until it has left.
import { may } from '@primero/domain/access/role.ts'
import { Problem } from '@primero/domain/problem.ts'
import type { FastifyInstance } from 'fastify'
import * as z from 'zod'
import { countAttempt } from '../accounts/queries.ts'
import { insertAudit } from '../audit/queries.ts'
import { transaction } from '../db/database.ts'
import type { House } from '../house.ts'
import { needsActor } from '../http/session.ts'
import { tellIgnored } from '../http/told.ts'
import { hasMail, queueLetter } from '../mail/outbox.ts'
import { broken, longWords, rawData, refuseUnless, sentData, words } from './body.ts'
import { chosen, filterShape, isAnybodyMeant } from './user-chosen.ts'

const shape = z.object({
  ...filterShape,
  subject: words.nullish(),
  message: longWords.nullish(),
  disabled: z.union([z.boolean(), z.string(), z.array(z.union([z.boolean(), z.string()])).max(2)]).optional(),
})

const lettersPerMinute = 6

export function userLetterRoutes(app: FastifyInstance, house: House): void {
  const schema = { tags: ['users'], summary: 'Write a mail to all whom filters find' }
  app.post('/api/v2/users/send_emails', { schema }, async (request, reply) => {
    const actor = needsActor(request)
    rawData(request)
    refuseUnless(may(actor.role, 'user', 'send_email_multiple'))
    const { data, ignored } = sentData(request, shape)
    const { subject, message, disabled, ...filters } = data
    const letter = { subject: oneLine(subject), text: (message ?? '').trim() }
    if (letter.subject === '') throw broken('subject', "can't be blank")
    if (letter.text === '') throw broken('message', "can't be blank")
    if (!isAnybodyMeant(filters)) throw new Problem('missing-parameter', { name: 'ids' })
    // Nobody is told that a mail was sent where none can be.
    if (!hasMail(house)) throw broken('base', 'errors.models.user.no_mail')
    if ((await countAttempt(house.db, `letters ${actor.id}`, house.clock())) > lettersPerMinute)
      throw new Problem('too-many-requests', { seconds: 60 })
    await transaction(house.db, actor, async (tx) => {
      const states = [disabled ?? []].flat().map((state) => String(state) === 'true')
      const found = await chosen(house, tx, actor, filters, states)
      const readers = found.filter((a) => a.email !== null && a.send_mail && !a.disabled)
      if (readers.length === 0) return
      await queueLetter(
        house,
        tx,
        letter,
        readers.map(({ id }) => id),
      )
      for (const { id } of readers)
        await insertAudit(tx, {
          userName: actor.userName,
          action: 'bulk_email',
          at: house.clock(),
          outcome: 'done',
          recordType: 'user',
          details: { user: id },
        })
    })
    tellIgnored(reply, ignored)
    return { data: { subject, message } }
  })
}

/** A line break in a subject would begin another header. */
const oneLine = (text: string | null | undefined): string =>
  (text ?? '').replaceAll(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ').trim()
