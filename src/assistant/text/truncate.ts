/**
 * @param most the maximum length in UTF-16 code units
 * @returns the start of the text, without splitting a surrogate pair
 */
export function excerpt(text: string, most: number): string {
  return text.slice(0, most).replace(/[\uD800-\uDBFF]$/, '')
}
