// A notice asks nobody to decide (ux §15.5): the later answer counts, the other is kept. So it ends by itself.
// Times are milliseconds, counted as clocks count them.

const shown = 30 * 24 * 3600 * 1000

/** Notices that met before this have been there long enough. */
export const oldestNotice = (now: number): number => now - shown

/**
 * When the notice of an answer ended: once that answer, its row or something in it changed again it speaks of what
 * stands no more, and after 30 days everybody could have seen it. Undefined while it lasts. `changed`: what was changed
 * since the two met. The kept value can be taken back even then.
 */
export function noticeEnd(
  { path, metAt }: { path: readonly string[]; metAt: number },
  changed: readonly { path: readonly string[]; at: number }[],
  now: number,
): number | undefined {
  const again = changed.filter((change) => touches(change.path, path)).map(({ at }) => at)
  const end = Math.min(metAt + shown, ...again)
  return end <= now ? end : undefined
}

const touches = (a: readonly string[], b: readonly string[]): boolean =>
  a.every((step, i) => i >= b.length || step === b[i])
