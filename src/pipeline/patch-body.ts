import { errorMessage } from '../error-message.ts'
import { jsonIn } from '../json/read-json.ts'
import { isBytes } from '../media/bytes.ts'
import { base64Of } from '../openai/base64.ts'
import { applyJsonPatch } from '../patches/json-patch.ts'
import { mergePatch } from '../patches/merge.ts'
import { changeTargets } from '../patches/target.ts'
import { WorkBudget } from '../patches/work-budget.ts'
import type { PatchFields } from './compose-patches.ts'

/**
 * Changes a body, in this order: `merge`, `patch`, `target`.
 *
 * @param body of an answer; it is left as it was
 * @param fields what patches change
 * @param name what to call the patches in warnings
 * @returns the changed body, and what could not be done, which leaves the body as it was
 */
export function patchBody(
  body: unknown,
  { merge, patch, target, update, remove }: PatchFields,
  name: string,
): { body: unknown; warnings: string[] } {
  const warnings: string[] = []
  const isChanged = merge !== undefined || patch !== undefined || target !== undefined
  // In patches, bytes are base64.
  const original = isChanged && isBytes(body) ? base64Of(body) : body
  let changed = merge === undefined ? original : mergePatch(original, merge)
  if (patch !== undefined) {
    try {
      changed = applyJsonPatch(patch, jsonIn(changed) ?? null)
    } catch (error) {
      warnings.push(`the JSON Patch of "${name}" does not apply: ${errorMessage(error)}`)
    }
  }
  if (target !== undefined) {
    const targeted = changeTargets(jsonIn(changed) ?? null, { target, update, remove }, new WorkBudget())
    if (targeted === undefined) {
      warnings.push(`the target ${target} of "${name}" leads nowhere in this answer`)
    } else {
      changed = targeted
    }
  }
  return { body: changed, warnings }
}
