import type { Json } from '../../web/json/json.ts'
import type { CompiledPatch } from '../document/compile-patch.ts'
import type { RequestView } from '../match/request-view.ts'
import { toAsciiJson } from './ascii-json.ts'
import { explainMatch, failedConditions } from './explain-match.ts'

/** Short enough that all headers together fit the limits of common clients. */
const MAX_EXPLANATION_LENGTH = 4000

/** Maximum length of a quoted value. */
const MAX_QUOTE_LENGTH = 100

/** Maximum number of patches explained here. The control API explains all of them. */
const MAX_EXPLAINED_PATCHES = 50

/** The patches considered, and those that apply. */
export interface MatchResult {
  /** The patches of the operation, in order of priority. */
  candidates: readonly CompiledPatch[]
  /** The patches that apply. */
  applying: readonly CompiledPatch[]
}

/**
 * Explains why patches match or not, for the header `x-mock-explanation`.
 *
 * @returns compact JSON in printable ASCII: for each patch whether it matches and applies, and the failed conditions
 *   with the values found
 */
export function explainMatching(view: RequestView, { candidates, applying }: MatchResult): string {
  const { namespace, prompt } = view.request
  const patches = candidates
    .slice(0, MAX_EXPLAINED_PATCHES)
    .map((candidate) => explainCandidate(candidate, view, applying))
  for (let shown = patches.length; shown >= 0; shown -= 1) {
    const omitted = candidates.length - shown
    const text = toAsciiJson({
      namespace,
      prompt: abbreviate(prompt),
      patches: patches.slice(0, shown),
      ...(omitted > 0 && { more: omitted }),
    })
    if (text.length <= MAX_EXPLANATION_LENGTH) {
      return text
    }
  }
  return toAsciiJson({ namespace, more: candidates.length })
}

function explainCandidate(
  candidate: CompiledPatch,
  view: RequestView,
  applying: readonly CompiledPatch[],
): Json {
  const explanation = explainMatch(candidate, view)
  const { name, matches } = explanation
  const failed = failedConditions(explanation).map(({ pointer, condition, found }) => ({
    at: pointer,
    condition: abbreviate(condition),
    found: found.slice(0, 3).map(abbreviate),
  }))
  return { name, matches, applies: applying.includes(candidate), ...(!matches && { failed }) }
}

function abbreviate(value: Json): Json {
  const text = typeof value === 'string' ? value : JSON.stringify(value)
  return text.length > MAX_QUOTE_LENGTH ? `${text.slice(0, MAX_QUOTE_LENGTH)}...` : value
}
