// npm run proof -- NAME [options]: one proof in full size. It says what it does, ends what it started, writes
// docs/evidence/NAME.json and exits with 1 when it fails. Stopped half-way, the same command carries on.
import { endAll } from './proofs/children.ts'

/** True: proven. Options are the proof's own; `--minutes` bounds each. */
type Prove = (options: string[]) => Promise<boolean>

const proofs: Record<string, () => Promise<{ prove: Prove }>> = {
  crash: () => import('./proofs/crash.ts'),
  histories: () => import('./proofs/histories.ts'),
  kills: () => import('./proofs/kills.ts'),
  profile: () => import('./proofs/profile.ts'),
  axe: () => import('./proofs/axe.ts'),
  fuzz: () => import('./proofs/fuzz.ts'),
  fresh: () => import('./proofs/fresh.ts'),
  mutations: () => import('./proofs/mutations.ts'),
  pg15: () => import('./proofs/pg15.ts'),
  bench: () => import('./proofs/bench.ts'),
  crawl: () => import('./proofs/crawl.ts'),
  enumeration: () => import('./proofs/enumeration.ts'),
  matrix: () => import('./proofs/matrix.ts'),
  weight: () => import('./proofs/weight.ts'),
}

async function main(): Promise<void> {
  const [name = '', ...options] = process.argv.slice(2)
  const load = Object.hasOwn(proofs, name) ? proofs[name] : undefined
  if (load === undefined) throw new Error(`Which proof? ${Object.keys(proofs).join(', ')}`)
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.once(signal, () => {
      console.log('Stopping; the same command carries on from here.')
      void endAll().finally(() => process.exit(130))
    })
  }
  try {
    const { prove } = await load()
    const isProven = await prove(options)
    console.log(isProven ? `Proven: ${name}` : `NOT proven: ${name}`)
    process.exitCode = isProven ? 0 : 1
  } finally {
    await endAll()
  }
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
})
