import { sentBy } from '../../request/body.ts'
import { speaksOn } from '../../operations/registry.ts'
import { seededRandom } from '../../web/random/seeded-random.ts'
import type { NamedPatch } from '../document/compile-patch.ts'
import type { PatchSet } from '../document/parse.ts'
import { TemplateRoom } from '../apply/template-budget.ts'
import { choosePatches } from './match-patches.ts'
import type { Clock } from '../../request/clock.ts'
import { type ChosenPatches, composePatches } from '../apply/combine-patches.ts'
import { explanationOf } from './explain-header.ts'
import type { Outcome } from '../../answer/outcome.ts'
import { seedOf } from '../../request/seed.ts'
import { type ReadRequest, viewOf } from './view-request.ts'

/** The patches of one request. */
export interface PatchDecision {
  /** The combined patches, or undefined if none applies. */
  chosen: ChosenPatches | undefined
  /** Current time, in seconds since 1970. */
  now: number
  /** Fields for the outcome. */
  about: Pick<Outcome, 'matching' | 'explanation'>
  warnings: readonly string[]
}

/**
 * Matches the patches of a request and combines those that apply.
 *
 * @param request the parsed request and its clock, which takes precedence over that of the namespace
 * @param own patches of the header `X-Mock-Patch`, which take precedence over all others
 * @param set the patches of the namespace
 */
export function decidePatches(
  request: ReadRequest & { clock: Clock },
  own: readonly NamedPatch[],
  set: PatchSet,
): PatchDecision {
  const { routed, headers, query, body, clock } = request
  const { route, pathParameters } = routed
  const now = clock.stoppedAt ?? set.settings.clock ?? Math.floor(Date.now() / 1000)
  const ofNamespace = set.forOperation(route)
  const candidates = own.length === 0 ? ofNamespace : [...own, ...ofNamespace]
  const view = viewOf(request)
  const applying = choosePatches(candidates, view)
  const room = new TemplateRoom()
  const chosen = composePatches(applying, () => ({
    view,
    now,
    random: seededRandom(seedOf(route.id, { pathParameters, query, body: sentBy(body) })),
    room,
  }))
  return {
    chosen,
    now,
    about: {
      matching: { candidates, patches: set, view },
      ...(headers.get('x-mock-explain') === '1' && {
        explanation: explanationOf(view, { candidates, applying }),
      }),
    },
    warnings: [
      ...(chosen?.warnings ?? []),
      ...(chosen?.fields.reply === undefined || speaksOn(route.id)
        ? []
        : [
            `patch "${chosen.names.join(', ')}": "reply" is ignored because ${route.id} does not return assistant text`,
          ]),
      ...(view.budget.isSpent ? [TOO_MUCH_WORK] : []),
      ...(room.isSpent ? [TOO_MUCH_TEXT] : []),
    ],
  }
}

const TOO_MUCH_WORK = 'patch matching exceeded its work limit; patches with unchecked conditions were skipped'
const TOO_MUCH_TEXT = 'template output exceeds 1000000 characters and was truncated'
