/**
 * Splits a text into pieces about as long as a model's tokens: words of up to six letters with the space before them,
 * groups of three digits, single marks. An estimate, within some percent of the real count for English; the pieces
 * join to the text.
 */
export function tokenise(text: string): string[] {
  return text.match(TOKEN) ?? []
}

const TOKEN = / ?\p{L}{1,6}|\p{L}{1,6}| ?\p{N}{1,3}| ?[^\s\p{L}\p{N}]|\s+/gu

/** @returns the estimated number of tokens of a text */
export function countTokens(text: string): number {
  return tokenise(text).length
}
