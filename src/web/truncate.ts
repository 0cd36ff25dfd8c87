/**
 * @param maxLength the maximum length in UTF-16 code units
 * @returns the start of the text, without splitting a surrogate pair
 */
export function truncate(text: string, maxLength: number): string {
  return text.length > maxLength ? text.slice(0, maxLength).replace(/[\uD800-\uDBFF]$/, '') : text
}

/** @returns the text, or its first `maxLength` UTF-16 code units followed by `...` */
export function ellipsize(text: string, maxLength: number): string {
  return text.length > maxLength ? `${truncate(text, maxLength)}...` : text
}
