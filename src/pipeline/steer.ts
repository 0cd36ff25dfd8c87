import type { CataloguedOperation } from '../catalogue/catalogue.ts'
import { type Refusal, refuse } from '../openai/errors.ts'
import type { ChosenPatches } from './compose-patches.ts'
import type { Preferences } from './preferences.ts'

/** What Prism is asked for, and what of the patches is not to be had. */
export interface Steered {
  preferences: Preferences
  warnings: string[]
}

/**
 * Steers Prism by what the request prefers, which goes before, and by the patches that apply, as far as the document
 * goes: a status that it lacks is set on the answer later. An example that is named alone brings its status with it.
 * One that is not to be had is refused when the request names it, and overlooked, with a warning, when a patch does.
 *
 * @param preferences the request's own
 * @param chosen the patches that apply
 * @param operation what is to be mocked
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
    // Prism finds the examples of a success by itself; naming it would keep it from looking at others.
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

/** The status to ask for: the wanted one if it has the example, else the first that has it. */
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
