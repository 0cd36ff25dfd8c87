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
 * @param headers of an answer; they are left as they were
 * @param changes headers to set, or to take away with null
 * @returns the changed headers, and what could not be done
 */
export function patchHeaders(
  headers: Record<string, string>,
  changes: Readonly<Record<string, string | null>> | undefined,
): { headers: Record<string, string>; warnings: string[] } {
  if (changes === undefined) {
    return { headers, warnings: [] }
  }
  const changed = new Map(Object.entries(headers))
  const warnings: string[] = []
  for (const [name, value] of Object.entries(changes)) {
    const lowerCase = name.toLowerCase()
    if (NOT_FOR_PATCHES.has(lowerCase)) {
      warnings.push(`the header ${name} belongs to the connection and cannot be patched`)
    } else if (!isHeader(name, value ?? '')) {
      warnings.push(`"${name}: ${value ?? ''}" is no valid header (RFC 9110, section 5)`)
    } else if (value === null) {
      changed.delete(lowerCase)
    } else {
      changed.set(lowerCase, value)
    }
  }
  return { headers: Object.fromEntries(changed), warnings }
}

function isHeader(name: string, value: string): boolean {
  return /^[\w!#$%&'*+.^`|~-]+$/.test(name) && /^[\t\x20-\x7e\x80-\xff]*$/.test(value)
}
