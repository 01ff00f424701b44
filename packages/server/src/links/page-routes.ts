// Outside of the app: who holds a link types its code, sees the package and answers. A link that ended, one that is over
// and one that never was get the same page. The address stands in no log: routes do.
import { timingSafeEqual } from 'node:crypto'
import type { Language } from '@primero/domain/configuration/languages.ts'
import type { Uuid } from '@primero/domain/ids.ts'
import { Problem } from '@primero/domain/problem.ts'
import type { Moment } from '@primero/domain/time.ts'
import { answeredOver, type Link, type LinkAnswer, linkPage, tried } from '@primero/domain/workflow/one-time-link.ts'
import { answerOutside } from '@primero/domain/workflow/share.ts'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import * as z from 'zod'
import { nobody } from '../accounts/nobody.ts'
import { accountsHeld, accountsNamed, countAttempt } from '../accounts/queries.ts'
import { insertAudit } from '../audit/queries.ts'
import { asHouse, type Tx } from '../db/database.ts'
import { type House, occasionOf } from '../house.ts'
import type { Parameters } from '../http/query-string.ts'
import { keyOf, newSecret } from '../http/secrets.ts'
import { isSecure } from '../http/session.ts'
import { notify } from '../own-notices/notify.ts'
import { text } from '../records/act.ts'
import { transitionsOf } from '../sharing/queries.ts'
import { settleShares } from '../sharing/settled.ts'
import { receiverOf } from '../sharing/share.ts'
import { placeOf } from '../sign-in/address.ts'
import { isCode } from './code.ts'
import { packageOf } from './package.ts'
import { busyPage, codePage, languageFor, lockedPage, overPage, packagePage, pagePolicy, thanksPage } from './page.ts'
import { keepLink, linkBySecret, lockedLink, type LinkRow } from './queries.ts'
import { type Sent, sentOf, standingLink } from './standing.ts'

const visitCookie = 'visit'
const callsPerMinute = 30
const body = z.object({
  code: z.optional(z.string().max(100)),
  answer: z.optional(z.enum(['accept', 'reject', 'done'])),
  // A form sends each end of a line as two signs; the field counts one.
  note: z.optional(
    z
      .string()
      .overwrite((said) => said.replaceAll('\r\n', '\n'))
      .trim()
      .max(500),
  ),
})

type Held = { row: LinkRow; sent: Sent; link: Link; isVisitor: boolean }
type Shown = { status: number; html: string; visit?: string }

export function linkPageRoutes(app: FastifyInstance, house: House): void {
  const now = (): Moment => house.clock().toISOString() as Moment

  const look = async (tx: Tx, of: Held, language: Language, typed?: string): Promise<Shown> => {
    const page = linkPage(of.link, of.isVisitor, now())
    await told(house, tx, of, page === 'in' ? 'link_open' : 'link_look', page)
    return shown(house, of, page, language, typed)
  }

  app.get<{ Params: { secret: string } }>('/l/:secret', { schema: { hide: true } }, (request, reply) =>
    answered(house, request, reply, look),
  )

  app.post<{ Params: { secret: string } }>('/l/:secret', { schema: { hide: true } }, (request, reply) =>
    answered(house, request, reply, (tx, of, language) => {
      const sent = body.safeParse(request.body ?? {})
      const said = sent.success ? sent.data : {}
      if (said.answer !== undefined) return answer(house, tx, of, said.answer, said.note ?? '', language, now())
      // In another language, with what was typed so far: it is kept nowhere.
      if (said.code === undefined && said.note !== undefined) return look(tx, of, language, said.note)
      return tryCode(house, tx, of, said.code ?? '', language, now())
    }),
  )
}

async function answered(
  house: House,
  request: FastifyRequest<{ Params: { secret: string } }>,
  reply: FastifyReply,
  work: (tx: Tx, of: Held, language: Language) => Promise<Shown>,
): Promise<string> {
  const language = languageFor((request.query as Parameters)['l'], request.headers['accept-language'])
  const { secret } = request.params
  const isBusy = (await countAttempt(house.db, `link ${placeOf(request.ip)}`, house.clock())) > callsPerMinute
  const { status, html, visit } = isBusy
    ? { status: 429, html: busyPage({ app: house.settings.appName, language }) }
    : await asHouse(house.db, house.configuration(), async (tx): Promise<Shown> => {
        const of = await heldBy(house, tx, secret, request.cookies[visitCookie])
        return of ? work(tx, of, language) : shown(house, undefined, 'over', language)
      })
  if (visit !== undefined)
    reply.setCookie(visitCookie, visit, {
      path: `/l/${secret}`,
      httpOnly: true,
      sameSite: 'strict',
      secure: isSecure(house),
      maxAge: 30 * 60,
    })
  return reply
    .status(status)
    .headers({ 'content-security-policy': pagePolicy, 'cache-control': 'no-store', 'x-robots-tag': 'noindex' })
    .type('text/html; charset=utf-8')
    .send(html)
}

