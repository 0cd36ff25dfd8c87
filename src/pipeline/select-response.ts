import type { CataloguedOperation } from '../catalogue/catalogue.ts'
import { type Refusal, refuse } from '../openai/errors.ts'
import type { ChosenPatches } from '../patches/apply/combine-patches.ts'
import type { Preferences } from '../request/prefer.ts'

/** The preferences to mock with, and warnings about patches that could not be applied. */
export interface Steered {
  preferences: Preferences
  warnings: string[]
}

/**
 * Combines the preferences of the request, which take precedence, with those of the patches.
 *
 * A patched status that the document lacks is set after mocking. An example without a status selects its own status. An
 * unknown example is an API error if the request names it, and ignored with a warning if a patch does.
 *
 * @param preferences the preferences of the request
 * @param chosen the combined patches
 */
export function steer(
  preferences: Preferences,
  chosen: ChosenPatches | undefined,
  operation: CataloguedOperation,
): Steered | Refusal {
  const { status, example: patched, dynamic } = chosen?.fields ?? {}
  const documented = status !== undefined && operation.statuses.includes(String(status))
  const steered: Preferences = {
    ...(documented && { code: status }),
    ...(dynamic !== undefined && { dynamic }),
    ...preferences,
  }
  const example = preferences.example ?? patched
  if (example === undefined) {
    return { preferences: steered, warnings: [] }
  }
  const code = statusWith(example, steered.code, operation)
  if (code !== undefined) {
    // Without a code, Prism searches the examples of all successful responses.
    const named = code < 300 ? {} : { code }
    return { preferences: { ...steered, ...named, example }, warnings: [] }
  }
  const message = `Operation ${operation.route.id} has no example '${example}'${
    steered.code === undefined ? '' : ` with status ${steered.code}`
  }. Its examples are: ${listOf(operation)}.`
  return preferences.example === undefined
    ? { preferences: steered, warnings: [message] }
    : refuse(404, message, { code: 'invalid_preference', param: 'Prefer' })
}

/** @returns the preferred status if it has the example; without a preference, the first status that has it */
function statusWith(
  example: string,
  wanted: number | undefined,
  { examples }: CataloguedOperation,
): number | undefined {
  const having = [...examples].flatMap(([code, names]) => (names.includes(example) ? [Number(code)] : []))
  if (wanted !== undefined) {
    return having.includes(wanted) ? wanted : undefined
  }
  return having.find((code) => code < 300) ?? having[0]
}

function listOf({ examples }: CataloguedOperation): string {
  return [...examples]
    .filter(([, names]) => names.length > 0)
    .map(([code, names]) => `${names.join(', ')} (${code})`)
    .join('; ')
}
