/**
 * @param maxLength the maximum length in UTF-16 code units
 * @returns the start of the text, without splitting a surrogate pair
 */
export function truncate(text: string, maxLength: number): string {
  return text.slice(0, maxLength).replace(/[\uD800-\uDBFF]$/, '')
}
