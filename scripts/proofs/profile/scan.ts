// Finds texts in every file below a folder, as they are, in two encodings, and inside base64.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** A text as UTF-8, as UTF-16LE, and as it looks inside base64 of the first, wherever in a triple it begins. */
export function formsOf(text: string): Buffer[] {
  const utf8 = Buffer.from(text, 'utf8')
  return [utf8, Buffer.from(text, 'utf16le'), ...[0, 1, 2].map((before) => insideBase64(utf8, before))]
}

/** Only the characters that do not depend on what stands before and after. */
function insideBase64(bytes: Buffer, before: number): Buffer {
  const padded = Buffer.concat([Buffer.alloc(before), bytes])
  const whole = Math.floor(padded.length / 3) * 4
  const first = before === 0 ? 0 : 4
  return Buffer.from(padded.toString('base64').slice(first, whole), 'latin1')
}

export function scanFiles(
  folder: string,
  forms: readonly Buffer[][],
): { files: number; bytes: number; found: Set<number> } {
  const found = new Set<number>()
  let [files, bytes] = [0, 0]
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    // Names tell, too.
    const content = Buffer.concat([Buffer.from(`${entry.name}\n`), entry.isFile() ? read(entry) : Buffer.alloc(0)])
    files += 1
    bytes += content.length
    for (const [n, all] of forms.entries())
      if (!found.has(n) && all.some((form) => content.includes(form))) found.add(n)
  }
  return { files, bytes, found }
}

/** Files of a running browser come and go. */
function read({ parentPath, name }: { parentPath: string; name: string }): Buffer {
  try {
    return readFileSync(join(parentPath, name))
  } catch {
    return Buffer.alloc(0)
  }
}
