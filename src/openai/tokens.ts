const LETTER = 1
const NUMBER = 2
const SPACE = 3
const OTHER = 4

/** Maximum number of letters and digits of a token. */
const MAX_LETTERS = 6
const MAX_DIGITS = 3

/** UTF-16 code units of which a surrogate pair starts with one. */
const SURROGATE_MASK = 0xfc00
const HIGH_SURROGATE = 0xd800

const SPACE_CHARACTER = 0x20

/** Cached kinds of characters by code point; 0 for those that have not occurred yet. */
const kinds = new Uint8Array(0x110000)

/** @returns the number of characters of one kind that a token may have after the first */
function moreCharacters(kind: number, textLength: number): number {
  return kind === LETTER
    ? MAX_LETTERS - 1
    : kind === NUMBER
      ? MAX_DIGITS - 1
      : kind === SPACE
        ? textLength
        : 0
}

/** @returns the kind of the character at an index */
function kindAt(text: string, index: number): number {
  const unit = text.charCodeAt(index)
  const known = (unit & SURROGATE_MASK) === HIGH_SURROGATE ? 0 : (kinds[unit] ?? 0)
  return known === 0 ? classify(text.codePointAt(index) ?? 0) : known
}

/** @returns true if a surrogate pair starts at an index */
function isPairAt(text: string, index: number): boolean {
  return (
    (text.charCodeAt(index) & SURROGATE_MASK) === HIGH_SURROGATE && (text.codePointAt(index) ?? 0) > 0xffff
  )
}

function classify(codePoint: number): number {
  const known = kinds[codePoint] ?? 0
  if (known !== 0) {
    return known
  }
  const character = String.fromCodePoint(codePoint)
  const kind = /\p{L}/u.test(character)
    ? LETTER
    : /\p{N}/u.test(character)
      ? NUMBER
      : /\s/u.test(character)
        ? SPACE
        : OTHER
  kinds[codePoint] = kind
  return kind
}

/**
 * Returns the end of the token at a position: about as long as a model's tokens, up to six letters with a leading space,
 * up to three digits, single punctuation marks. The number of tokens is within a few percent of the real one for
 * English.
 *
 * @param text any text
 * @param start index of the token's first UTF-16 code unit, less than the length of the text
 * @returns index after the token's last UTF-16 code unit
 */
export function tokenEnd(text: string, start: number): number {
  let index = start
  let kind = kindAt(text, index)
  if (kind === SPACE && index + 1 < text.length && text.charCodeAt(index) === SPACE_CHARACTER) {
    const next = kindAt(text, index + 1)
    if (next !== SPACE) {
      index += 1
      kind = next
    }
  }
  index += isPairAt(text, index) ? 2 : 1
  for (
    let more = moreCharacters(kind, text.length);
    more > 0 && index < text.length && kindAt(text, index) === kind;
    more -= 1
  ) {
    index += isPairAt(text, index) ? 2 : 1
  }
  return index
}

/** @returns the tokens of a text, which concatenate to it */
export function tokenize(text: string): string[] {
  return [...tokensOf(text)]
}

/** Generates the tokens of a text one by one, so that a long text takes no memory. */
export function* tokensOf(text: string): Generator<string, void> {
  for (let start = 0; start < text.length;) {
    const end = tokenEnd(text, start)
    yield text.slice(start, end)
    start = end
  }
}

/** @returns the estimated number of tokens of a text, in one pass without a list of them */
export function countTokens(text: string): number {
  const end = text.length
  let count = 0
  let kind = 0
  let remaining = 0
  let isAfterSpace = false
  for (let index = 0; index < end; index += 1) {
    const unit = text.charCodeAt(index)
    let next = kinds[unit] ?? 0
    if (next === 0 || (unit & SURROGATE_MASK) === HIGH_SURROGATE) {
      next = kindAt(text, index)
      index += isPairAt(text, index) ? 1 : 0
    }
    if (next === kind && remaining > 0) {
      remaining -= 1
      isAfterSpace = false
    } else {
      count += isAfterSpace && next !== SPACE ? 0 : 1
      kind = next
      remaining = moreCharacters(kind, end)
      isAfterSpace = unit === SPACE_CHARACTER
    }
  }
  return count
}

/** @returns the start of a text, up to a number of tokens */
export function firstTokens(text: string, maxTokens: number): string {
  let index = 0
  for (let count = 0; count < maxTokens && index < text.length; count += 1) {
    index = tokenEnd(text, index)
  }
  return text.slice(0, index)
}

/** @returns the number of tokens with which two texts both start */
export function countCommonTokens(one: string, other: string): number {
  let count = 0
  for (let index = 0; index < one.length && index < other.length; count += 1) {
    const end = tokenEnd(one, index)
    if (end !== tokenEnd(other, index) || one.slice(index, end) !== other.slice(index, end)) {
      break
    }
    index = end
  }
  return count
}
