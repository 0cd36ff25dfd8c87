import { speaksOn } from '../adapters/registry.ts'
import { seededRandom } from '../openai/seeded-random.ts'
import type { NamedPatch } from '../patches/compile-patch.ts'
import type { PatchSet } from '../patches/parse.ts'
import { TemplateRoom } from '../patches/template-room.ts'
import { sentBy } from './adapt.ts'
import { choosePatches } from './choose-patches.ts'
import type { Clock } from './clock.ts'
import { type ChosenPatches, composePatches } from './compose-patches.ts'
import { explanationOf } from './explanation.ts'
import type { Outcome } from './outcome.ts'
import { seedOf } from './seed.ts'
import { type ReadRequest, viewOf } from './view.ts'

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
