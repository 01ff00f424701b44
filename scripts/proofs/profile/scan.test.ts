import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { formsOf, scanFiles } from './scan.ts'

const ways: [string, (text: string) => Buffer][] = [
  ['as it is', (text) => Buffer.from(`before ${text} after`)],
  ['in UTF-16', (text) => Buffer.from(`before ${text} after`, 'utf16le')],
  ...[0, 1, 2].map((before): [string, (text: string) => Buffer] => [
    `in base64, ${before} bytes after a triple begins`,
    (text) => Buffer.from(Buffer.from(`${'x'.repeat(before)}${text} after`).toString('base64')),
  ]),
]

test.each(ways)('a text is found %s, and no other', (_way, written) => {
  const folder = mkdtempSync(join(tmpdir(), 'primero-scan-'))
  try {
    writeFileSync(join(folder, 'file'), written('سمر-marker-of-amal'))
    const { found } = scanFiles(folder, [formsOf('سمر-marker-of-amal'), formsOf('marker-of-bilal')])
    expect([...found]).toEqual([0])
  } finally {
    rmSync(folder, { recursive: true })
  }
})
