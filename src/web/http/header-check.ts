/** Headers of the connection (RFC 9110, section 7.6.1) or of message framing. */
const CONNECTION_HEADERS = new Set([
  'connection',
  'content-length',
  'keep-alive',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
])

/**
 * Checks a response header that a patch sets.
 *
 * @param value null removes the header
 * @returns the predicate of an error message, or undefined if the header is valid
 */
export function headerProblem(name: string, value: string | null): string | undefined {
  if (CONNECTION_HEADERS.has(name.toLowerCase())) {
    return 'is a connection header, which cannot be patched'
  }
  if (!/^[\w!#$%&'*+.^`|~-]+$/.test(name)) {
    return 'is not a valid header name (RFC 9110, section 5.1)'
  }
  return value === null || /^[\t\x20-\x7e\x80-\xff]*$/.test(value)
    ? undefined
    : 'has an invalid header value (RFC 9110, section 5.5): it contains line breaks or characters outside ISO 8859-1'
}
