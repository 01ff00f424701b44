// Golden cases that are ahead of the code: `<area>.ahead.ts`, in the same form as `<area>.golden.ts`. Nobody plays
// them yet; here they are kept sound, so that `node scripts/switch-on.ts <area>` finds them as they were meant.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { Call, GoldenCase } from './golden.ts'
import { people } from './people.ts'

const here = import.meta.dirname
const docs = join(here, '../../../../docs')
const files = readdirSync(here).filter((name) => name.endsWith('.ahead.ts'))
const casesOf = async (file: string): Promise<GoldenCase[]> =>
  ((await import(join(here, file))) as { cases: GoldenCase[] }).cases
const all = (
  await Promise.all(files.map(async (area) => (await casesOf(area)).map((kase) => ({ ...kase, area }))))
).flat()

const keysIn = (file: string): string[] =>
  readFileSync(join(docs, file), 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '' && !line.startsWith('#'))
    .map((line) => {
      const parts = line.split(' | ')
      if (parts.length !== 3) throw new Error(`${file}: not "key | tag | summary": ${line}`)
      return parts[0] as string
    })

const callsOf = (c: GoldenCase): Call[] => [
  ...(c.given ?? []).flatMap((step) => ('call' in step ? [step.call] : [])),
  c.call,
  ...(c.then ?? []).map((follow) => follow.call),
]

test('every case ahead names a rule, and every rule ahead is named by a case', () => {
  const ahead = keysIn('rules-ahead.txt')
  const known = keysIn('rules.txt')
  expect(ahead.filter((key) => known.includes(key))).toEqual([])
  expect(ahead.filter((key, i) => ahead.indexOf(key) !== i)).toEqual([])
  const named = new Set(all.map((c) => c.rule))
  expect([...named].filter((key) => !ahead.includes(key) && !known.includes(key))).toEqual([])
  expect(ahead.filter((key) => !named.has(key))).toEqual([])
})

test('no title stands twice in an area, what is played already counted', async () => {
  const played = new Set(readdirSync(here))
  for (const file of files) {
    const later = file.replace('.ahead.ts', '.golden.ts')
    expect(played.has(later)).toBe(false)
    const titles = (await casesOf(file)).map((c) => c.title)
    expect(titles.filter((title, i) => titles.indexOf(title) !== i)).toEqual([])
  }
})

test('cases ahead are made by people of the world', () => {
  const asked = all.flatMap((c) => [
    c.as,
    ...(c.given ?? []).flatMap((step) => ('call' in step ? [step.as] : [])),
    ...(c.then ?? []).map((follow) => follow.as),
  ])
  expect([...new Set(asked)].filter((name) => name !== null && !(name in people))).toEqual([])
})

test('placeholders of cases ahead lead to people, or to what the case has bound before', () => {
  const roots = ['people', 'roles', 'agencies', 'groups', 'forms', 'lookups', 'locations', 'modules', 'instance']
  for (const c of all) {
    const bound = (c.given ?? []).flatMap((step) => ('bind' in step && step.bind ? [step.bind] : []))
    const later = (c.then ?? []).flatMap((follow) => (follow.bind ? [follow.bind] : []))
    const text = JSON.stringify([callsOf(c), c.expect, c.then])
    const asked = [...text.matchAll(/\{\{([^{}.]+)[^{}]*\}\}/g)].map(([, root]) => root)
    const known = [...roots, ...bound, ...later, 'reply']
    expect({ title: c.title, lost: asked.filter((root) => !known.includes(root ?? '')) }).toEqual({
      title: c.title,
      lost: [],
    })
  }
})
