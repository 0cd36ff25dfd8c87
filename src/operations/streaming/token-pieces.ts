/** A piece of a streamed text. */
export interface TextPiece {
  piece: string
  /** Index of the token that the piece is, if the text is split by the tokens of its log probabilities. */
  token?: number
}

/**
 * Splits a text by the tokens of its log probabilities, so that each piece is sent with its own.
 *
 * @param tokens the tokens of the log probabilities; empty if there are none
 * @param split splits a text without log probabilities, or whose tokens do not join to it
 */
export function tokenPieces(
  text: string,
  tokens: readonly string[],
  split: (text: string) => readonly string[],
): TextPiece[] {
  return tokens.length > 0 && tokens.join('') === text
    ? tokens.map((piece, token) => ({ piece, token }))
    : split(text).map((piece) => ({ piece }))
}
