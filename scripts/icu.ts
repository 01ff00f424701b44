// Messages as the interface writes them (ICU): text, gaps, and choices by number or by word.

export type Part =
  | { kind: 'text'; text: string }
  | { kind: 'gap'; name: string }
  | { kind: 'choice'; name: string; by: 'plural' | 'select' | 'selectordinal'; forms: Map<string, Part[]> }

/** undefined where the message cannot be read. */
export function partsOf(message: string): Part[] | undefined {
  try {
    const [parts, end] = sequence(message, 0)
    return end === message.length ? parts : undefined
  } catch {
    return undefined
  }
}

/** Up to the end, or to the bracket that closes what we are in. */
function sequence(message: string, from: number): [Part[], number] {
  const parts: Part[] = []
  let at = from
  while (at < message.length && message[at] !== '}') {
    const next = message.slice(at).search(/[{}]/)
    const end = next < 0 ? message.length : at + next
    if (end > at) parts.push({ kind: 'text', text: message.slice(at, end) })
    at = end
    if (message[at] !== '{') continue
    const [part, after] = argument(message, at)
    parts.push(part)
    at = after
  }
  return [parts, at]
}

function argument(message: string, from: number): [Part, number] {
  const gap = /^\{\s*(\w+)\s*\}/.exec(message.slice(from))
  if (gap) return [{ kind: 'gap', name: gap[1] ?? '' }, from + gap[0].length]
  const head = /^\{\s*(\w+)\s*,\s*(plural|select|selectordinal)\s*,/.exec(message.slice(from))
  if (!head) throw new Error('neither a gap nor a choice')
  const [whole, name = '', by] = head
  const forms = new Map<string, Part[]>()
  let at = from + whole.length
  for (;;) {
    const key = /^\s*(=?\w+)\s*\{/.exec(message.slice(at))
    if (!key) break
    const [parts, end] = sequence(message, at + key[0].length)
    if (message[end] !== '}') throw new Error('a form without an end')
    forms.set(key[1] ?? '', parts)
    at = end + 1
  }
  const end = /^\s*\}/.exec(message.slice(at))
  if (!end || !forms.has('other')) throw new Error('a choice without an end')
  return [{ kind: 'choice', name, by: by as 'plural' | 'select' | 'selectordinal', forms }, at + end[0].length]
}
