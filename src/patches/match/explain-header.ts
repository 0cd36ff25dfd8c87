import type { Json } from '../../web/json/json.ts'
import type { NamedPatch } from '../document/compile-patch.ts'
import { explainMatch } from './match-patch.ts'
import type { RequestView } from './request-view.ts'

/** Short enough that all headers together fit the limits of common clients. */
const LONGEST_EXPLANATION = 4000

/** Maximum length of a quoted value. */
const LONGEST_QUOTE = 100

/** Maximum number of patches explained here. The control API explains all of them. */
const MOST_EXPLAINED = 50

/** The patches considered, and those that apply. */
export interface Matching {
  /** The patches of the operation, in order of priority. */
  candidates: readonly NamedPatch[]
  /** The patches that apply. */
  applying: readonly NamedPatch[]
}

/**
 * Explains why patches match or not, for the header `x-mock-explanation`.
 *
 * @returns compact JSON in printable ASCII: for each patch whether it matches and applies, and the failed conditions
 *   with the values found
 */
export function explanationOf(view: RequestView, { candidates, applying }: Matching): string {
  const { namespace, prompt } = view.request
  const patches = candidates.slice(0, MOST_EXPLAINED).map((candidate) => outcomeOf(candidate, view, applying))
  for (let shown = patches.length; shown >= 0; shown -= 1) {
    const left = candidates.length - shown
    const text = ascii({
      namespace,
      prompt: shortened(prompt),
      patches: patches.slice(0, shown),
      ...(left > 0 && { more: left }),
    })
    if (text.length <= LONGEST_EXPLANATION) {
      return text
    }
  }
  return ascii({ namespace, more: candidates.length })
}

function outcomeOf(candidate: NamedPatch, view: RequestView, applying: readonly NamedPatch[]): Json {
  const { name, matches, conditions } = explainMatch(candidate, view)
  const failed = conditions
    .filter(({ satisfied, expected }) => satisfied !== expected)
    .map(({ pointer, condition, found }) => ({
      at: pointer,
      condition: shortened(condition),
      found: found.slice(0, 3).map(shortened),
    }))
  return { name, matches, applies: applying.includes(candidate), ...(!matches && { failed }) }
}

function shortened(value: Json): Json {
  const text = typeof value === 'string' ? value : JSON.stringify(value)
  return text.length > LONGEST_QUOTE ? `${text.slice(0, LONGEST_QUOTE)}...` : value
}

/** Header values must be printable ASCII (RFC 9110, section 5.5), so other characters are escaped. */
function ascii(value: Json): string {
  return JSON.stringify(value).replaceAll(
    /[^\x20-\x7e]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
}
