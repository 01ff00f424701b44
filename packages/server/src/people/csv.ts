// Comma-separated values as spreadsheets write them: quotes, line breaks within them, one of three separators.

/** One line of the sheet, with its number in the file as people count: the first is 1. */
export type CsvLine = { line: number; cells: string[] }

const separators = [',', ';', '\t'] as const

/** The one of which the first line has most, outside of quotes. */
function separatorOf(text: string): string {
  const first = (/^[^\r\n]*/.exec(text)?.[0] ?? '').replaceAll(/"[^"]*"/g, '')
  const count = (one: string): number => first.split(one).length
  return [...separators].sort((a, b) => count(b) - count(a))[0] ?? ','
}

/** Empty lines are left out. A quote that never ends takes the rest of the file as one cell. */
export function csvLines(file: string): CsvLine[] {
  const text = file.replace(/^\ufeff/, '')
  const separator = separatorOf(text)
  const lines: CsvLine[] = []
  let cells: string[] = []
  let cell = ''
  let isQuoted = false
  let line = 1
  let began = 1
  const endCell = (): void => {
    cells.push(cell.trim())
    cell = ''
  }
  const endLine = (): void => {
    endCell()
    if (cells.some((one) => one !== '')) lines.push({ line: began, cells })
    cells = []
    began = line
  }
  for (let i = 0; i < text.length; i += 1) {
    const c = text[i] as string
    if (c === '\n') line += 1
    if (isQuoted) {
      if (c !== '"') cell += c
      else if (text[i + 1] === '"') {
        cell += c
        i += 1
      } else isQuoted = false
    } else if (c === '"' && cell.trim() === '') {
      isQuoted = true
      cell = ''
    } else if (c === separator) endCell()
    else if (c === '\n') endLine()
    else if (c !== '\r') cell += c
  }
  endLine()
  return lines
}
