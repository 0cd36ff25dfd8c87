import { bodyOf } from '../../request/body.ts'
import { operationRow } from '../../operations/registry.ts'
import { seededRandom } from '../../web/random/seeded-random.ts'
import type { CompiledPatch } from '../document/compile-patch.ts'
import type { PatchSet } from '../document/parse.ts'
import { createTemplateBudget, MAX_TEMPLATE_CHARACTERS } from '../budgets.ts'
import { matchPatches } from './match-patches.ts'
import type { Clock } from '../../request/clock.ts'
import { type CombinedPatches, combinePatches } from '../apply/combine-patches.ts'
import { explainMatching } from './explain-header.ts'
import type { Outcome } from '../../answer/outcome.ts'
import { seedOf } from '../../request/seed.ts'
import { type ParsedRequest, viewOf } from './view-request.ts'

/** The patches of one request. */
export interface ResolvedPatches {
  /** The combined patches, or undefined if none applies. */
  combined: CombinedPatches | undefined
  /** Current time, in seconds since 1970. */
  now: number
  /** Fields for the outcome. */
  outcomeFields: Pick<Outcome, 'matching' | 'explanation'>
  warnings: readonly string[]
}

/**
 * Matches the patches of a request and combines those that apply.
 *
 * @param request the parsed request and its clock, which takes precedence over that of the namespace
 * @param headerPatches patches of the header `X-Mock-Patch`, which take precedence over all others
 * @param set the patches of the namespace
 */
export function resolvePatches(
  request: ParsedRequest & { clock: Clock },
  headerPatches: readonly CompiledPatch[],
  set: PatchSet,
): ResolvedPatches {
  const { routed, headers, query, body, clock } = request
  const { route, pathParameters } = routed
  const now = clock.stoppedAt ?? set.settings.clock ?? Math.floor(Date.now() / 1000)
  const namespacePatches = set.forOperation(route)
  const candidates = headerPatches.length === 0 ? namespacePatches : [...headerPatches, ...namespacePatches]
  const view = viewOf(request)
  const applying = matchPatches(candidates, view)
  const templateBudget = createTemplateBudget()
  const combined = combinePatches(applying, () => ({
    view,
    now,
    random: seededRandom(seedOf(route.id, { pathParameters, query, body: bodyOf(body) })),
    budget: templateBudget,
  }))
  return {
    combined,
    now,
    outcomeFields: {
      matching: { candidates, patches: set, view },
      ...(headers.get('x-mock-explain') === '1' && {
        explanation: explainMatching(view, { candidates, applying }),
      }),
    },
    warnings: [
      ...(combined?.warnings ?? []),
      ...(combined?.fields.reply === undefined || operationRow(route.id)?.supportsReply === true
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
