import type { CataloguedOperation } from '../catalogue/catalogue.ts'
import { apiError } from '../openai/errors.ts'
import type { MockedAnswer } from '../answer/answer.ts'
import type { PatchFields } from '../patches/apply/combine-patches.ts'
import { errorByCode } from '../patches/apply/error-by-code.ts'
import type { Call } from '../request/call.ts'
import type { Preferences } from '../request/prefer.ts'

/** The selected response of an operation. */
export interface ResponseSelection {
  /** The preferences to mock with. */
  preferences: Preferences
  /** The error set by a patch, which replaces the mocked response. */
  error?: MockedAnswer | undefined
  /** Whether the request or a patch selected the response by name, so that its body must not change. */
  isFixed: boolean
  /** Warnings about patches that could not be applied. */
  warnings: string[]
}

/**
 * Selects the response by the preferences of the request, which take precedence, and by the patches.
 *
 * A patched status that the document lacks is set after mocking. An example without a status selects its own status. An
 * unknown example throws an API error if the request names it, and ignored with a warning if a patch does.
 *
 * @param patches the fields of the combined patches
 */
export function selectResponse(
  { operation, preferences: requested }: Pick<Call, 'operation' | 'preferences'>,
  patches: PatchFields,
): ResponseSelection {
  const { preferences, warnings } = mergePreferences(requested, patches, operation)
  const error = errorByCode(patches, requested, operation)
  return { preferences, warnings, error, isFixed: error !== undefined || preferences.example !== undefined }
}

function mergePreferences(
  requested: Preferences,
  { status, example: patchedExample, dynamic }: PatchFields,
  operation: CataloguedOperation,
): Pick<ResponseSelection, 'preferences' | 'warnings'> {
  const isDocumented = status !== undefined && operation.statuses.includes(String(status))
  const merged: Preferences = {
    ...(isDocumented && { code: status }),
    ...(dynamic !== undefined && { dynamic }),
    ...requested,
  }
  const example = requested.example ?? patchedExample
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
  if (requested.example !== undefined) {
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
