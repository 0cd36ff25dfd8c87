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

/** What patches have to do with a request. */
export interface PatchDecision {
  /** The patches that apply, put together; undefined when there are none. */
  chosen: ChosenPatches | undefined
  /** The clock, in seconds since 1970. */
  now: number
  /** What outcomes tell of it. */
  about: Pick<Outcome, 'matching' | 'explanation'>
  warnings: readonly string[]
}

/**
 * @param request what was read of it, and its clock, which goes before that of the namespace
 * @param own patches that the request brings itself, which go before all others
 * @param set the patches of its namespace
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
        : [`the reply of "${chosen.names.join(', ')}" is not said, since nobody speaks on ${route.id}`]),
      ...(view.budget.isSpent ? [TOO_MUCH_WORK] : []),
      ...(room.isSpent ? [TOO_MUCH_TEXT] : []),
    ],
  }
}

const TOO_MUCH_WORK =
  'holding this request against the conditions of the patches takes too much work; the rest of them do not match'
const TOO_MUCH_TEXT =
  'the templates of the patches come to more than 1000000 characters; the rest is left out'
