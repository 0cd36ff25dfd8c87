import { operationRow } from '../operations/registry.ts'
import { seededRandom } from '../web/random/seeded-random.ts'
import type { CompiledPatch } from './document/compile-patch.ts'
import type { PatchSet } from './document/parse.ts'
import { createTemplateBudget, MAX_TEMPLATE_CHARACTERS } from './budgets.ts'
import { matchPatches } from './match/match-patches.ts'
import type { Call } from '../request/call.ts'
import type { LoadedPatches } from './sources/source.ts'
import type { RequestView } from './match/request-view.ts'
import { type CombinedPatches, combinePatches } from './apply/combine-patches.ts'
import { seedOf } from '../request/seed.ts'
import { viewOf } from './match/view-request.ts'

/** The inputs of patch matching, used to explain it. */
export interface MatchInputs {
  /** The patches of the operation, in order of priority. */
  candidates: readonly CompiledPatch[]
  /** All patches of the namespace. */
  patches: PatchSet
  view: RequestView
  /** The patches that apply. */
  applying: readonly CompiledPatch[]
}

/** The patches of one request. */
export interface ResolvedPatches {
  /** The combined patches; without names and fields if none applies. */
  combined: CombinedPatches
  /** Current time, in seconds since 1970. */
  now: number
  matching: MatchInputs
  /** Warnings of loading, matching and rendering patches. */
  warnings: readonly string[]
}

/**
 * Matches the patches of a request and combines those that apply.
 *
 * @param call the request, whose clock takes precedence over that of the namespace
 * @param headerPatches patches of the header `X-Mock-Patch`, which take precedence over all others
 * @param loaded the patches of the namespace
 */
export function resolvePatches(
  call: Call,
  headerPatches: readonly CompiledPatch[],
  { patches: set, warnings: loadWarnings }: LoadedPatches,
): ResolvedPatches {
  const { route, clock } = call
  const now = clock.stoppedAt ?? set.settings.clock ?? Math.floor(Date.now() / 1000)
  const namespacePatches = set.forOperation(route)
  const candidates = headerPatches.length === 0 ? namespacePatches : [...headerPatches, ...namespacePatches]
  const view = viewOf(call)
  const applying = matchPatches(candidates, view)
  const templateBudget = createTemplateBudget()
  const combined = combinePatches(applying, () => ({
    view,
    now,
    random: seededRandom(seedOf(call)),
    budget: templateBudget,
  }))
  return {
    combined,
    now,
    matching: { candidates, patches: set, view, applying },
    warnings: [
      ...loadWarnings,
      ...combined.warnings,
      ...(combined.fields.reply === undefined || operationRow(route.id)?.supportsReply === true
        ? []
        : [
            `patch "${combined.names.join(', ')}": "reply" is ignored because ${route.id} does not return assistant text`,
          ]),
      ...(view.budget.isSpent ? [WORK_LIMIT_EXCEEDED] : []),
      ...(templateBudget.isSpent ? [TEMPLATE_LIMIT_EXCEEDED] : []),
    ],
  }
}

const WORK_LIMIT_EXCEEDED =
  'patch matching exceeded its work limit; patches with unchecked conditions were skipped'
const TEMPLATE_LIMIT_EXCEEDED = `template output exceeds ${MAX_TEMPLATE_CHARACTERS} characters and was truncated`
