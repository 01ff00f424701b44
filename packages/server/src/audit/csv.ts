// Comma-separated values that a spreadsheet shows and does not carry out (access §9).

/** What a spreadsheet may take for the beginning of a formula, blanks and quotes before it counted out. */
const formula = /^[\s'"]*[=+\-@\t\r|%]/

const cell = (value: string | null): string => {
  const text = value ?? ''
  return `"${(formula.test(text) ? `'${text}` : text).replaceAll('"', '""')}"`
}

/** With a byte-order mark, by which spreadsheets know the letters. */
export const csvOf = (head: readonly string[], rows: readonly (readonly (string | null)[])[]): string =>
  `\uFEFF${[head, ...rows].map((cells) => cells.map(cell).join(',')).join('\r\n')}\r\n`
