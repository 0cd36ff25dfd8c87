import { headerFault } from '../patches/header.ts'

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
    const fault = headerFault(name, value)
    if (fault !== undefined) {
      warnings.push(`the header ${name} ${fault}`)
    } else if (value === null) {
      changed.delete(lowerCase)
    } else {
      changed.set(lowerCase, value)
    }
  }
  return { headers: Object.fromEntries(changed), warnings }
}
