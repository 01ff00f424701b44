// Files in a bucket of any server that speaks S3. It sees sealed bytes under random names.
import { AwsClient } from 'aws4fetch'
import type { Settings } from '../config.ts'
import { type KeyRing, seal, unseal } from './seal.ts'
import type { Storage } from './storage.ts'

/** Milliseconds for one answer: whoever waits for a file waits no longer. */
const patience = 30_000
const retries = 3

/** @throws Error, a sentence for the operator, where the bucket cannot be used */
export async function s3Storage(s3: NonNullable<Settings['s3']>, keys: KeyRing): Promise<Storage> {
  const client = new AwsClient({
    accessKeyId: s3.accessKey,
    secretAccessKey: s3.secretKey,
    region: s3.region,
    service: 's3',
    retries,
  })
  const ask = (method: string, key = '', body?: Buffer): Promise<Response> =>
    client.fetch(new URL(`${s3.bucket}${key && `/${encodeURIComponent(key)}`}`, `${s3.endpoint}/`), {
      method,
      // Another host would be told our signature, and the bytes.
      redirect: 'error',
      signal: AbortSignal.timeout(patience),
      ...(body === undefined ? {} : { body: new Uint8Array(body) }),
    })
  const checked = async (reply: Response): Promise<Response> => {
    if (reply.ok) return reply
    // The answer may name the file: its number is all that anybody needs.
    await reply.body?.cancel()
    throw new Error(`The file store answered ${reply.status}.`)
  }

  const bucket = await ask('HEAD').catch(() => undefined)
  if (!bucket?.ok)
    throw new Error(
      `The bucket "${s3.bucket}" at ${s3.endpoint} ${bucket ? `answers ${bucket.status}` : 'does not answer'}. Check S3_ENDPOINT, S3_BUCKET, S3_REGION, S3_ACCESS_KEY and S3_SECRET_KEY.`,
    )

  return {
    async put(key, bytes) {
      await (await checked(await ask('PUT', key, seal(keys, key, bytes)))).body?.cancel()
    },
    async get(key) {
      const reply = await ask('GET', key)
      if (reply.status === 404) {
        await reply.body?.cancel()
        return undefined
      }
      return unseal(keys, key, Buffer.from(await (await checked(reply)).arrayBuffer()))
    },
    async remove(key) {
      const reply = await ask('DELETE', key)
      if (reply.status !== 404) await checked(reply)
      await reply.body?.cancel()
    },
  }
}
