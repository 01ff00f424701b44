// Files travel in pieces, so that a broken line costs one piece and not the whole.
import { putChunk } from './api.ts'

/** `chunkBytes` of domain/sync/protocol.ts, which the phone does not load for one number. */
const chunk = 256 * 1024

export async function sendBlob(id: string, bytes: Uint8Array<ArrayBuffer>): Promise<void> {
  const pieces = Math.max(1, Math.ceil(bytes.length / chunk))
  for (let n = 0; n < pieces; n++) await putChunk(id, n, bytes.slice(n * chunk, (n + 1) * chunk))
}