async function heldBy(house: House, tx: Tx, secret: string, visit: string | undefined): Promise<Held | undefined> {
  const found = await linkBySecret(tx, keyOf(secret))
  if (found === undefined) return undefined
  const sent = await sentOf(tx, found.transition).catch((problem: unknown) => {
    if (problem instanceof Problem) return undefined
    throw problem
  })
  const row = sent && (await lockedLink(tx, found))
  if (sent === undefined || row === undefined) return undefined
  const isVisitor = visit !== undefined && row.visit_key !== null && timingSafeEqual(keyOf(visit), row.visit_key)
  return { row, sent, link: standingLink(house, row, sent), isVisitor }
}

function shown(
  house: House,
  of: Held | undefined,
  page: 'form' | 'locked' | 'in' | 'over' | 'wrong' | 'thanks',
  language: Language,
  typed = '',
): Shown {
  const to = { app: house.settings.appName, language }
  if (of === undefined || page === 'over') return { status: 404, html: overPage(to) }
  switch (page) {
    case 'locked':
      return { status: 403, html: lockedPage(to) }
    case 'thanks':
      return { status: 200, html: thanksPage(to) }
    case 'in':
      return { status: 200, html: packagePage(to, packageOf(house, of.row, of.sent, of.link.until, language), typed) }
    default:
      return { status: page === 'wrong' ? 403 : 200, html: codePage(to, page === 'wrong') }
  }
}

async function tryCode(house: House, tx: Tx, of: Held, code: string, language: Language, now: Moment): Promise<Shown> {
  const { row, link } = of
  const isRight = row.code_sealed !== null && isCode(house, row.id, row.code_sealed, code)
  const { link: after, is } = tried(link, isRight, now)
  const isIn = is === 'ok' || is === 'in'
  const visit = isIn ? newSecret() : undefined
  // Ended by what is around it, it keeps what it says itself.
  if (is !== 'over')
    await keepLink(tx, row.id, { ...after, closed: null }, visit === undefined ? {} : { visit_key: keyOf(visit) })
  await told(house, tx, of, isIn ? 'link_open' : 'link_wrong_code', is)
  if (is === 'ok') await notice(house, tx, of, 'link_opened')
  if (is === 'locked' && link.wrong !== after.wrong) await notice(house, tx, of, 'link_locked')
  const page = isIn ? 'in' : is === 'form' && link.hasCode ? 'wrong' : is === 'form' ? 'form' : is
  return {
    ...shown(house, { ...of, link: after }, page === 'same' ? 'form' : page, language),
    ...(visit ? { visit } : {}),
  }
}

async function answer(
  house: House,
  tx: Tx,
  of: Held,
  event: LinkAnswer,
  note: string,
  language: Language,
  now: Moment,
): Promise<Shown> {
  const { row, sent, link, isVisitor } = of
  const { link: after, is } = answeredOver(link, event, isVisitor, now)
  await told(house, tx, of, `link_${event}`, is)
  if (is === 'same') return shown(house, of, link.closed === null ? 'in' : 'thanks', language)
  if (is !== 'ok') return shown(house, of, is, language)
  await keepLink(tx, row.id, after)
  await settle(house, tx, sent, event, note)
  if (event !== 'accept') return shown(house, of, 'thanks', language)
  return shown(
    house,
    { ...of, sent: { ...sent, share: { ...sent.share, status: 'accepted' } }, link: after },
    'in',
    language,
  )
}

async function settle(house: House, tx: Tx, { share, held }: Sent, event: LinkAnswer, words: string): Promise<void> {
  const note = words === '' ? null : words
  const transitions = await transitionsOf(tx, held.row.n)
  const done = answerOutside(
    held,
    share,
    { event, reason: note, note },
    transitions,
    occasionOf(house, nobody.userName),
  )
  const [account] = await accountsHeld(tx, [held.facts.ownedBy])
  const newId = () => crypto.randomUUID() as Uuid
  const sharing = { transitions, owner: account && receiverOf(house, account), isShut: false, newId }
  const by = { intention: newId() }
  await settleShares(house, tx, nobody, held, done, sharing, { ...by, action: `refer_${done.changed[0]?.status}` })
}

/** Ids and what came of it; never secret, code or words. */
const told = (house: House, tx: Tx, { row, sent }: Held, action: string, is: string) =>
  insertAudit(tx, {
    userName: null,
    action,
    at: house.clock(),
    outcome: is === 'over' || is === 'locked' || (action === 'link_wrong_code' && is === 'form') ? 'refused' : 'done',
    recordType: 'case',
    recordId: sent.held.record.id,
    details: { link: row.id, is },
  })

async function notice(house: House, tx: Tx, { row, sent }: Held, kind: 'link_opened' | 'link_locked'): Promise<void> {
  const accounts = await accountsNamed(tx, [...new Set([row.made_by, sent.share.by])])
  const { id, data } = sent.held.record
  const record = { type: 'case' as const, id, shortId: text(data['short_id']) }
  await notify(house, tx, accounts, { kind, by: sent.share.toRemote, record })
}
