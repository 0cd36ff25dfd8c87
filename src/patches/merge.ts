import { isRecord } from '../json/is-record.ts'

/**
 * JSON Merge Patch, by the algorithm of RFC 7396, section 2.
 *
 * @param target what to change; it is left as it was
 * @param patch members to set; null takes a member away
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
