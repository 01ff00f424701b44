// Timing: medians of warm runs, two contenders by turns, so that a noisy minute hits both alike.

export type Timing = { runs: number; p50: number; p95: number }

export const timingOf = (ms: number[]): Timing => {
  const sorted = [...ms].sort((a, b) => a - b)
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN
  return { runs: sorted.length, p50: at(0.5), p95: at(0.95) }
}

/** What one client's median may be, by the hand-written statement's. */
export const allowedBy = (sql: Timing): number => 1.5 * sql.p50 + 5

export type Limits = { runs: number; seconds: number }

async function timed(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now()
  await work()
  return performance.now() - began
}

/** A server that has just started compiles what it runs often; a connection plans what it asks often. */
export const warming = { runs: 50, seconds: 5 }

/** Warms the contenders up, then runs them ten by ten until each has its runs or the time is up. */
export async function byTurns(contenders: (() => Promise<unknown>)[], limits: Limits): Promise<Timing[]> {
  const times = contenders.map((): number[] => [])
  for (const work of contenders) {
    const warm = performance.now() + warming.seconds * 1000
    for (let run = 0; run < warming.runs && (run < 3 || performance.now() < warm); run++) await work()
  }
  const deadline = performance.now() + limits.seconds * 1000
  for (let done = 0; done < limits.runs; done += 10) {
    for (const [i, work] of contenders.entries()) for (let run = 0; run < 10; run++) times[i]?.push(await timed(work))
    if (performance.now() > deadline && done >= 10) break
  }
  return times.map(timingOf)
}

/** How unsteady this machine is now: spread of a fixed piece of work, (p95 - p50) / p50. */
export function noise(): number {
  const times: number[] = []
  for (let run = 0; run < 60; run++) {
    const began = performance.now()
    let sum = 0
    for (let i = 0; i < 2_000_000; i++) sum = (sum + i * i) % 1_000_003
    if (sum < 0) throw new Error('never')
    times.push(performance.now() - began)
  }
  const { p50, p95 } = timingOf(times.slice(10))
  return (p95 - p50) / p50
}
