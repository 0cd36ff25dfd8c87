import { decodeUtf8 } from '../../web/bytes/bytes.ts'

/** Types of files that the service refuses to search in, by extension (guide "File search", reports of its errors). */
const REFUSED = new Set(
  'csv tsv xls xlsx png jpg jpeg gif webp bmp tiff ico mp3 mp4 m4a wav webm ogg flac mov avi zip tar gz 7z rar exe'.split(
    ' ',
  ),
)

/** Types of files that contain more than their text. */
const BINARY = new Set(['pdf', 'doc', 'docx', 'pptx'])

/** Texts of a PDF file, as operands of `Tj`, `TJ`, `'` and `"`. */
const PDF_TEXTS =
  /\(((?:\\[^]|[^\\()]){0,20000})\)\s{0,10}(?:Tj|'|")|\[((?:\((?:\\[^]|[^\\()]){0,20000}\)|[-\d.\s]){1,2000})\]\s{0,10}TJ/g

/** Runs of printable characters that are long enough to be text. */
const PRINTABLE_RUNS = /[\x20-\x7e\u00a0-\u00ff\t\r\n]{24,}/g

/** @returns the lower-case extension of a file name without the dot; empty if it has none */
export function extensionOf(filename: string): string {
  return /\.([^./\\]+)$/.exec(filename)?.[1]?.toLowerCase() ?? ''
}

/** @returns whether the service refuses to search in files with this name */
export function isRefusedFile(filename: string): boolean {
  return REFUSED.has(extensionOf(filename))
}

/**
 * Reads the text of a file: all of a text file, and of other formats the text that is in the bytes without compression.
 *
 * @returns undefined if the file has no readable text
 */
export function readableText(bytes: Uint8Array, filename: string): string | undefined {
  if (!BINARY.has(extensionOf(filename))) {
    return decodeText(bytes)
  }
  const characters = new TextDecoder('latin1').decode(bytes)
  const texts = characters.startsWith('%PDF')
    ? textsOfPdf(characters)
    : (characters.match(PRINTABLE_RUNS) ?? [])
  const text = texts
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .join('\n')
  return text === '' ? decodeText(bytes) : text
}

/** @returns the text, unless the bytes are not UTF-8 or contain zeros */
function decodeText(bytes: Uint8Array): string | undefined {
  const text = decodeUtf8(bytes)
  return text?.includes('\0') === true ? undefined : text
}

function textsOfPdf(characters: string): string[] {
  return [...characters.matchAll(PDF_TEXTS)].map(([, text, pieces]) =>
    text === undefined
      ? [...(pieces ?? '').matchAll(/\(((?:\\[^]|[^\\()])*)\)/g)]
          .map(([, piece = '']) => unescape(piece))
          .join('')
      : unescape(text),
  )
}

function unescape(text: string): string {
  return text.replaceAll(/\\([nrt()\\])/g, (_, character: string) => ESCAPES[character] ?? character)
}

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t' }
