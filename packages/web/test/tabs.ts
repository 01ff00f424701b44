// Two tabs of one person on one device, after both have heard everything: do they show the same?
import type { Device } from './device.ts'
import type { Page } from './page.ts'

export async function tabsApart(device: Device): Promise<string[]> {
  const [first, second] = device.pages()
  if (first === undefined || second === undefined) return []
  let apart: string[] = []
  // One hears of the other a little later.
  for (let round = 0; round < 40; round++) {
    apart = await between(first, second)
    if (apart.length === 0) return []
    await new Promise((done) => setTimeout(done, 25))
  }
  return apart.map((what) => `${device.plan.name}: ${what}`)
}

async function between(first: Page, second: Page): Promise<string[]> {
  const [one, other] = [await shownIn(first), await shownIn(second)]
  return [...new Set([...one.keys(), ...other.keys()])]
    .filter((what) => one.get(what) !== other.get(what))
    .map((what) => `${what} is ${one.get(what)} in one tab, ${other.get(what)} in the other`)
}

async function shownIn({ engine: { copies } }: Page): Promise<Map<string, string>> {
  const lines = [...copies.lines.get()]
  const records = await Promise.all(lines.map(([, of]) => copies.record(of)))
  return new Map([
    ...lines.map(([key, { version, data }]): [string, string] => [
      `line ${key}`,
      `version ${version} of ${data['last_updated_at']}`,
    ]),
    ...lines.map(([key], i): [string, string] => [`what may be written of ${key}`, `${records[i]?.writable.length}`]),
    ...copies.conflicts
      .get()
      .flatMap(({ conflict, paths }) =>
        paths.map(({ path }): [string, string] => [`claim ${conflict}/${path.join('/')}`, 'open']),
      ),
  ])
}
