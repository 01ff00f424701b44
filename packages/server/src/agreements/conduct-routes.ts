// The code of conduct as v2 knows it: one text, the newest in force (api-admin §5). Our own app writes it in every language.
import { inForce } from '@primero/domain/accounts/agreements.ts'
import { may } from '@primero/domain/access/role.ts'
import { Problem } from '@primero/domain/problem.ts'
import type { Day } from '@primero/domain/time.ts'
import type { FastifyInstance } from 'fastify'
import * as z from 'zod'
import { sentData } from '../administration/body.ts'
import { insertAudit } from '../audit/queries.ts'
import { type Db, transaction, type Tx } from '../db/database.ts'
import { type House, todayOf } from '../house.ts'
import { needsActor } from '../http/session.ts'
import { tellIgnored } from '../http/told.ts'
import { publish } from './publish.ts'
import { type AgreementRow, agreementsNumbered, lockAgreements, versionsOf, writtenAgain } from './queries.ts'
import { wordsIn } from './words.ts'

const path = '/api/v2/codes_of_conduct'
const tags = ['agreements']
const shape = z.object({ title: z.string().max(500).nullish(), content: z.string().max(50_000).nullish() })

/** The language in which v2 writes: it knows one text. */
const localeOf = (house: House): string => String(house.configuration().settings['default_locale'] ?? 'en')

export async function conductInForce(house: House, on: Db | Tx): Promise<AgreementRow | undefined> {
  const version = inForce(await versionsOf(on), 'code_of_conduct', null, todayOf(house) as Day)
  return version && (await agreementsNumbered(on, [version.id]))[0]
}

export function presentConduct(house: House, code: AgreementRow, locale: string) {
  const { title, text } = wordsIn(code.texts, [locale, localeOf(house)]).words
  return { id: code.id, title, content: text, created_on: code.created_at.toISOString(), created_by: code.created_by }
}

export function conductRoutes(app: FastifyInstance, house: House): void {
  app.get(path, { schema: { tags, summary: 'The code of conduct in force' } }, async (request) => {
    const actor = needsActor(request)
    const code = await conductInForce(house, house.db)
    if (code === undefined) throw new Problem('not-found', {})
    return { data: presentConduct(house, code, actor.locale) }
  })

  app.post(path, { schema: { tags, summary: 'Write the code of conduct' } }, async (request, reply) => {
    const actor = needsActor(request)
    if (!may(actor.role, 'code_of_conduct', 'manage')) throw new Problem('forbidden', {})
    const { data, ignored } = sentData(request, shape)
    const words = { title: (data.title ?? '').trim(), text: (data.content ?? '').trim() }
    refuseBlank(words)
    const code = await transaction(house.db, actor, async (tx) => {
      await lockAgreements(tx)
      const before = await conductInForce(house, tx)
      const locale = localeOf(house)
      const same = before?.texts[locale]
      if (before === undefined || same?.title !== words.title || same.text !== words.text) {
        const texts = { [locale]: words }
        return publish(house, tx, actor, { kind: 'code_of_conduct', agency: null, texts })
      }
      await insertAudit(tx, {
        userName: actor.userName,
        action: 'update',
        at: house.clock(),
        outcome: 'done',
        recordType: 'code_of_conduct',
        details: { agreement: before.id },
      })
      return writtenAgain(tx, before.id, actor.userName, house.clock())
    })
    tellIgnored(reply, ignored)
    return { data: presentConduct(house, code, localeOf(house)) }
  })
}

function refuseBlank({ title, text }: { title: string; text: string }): void {
  const rule = (attribute: string, key: string) => ({
    attribute,
    message: `errors.models.code_of_conduct.${key}_present`,
  })
  const [first, ...others] = [
    ...(title === '' ? [rule('title', 'title')] : []),
    ...(text === '' ? [rule('content', 'content')] : []),
  ]
  if (first) throw new Problem('rule-broken', { ...first, others })
}
