// Logos and terms of use of an agency: told from their bytes, kept sealed, named by what they hold (api-admin §9).
import { createHash } from 'node:crypto'
import type { AgencyFile } from '@primero/domain/configuration/bundle.ts'
import { Problem } from '@primero/domain/problem.ts'
import type { FastifyInstance } from 'fastify'
import { contentTypeOf } from '../attachments/kinds.ts'
import { safeName } from '../attachments/routes.ts'
import { type AgencyFileKey, agencyFiles } from '../configuration/agency-files.ts'
import type { House } from '../house.ts'
import { needsActor } from '../http/session.ts'
import { broken, found } from './body.ts'

type Sent = Record<string, unknown>

const largest: Record<AgencyFileKey, number> = {
  logoFull: 1024 * 1024,
  logoIcon: 1024 * 1024,
  termsOfUse: 10 * 1024 * 1024,
}
const mostPixels = 2048

/** The largest body: terms, in base64, and what is said beside them. */
export const mostBytes = 15 * 1024 * 1024

/** What becomes of each file; null: it goes. */
export type FileChanges = Partial<Record<AgencyFileKey, AgencyFile | null>>

/** The files that were sent, durable when it returns. An empty text takes one away; one without its name is none. */
export async function sentFiles(house: House, by: string, sent: Sent): Promise<FileChanges> {
  const changes: FileChanges = {}
  for (const [key, wire] of Object.entries(agencyFiles) as [AgencyFileKey, string][]) {
    const [text, name] = [sent[`${wire}_base64`], sent[`${wire}_file_name`]]
    if (text === '') changes[key] = null
    else if (typeof text === 'string' && typeof name === 'string' && name !== '')
      changes[key] = await keptFile(house, by, key, wire, Buffer.from(text, 'base64'), name)
  }
  return changes
}

async function keptFile(
  house: House,
  by: string,
  key: AgencyFileKey,
  wire: string,
  bytes: Buffer,
  name: string,
): Promise<AgencyFile> {
  const isLogo = key !== 'termsOfUse'
  const wrong = broken(wire, `errors.models.agency.${isLogo ? 'logo' : 'terms_of_use'}_format`)
  if (bytes.length > largest[key]) throw wrong
  const type = await contentTypeOf(isLogo ? 'signature' : 'document', bytes, name).catch((error: unknown) => {
    throw error instanceof Problem ? wrong : error
  })
  if (type !== (isLogo ? 'image/png' : 'application/pdf')) throw wrong
  // Width and height stand at the same place of every PNG.
  if (isLogo && bytes.length < 24) throw wrong
  if (isLogo && Math.max(bytes.readUInt32BE(16), bytes.readUInt32BE(20)) > mostPixels)
    throw broken(wire, 'errors.models.agency.logo_dimension')
  const storageKey = crypto.randomUUID()
  await house.storage.put(storageKey, bytes)
  return {
    key: storageKey,
    hash: createHash('sha256').update(bytes).digest('base64url').slice(0, 16),
    name: safeName(name),
    ...(!isLogo && house.settings.termsOfUse ? { at: house.clock().toISOString(), by } : {}),
  }
}

/** Logos are everybody's, as the page before signing in shows them; terms are for who is signed in. */
export function agencyFileRoute(app: FastifyInstance, house: House): void {
  app.get<{ Params: { id: string; file: string; hash: string } }>(
    '/api/v2/agencies/:id/:file/:hash',
    { schema: { tags: ['agencies'], summary: 'A logo of an agency, or its terms of use' } },
    async (request, reply) => {
      const { id, file: wire, hash } = request.params
      const key = (Object.keys(agencyFiles) as AgencyFileKey[]).find((known) => agencyFiles[known] === wire)
      if (key === 'termsOfUse') needsActor(request)
      const agency = found(house.configuration().agencies.get(house.wireIds().keyOf('agency', id) ?? ''))
      const file = found(key && agency[key])
      if (file.hash !== hash) throw new Problem('not-found', {})
      const bytes = found(await house.storage.get(file.key))
      return reply
        .type(key === 'termsOfUse' ? 'application/pdf' : 'image/png')
        .header('content-disposition', `inline; filename="${wire}.${key === 'termsOfUse' ? 'pdf' : 'png'}"`)
        .header('content-security-policy', "default-src 'none'; sandbox")
        .send(bytes)
    },
  )
}
