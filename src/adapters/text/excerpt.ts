/**
 * @param text of any length
 * @param most characters to keep
 * @returns the beginning of the text, which does not end within a character that JavaScript keeps in two halves
 */
export function excerpt(text: string, most: number): string {
  return text.slice(0, most).replace(/[\uD800-\uDBFF]$/, '')
}
