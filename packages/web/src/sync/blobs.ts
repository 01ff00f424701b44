// Files travel in pieces, so that a broken line costs one piece and not the whole.

/** `chunkBytes` of domain/sync/protocol.ts, which the phone does not load for one number. */
const piece = 256 * 1024

export function chunksOf(bytes: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer>[] {
  const count = Math.max(1, Math.ceil(bytes.length / piece))
  return Array.from({ length: count }, (_, n) => bytes.slice(n * piece, (n + 1) * piece))
}
