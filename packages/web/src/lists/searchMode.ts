// One box, three ways to look: by a code, by the sound of a name, by a phone number (ux §7.2).

export type SearchMode = 'id' | 'name' | 'phone'

/** Shorter texts are not asked. */
export const shortest = 3

/** What was typed, as the search takes it: the gap in a code that was read aloud goes. */
export const tidy = (text: string): string => {
  const trimmed = text.trim().replace(/\s+/g, ' ')
  return /^[0-9a-f]{3} [0-9a-f]{4}$/i.test(trimmed) ? trimmed.replace(' ', '') : trimmed
}

/** The likeliest meaning of what was typed; the person may choose another. */
export function modeOf(text: string): SearchMode {
  const typed = tidy(text)
  // A short code is seven hexadecimal signs, which may all be digits: it is looked for as a code first.
  if (/^[0-9a-f]{7}$/i.test(typed)) return 'id'
  const digits = typed.replace(/\D/g, '').length
  if (
    /^[+\d][\d\s().-]*$/.test(typed) &&
    (typed.startsWith('+') ? digits >= 3 : digits >= 7 && /\d{5}|\s|-/.test(typed))
  ) {
    return 'phone'
  }
  return /\p{N}/u.test(typed) ? 'id' : 'name'
}
