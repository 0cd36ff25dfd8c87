import { listItems, readCount, COUNT } from './subject.ts'
import type { Format, FormatKind } from './types.ts'

const CUE =
  /\bmarkdown table\b|\btable (?:in|using) markdown\b|\b(?:as|in|into|a|with a) (?:\w+ )?table\b|\btabular\b|\bcsv\b/i

/** `with columns Name, Age and City`, `with the headers: ...`. */
const COLUMNS =
  /\b(?:columns?|headers?|headings?|fields)\b(?: (?:named|called|are|for|of))?:?\s*([^\n.]{2,300})/i

/** A header row in the prompt. */
const HEADER_ROW = /^[ \t]*(\|(?:[^|\n]{1,60}\|){2,12})[ \t]*$/m

const ROWS = new RegExp(
  String.raw`\b(${COUNT}|\d{1,2}) (?:\w+ ){0,2}?(?:rows|entries|lines|records|items)\b`,
  'i',
)

const DEFAULT_ROWS = 3
const MAX_COLUMNS = 12

/** A Markdown table or CSV with the named columns. */
export const table: FormatKind = {
  kind: 'table',
  read: ({ text, question }) => {
    const [words] = CUE.exec(text) ?? []
    if (words === undefined) {
      return undefined
    }
    const isCsv = /csv/i.test(words)
    const columns = columnsOf(text)
    return columns.length < 2 && (isCsv || !/markdown|as|in/i.test(words))
      ? undefined
      : toFormat(words, {
          columns: columns.length < 2 ? ['Item', 'Description'] : columns,
          isCsv,
          rows: readCount(ROWS.exec(text)?.[1]) ?? DEFAULT_ROWS,
          question,
        })
  },
}

function columnsOf(text: string): string[] {
  const row = HEADER_ROW.exec(text)?.[1]
  const list = row === undefined ? COLUMNS.exec(text)?.[1] : undefined
  const quoted = [...(list ?? '').matchAll(/["'`\u201c]([^"'`\u201d]{1,40})["'`\u201d]/g)].map(
    ([, name = '']) => name,
  )
  const names =
    row !== undefined
      ? row.split('|')
      : quoted.length >= 2
        ? quoted
        : (list ?? '')
            .replace(/\s+(?:for|about|of|comparing|with|in)\s[^]*$/i, '')
            .split(/,\s*(?:and\s+)?|\s+and\s+|\s*\|\s*|;\s*/)
  return names
    .map((name) => name.replaceAll(/^[\s"'`*(:[]+|[\s"'`*):\].]+$/g, ''))
    .filter((name) => name !== '' && name.split(' ').length <= 4)
    .slice(0, MAX_COLUMNS)
}

interface TableShape {
  columns: readonly string[]
  isCsv: boolean
  rows: number
  question: string
}

function toFormat(words: string, { columns, isCsv, rows, question }: TableShape): Format {
  return {
    words,
    write: ({ sample }) => {
      const names = listItems(question, '', rows)
      const cells = Array.from({ length: rows }, (_, index) =>
        columns.map((column, position) =>
          position === 0 &&
          /^(?:item|name|country|city|fruit|animal|language|planet|color|product)s?$/i.test(column)
            ? (names[index] ?? '')
            : cellText(
                sample({ type: 'object', properties: { [column]: columnType(column) }, required: [column] }),
              ),
        ),
      )
      const lines = [columns, ...(isCsv ? [] : [columns.map(() => '---')]), ...cells]
      return lines
        .map((line) => (isCsv ? line.map(quoteCsv).join(',') : `| ${line.join(' | ')} |`))
        .join('\n')
    },
  }
}

function columnType(column: string): { type: string } {
  return {
    type: /^(?:age|year|price|cost|population|count|quantity|score|rating|rank|amount|#|number)$/i.test(
      column,
    )
      ? 'number'
      : 'string',
  }
}

function cellText(value: unknown): string {
  const [cell] = typeof value === 'object' && value !== null ? Object.values(value) : [value]
  return String(cell ?? '')
    .replaceAll('|', '/')
    .replaceAll(/\s*\n\s*/g, ' ')
}

function quoteCsv(cell: string): string {
  return /[",\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell
}
