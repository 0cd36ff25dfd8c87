/** Headers that belong to the connection (RFC 9110, section 7.6.1) or to the body's framing. */
const NOT_FOR_PATCHES = new Set([
  'connection',
  'content-length',
  'keep-alive',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
])

/**
 * @param name of a header that a patch sets
 * @param value as it goes over the wire; null takes the header away
 * @returns why it cannot be sent, as the rest of a sentence that begins with what it is called, or undefined when it can
 */
export function headerFault(name: string, value: string | null): string | undefined {
  if (NOT_FOR_PATCHES.has(name.toLowerCase())) {
    return 'belongs to the connection and cannot be patched'
  }
  if (!/^[\w!#$%&'*+.^`|~-]+$/.test(name)) {
    return 'is no name of a header (RFC 9110, section 5.1)'
  }
  return value === null || /^[\t\x20-\x7e\x80-\xff]*$/.test(value)
    ? undefined
    : 'has a value that no header can have (RFC 9110, section 5.5): line breaks, or characters beyond ISO 8859-1'
}
