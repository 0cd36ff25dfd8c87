import { errorMessage } from '../../web/error-message.ts'
import { asJson } from '../../web/json/narrow.ts'
import { isBytes } from '../../web/bytes/bytes.ts'
import { toBase64 } from '../../web/bytes/base64.ts'
import { applyJsonPatch } from '../../web/json/json-patch.ts'
import { mergePatch } from '../../web/json/json-merge-patch.ts'
import { applyOverlayAction } from './overlay-target.ts'
import type { Budget } from '../../web/limits/budget.ts'
import type { PatchFields } from './combine-patches.ts'

/**
 * Applies the fields `merge`, `patch` and `target`, in this order.
 *
 * @param body the response body (not mutated)
 * @param options the name of the patches in warnings, and the steps that the request may still spend
 * @returns the changed body, and a warning for each field that could not be applied
 */
export function patchBody(
  body: unknown,
  { merge, patch, target, update, remove }: PatchFields,
  { name, budget }: { name: string; budget: Budget },
): { body: unknown; warnings: string[] } {
  const warnings: string[] = []
  const isPatched = merge !== undefined || patch !== undefined || target !== undefined
  // Patches represent bytes as base64.
  const original = isPatched && isBytes(body) ? toBase64(body) : body
  let changed = merge === undefined ? original : mergePatch(original, merge)
  if (patch !== undefined) {
    try {
      changed = applyJsonPatch(patch, asJson(changed) ?? null, budget)
    } catch (error) {
      warnings.push(`cannot apply the JSON Patch of "${name}": ${errorMessage(error)}`)
    }
  }
  if (target !== undefined) {
    const targeted = applyOverlayAction(asJson(changed) ?? null, { target, update, remove }, budget)
    if (targeted === undefined) {
      warnings.push(`the target ${target} of "${name}" does not match anything in this response`)
    } else {
      changed = targeted
    }
  }
  return { body: changed, warnings }
}
