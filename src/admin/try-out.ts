import { speaksOn } from '../adapters/registry.ts'
import type { CataloguedOperation } from '../catalogue/catalogue.ts'
import type { OperationRoute } from '../catalogue/types.ts'
import { OUT_OF_REACH } from '../faults/delivery.ts'
import { isJson, mediaTypeOf } from '../openai/media-types.ts'
import type { NamedPatch } from '../patches/compile-patch.ts'
import { patchSet } from '../patches/parse.ts'
import { outcomeOf } from '../pipeline/answer.ts'
import { exampleRequest } from './example-request.ts'
import type { ControlTools } from './resource.ts'
import { type Misfit, misfitsOf } from './response-fit.ts'

/** What becomes of one example of an operation when a patch is applied to it. */
export interface TryOut {
  operation: string
  /** The operation's example that was patched; null where the patch or the schema makes the whole body. */
  example: string | null
  status: number
  /** Whether the body fits the schema of the response; null where the document has none for the status. */
  fits: boolean | null
  misfits: Misfit[]
  /** What could not be done as the patch says. */
  warnings: readonly string[]
}

/** One example to try a patch on. */
export interface Trial {
  route: OperationRoute
  example: string | null
  /** True where nobody speaks, for a patch that is for operations where somebody does, too. */
  isSilent: boolean
}

/**
 * @param patch a patch
 * @param tools for the catalogue
 * @returns what the patch is to be tried on: every example of a success, of every operation that it selects
 */
export function trialsOf(
  { patch, file }: NamedPatch,
  { catalogue }: ControlTools,
  routes: readonly OperationRoute[],
): Trial[] {
  const chooses =
    file !== undefined || ['status', 'error', 'example', 'dynamic', 'body'].some((field) => field in patch)
  const isSpokenSomewhere = routes.some(({ id }) => speaksOn(id))
  return routes.flatMap((route): Trial[] => {
    const isSilent = isSpokenSomewhere && !speaksOn(route.id)
    const { statuses, examples } = catalogue.outline(route.id)
    const names = examples.get(statuses.find((status) => status.startsWith('2')) ?? '') ?? []
    return chooses || names.length === 0
      ? [{ route, example: null, isSilent }]
      : names.map((example) => ({ route, example, isSilent }))
  })
}

/**
 * Answers an example request with the patch applied, whatever its conditions: by the same pipeline that answers requests.
 *
 * @param patch a patch
 * @param trial what to try it on
 * @param tools what answers requests
 */
export async function tryOut(
  patch: NamedPatch,
  { route, example, isSilent }: Trial,
  tools: ControlTools,
): Promise<TryOut> {
  const operation = tools.catalogue.operation(route.id)
  const { when: _, patch: whole, ...rest } = patch
  // What goes wrong with the delivery leaves the body as it is, and would take its time.
  const { fault: __, stream: ___, reply, ...fields } = whole
  const spoken = reply !== undefined && !isSilent ? { ...fields, reply } : fields
  const only = patchSet([{ ...rest, patch: spoken }], {})
  const request = await exampleRequest(operation, tools.mock)
  // The first example is the one that requests get who ask for none, made to fit them; the others stay as they are.
  if (example !== null && example !== 'default') {
    request.headers.set('prefer', `example="${example}"`)
  }
  const trialTools = {
    ...tools,
    // An example request is right where it counts, and what it lacks has nothing to do with the patch.
    validators: {},
    authorise: async () => undefined,
    patches: { ...tools.patches, load: () => ({ patches: only, warnings: [] }) },
  }
  const connection = OUT_OF_REACH.connectionOf(undefined)
  const { answer, warnings = [] } = await outcomeOf(request, trialTools, connection)
  const misfits = bodyMisfits(operation, answer)
  return {
    operation: route.id,
    example,
    status: answer.status,
    fits: misfits === undefined ? null : misfits.length === 0,
    misfits: misfits ?? [],
    warnings,
  }
}

function bodyMisfits(
  operation: CataloguedOperation,
  { status, headers, body }: { status: number; headers: Record<string, string>; body: unknown },
): Misfit[] | undefined {
  const isJsonBody = body !== undefined && isJson(mediaTypeOf(headers['content-type'] ?? 'application/json'))
  return isJsonBody ? misfitsOf(operation, status, body) : undefined
}
