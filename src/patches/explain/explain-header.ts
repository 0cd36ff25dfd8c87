import type { Reason } from '../../assistant/explain.ts'
import type { Json } from '../../web/json/json.ts'
import type { CompiledPatch } from '../document/compile-patch.ts'
import { abbreviate, abbreviateAll } from './abbreviate.ts'
import type { RequestView } from '../match/request-view.ts'
import { toAsciiJson } from './ascii-json.ts'
import { explainMatch, failedConditions } from './explain-match.ts'
import { type Refusal, refusalOf } from './explain-refusal.ts'

/** Short enough that all headers together fit the limits of common clients. */
const MAX_EXPLANATION_LENGTH = 4000

/** Maximum number of failed conditions explained per patch. */
const MAX_EXPLAINED_CONDITIONS = 20

/** Maximum number of patches explained here. The control API explains all of them. */
const MAX_EXPLAINED_PATCHES = 50

/** Maximum number of explained values of a reply. */
const MAX_REASONS = 20

/** The patches considered, and those that apply. */
export interface MatchResult {
  /** The patches of the operation, in order of priority. */
  candidates: readonly CompiledPatch[]
  /** The patches that apply. */
  applying: readonly CompiledPatch[]
}

/** The parts of an explanation that do not depend on patches. */
export interface AnswerResult {
  /** The reasons for the tools and values of a generated reply. */
  reasons?: readonly Reason[]
  /** The API error that ended the request. */
  refusal?: Refusal | undefined
}

/**
 * Explains why patches match or not, and how the answer was generated, for the header `x-mock-explanation`.
 *
 * @returns compact JSON in printable ASCII: for each patch whether it matches and applies, and the failed conditions
 *   with the values found; the reasons for generated values; the error
 */
export function explainMatching(
  view: RequestView,
  { candidates, applying }: MatchResult,
  { reasons = [], refusal }: AnswerResult = {},
): string {
  const { namespace, prompt } = view.request
  const refusalPart = refusal && { refusal: refusalOf(refusal) }
  const shortReasons = reasons.slice(0, MAX_REASONS).map(shortReason)
  const patches = candidates
    .slice(0, MAX_EXPLAINED_PATCHES)
    .map((candidate) => explainCandidate(candidate, view, applying))
  const write = (shown: number, reasonCount: number): string => {
    const omitted = candidates.length - shown
    return toAsciiJson({
      namespace,
      prompt: abbreviate(prompt),
      patches: patches.slice(0, shown),
      ...(omitted > 0 && { more: omitted }),
      ...(reasonCount > 0 && { reasons: shortReasons.slice(0, reasonCount) }),
      ...refusalPart,
    })
  }
  // Patches are left out first, then reasons.
  let shown = patches.length
  let reasonCount = shortReasons.length
  let text = write(shown, reasonCount)
  while (text.length > MAX_EXPLANATION_LENGTH && (shown > 0 || reasonCount > 0)) {
    if (shown > 0) {
      shown -= 1
    } else {
      reasonCount -= 1
    }
    text = write(shown, reasonCount)
  }
  return text.length > MAX_EXPLANATION_LENGTH
    ? toAsciiJson({ namespace, more: candidates.length, ...refusalPart })
    : text
}

function shortReason({ at, from, words }: Reason): Json {
  return { at: abbreviate(at), from, words: abbreviate(words) }
}

function explainCandidate(
  candidate: CompiledPatch,
  view: RequestView,
  applying: readonly CompiledPatch[],
): Json {
  const explanation = explainMatch(candidate, view)
  const { name, matches } = explanation
  const conditions = failedConditions(explanation).slice(0, MAX_EXPLAINED_CONDITIONS)
  const failed = conditions.map(({ pointer, condition, found }) => ({
    at: pointer,
    condition: abbreviate(condition),
    found: abbreviateAll(found),
  }))
  return { name, matches, applies: applying.includes(candidate), ...(!matches && { failed }) }
}
