// The page and its service worker under another name than the build's. The worker checks the page against a hash, and
// takes another version for a new one; so both follow the name, and a new name reaches phones like an update.
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

export type Shell = { page: string; worker: string }

/** The build's own name, under which its files are served as they are. */
export const builtName = 'Primero'

/** @throws Error where the build says no version: then no phone could tell this page from another */
export function shellUnder(name: string, folder: string): Shell {
  const read = (file: string) => readFileSync(join(folder, file), 'utf8')
  const [page, worker] = [read('index.html'), read('service-worker.js')]
  const version = /<meta name="version" content="(\w+)"/.exec(page)?.[1]
  if (version === undefined) throw new Error('The built page names no version.')
  const hash = (text: string) => createHash('sha256').update(text)
  const next = hash(`${version} ${name}`).digest('hex').slice(0, version.length)
  const named = page.replace(`<title>${builtName}</title>`, `<title>${name}</title>`).replace(version, next)
  return {
    page: named,
    worker: worker.replace(version, next).replace(hash(page).digest('base64'), hash(named).digest('base64')),
  }
}
