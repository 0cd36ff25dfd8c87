import { headerProblem } from './header-check.ts'

/** Headers to set by name, or to remove if null. */
export type HeaderChanges = Readonly<Record<string, string | null>>

/**
 * Applies header changes.
 *
 * @param headers the response headers (not mutated)
 * @param changes headers to set, or to remove if null
 * @returns the changed headers, and a warning for each invalid change
 */
export function patchHeaders(
  headers: Record<string, string>,
  changes: HeaderChanges | undefined,
): { headers: Record<string, string>; warnings: string[] } {
  if (changes === undefined) {
    return { headers, warnings: [] }
  }
  const changed = new Map(Object.entries(headers))
  const warnings: string[] = []
  for (const [name, value] of Object.entries(changes)) {
    const lowerCase = name.toLowerCase()
    const issue = headerProblem(name, value)
    if (issue !== undefined) {
      warnings.push(`the header ${name} ${issue}`)
    } else if (value === null) {
      changed.delete(lowerCase)
    } else {
      changed.set(lowerCase, value)
    }
  }
  return { headers: Object.fromEntries(changed), warnings }
}
