import { isRecord } from './is-record.ts'

/**
 * Applies a JSON Merge Patch (RFC 7396, section 2).
 *
 * @param target not mutated
 * @param patch members to set; null removes a member
 */
export function mergePatch(target: unknown, patch: unknown): unknown {
  if (!isRecord(patch)) {
    return patch
  }
  const merged = new Map(isRecord(target) ? Object.entries(target) : [])
  for (const [name, value] of Object.entries(patch)) {
    if (value === null) {
      merged.delete(name)
    } else {
      merged.set(name, mergePatch(merged.get(name), value))
    }
  }
  return Object.fromEntries(merged)
}
