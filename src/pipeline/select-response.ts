import type { CataloguedOperation } from '../catalogue/catalogue.ts'
import { apiError } from '../openai/errors.ts'
import type { CombinedPatches } from '../patches/apply/combine-patches.ts'
import type { Preferences } from '../request/prefer.ts'

/** The preferences to mock with, and warnings about patches that could not be applied. */
export interface ResponseSelection {
  preferences: Preferences
  warnings: string[]
}

/**
 * Combines the preferences of the request, which take precedence, with those of the patches.
 *
 * A patched status that the document lacks is set after mocking. An example without a status selects its own status. An
 * unknown example throws an API error if the request names it, and ignored with a warning if a patch does.
 *
 * @param preferences the preferences of the request
 * @param chosen the combined patches
 */
export function selectResponse(
  preferences: Preferences,
  chosen: CombinedPatches | undefined,
  operation: CataloguedOperation,
): ResponseSelection {
  const { status, example: patchedExample, dynamic } = chosen?.fields ?? {}
  const isDocumented = status !== undefined && operation.statuses.includes(String(status))
  const merged: Preferences = {
    ...(isDocumented && { code: status }),
    ...(dynamic !== undefined && { dynamic }),
    ...preferences,
  }
  const example = preferences.example ?? patchedExample
  if (example === undefined) {
    return { preferences: merged, warnings: [] }
  }
  const code = statusWithExample(example, merged.code, operation)
  if (code !== undefined) {
    // Without a code, Prism searches the examples of all successful responses.
    const named = code < 300 ? {} : { code }
    return { preferences: { ...merged, ...named, example }, warnings: [] }
  }
  const message = `Operation ${operation.route.id} has no example '${example}'${
    merged.code === undefined ? '' : ` with status ${merged.code}`
  }. Its examples are: ${describeExamples(operation)}.`
  if (preferences.example !== undefined) {
    throw apiError(404, message, { code: 'invalid_preference', param: 'Prefer' })
  }
  return { preferences: merged, warnings: [message] }
}

/** @returns the preferred status if it has the example; without a preference, the first status that has it */
function statusWithExample(
  example: string,
  preferred: number | undefined,
  { examples }: CataloguedOperation,
): number | undefined {
  const candidates = [...examples].flatMap(([code, names]) => (names.includes(example) ? [Number(code)] : []))
  if (preferred !== undefined) {
    return candidates.includes(preferred) ? preferred : undefined
  }
  return candidates.find((code) => code < 300) ?? candidates[0]
}

function describeExamples({ examples }: CataloguedOperation): string {
  return [...examples]
    .filter(([, names]) => names.length > 0)
    .map(([code, names]) => `${names.join(', ')} (${code})`)
    .join('; ')
}
