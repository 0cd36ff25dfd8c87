import { speaksOn } from '../../operations/registry.ts'
import type { CataloguedOperation } from '../../catalogue/catalogue.ts'
import type { OperationRoute } from '../../catalogue/contract.ts'
import { OUT_OF_REACH } from '../../web/http/connection.ts'
import { isJson, mediaTypeOf } from '../../web/http/media-type.ts'
import type { NamedPatch } from '../../patches/document/compile-patch.ts'
import { patchSet } from '../../patches/document/parse.ts'
import { outcomeOf } from '../../pipeline/answer.ts'
import { exampleRequest } from './example-request.ts'
import type { ControlTools } from '../resource.ts'
import { type Misfit, misfitsOf } from './response-schema.ts'

/** Result of applying a patch to one example of an operation. */
export interface TryOut {
  operation: string
  /** Name of the patched example; null if the patch or the schema determines the whole body. */
  example: string | null
  status: number
  /** Whether the body matches the response schema; null if the document has no schema for the status. */
  fits: boolean | null
  violations: Misfit[]
  /** Parts of the patch that could not be applied. */
  warnings: readonly string[]
}

/** One example for a dry run. */
export interface Trial {
  route: OperationRoute
  example: string | null
  /**
   * Whether `reply` is dropped: the operation returns no assistant text, but another one of the patch does.
   */
  isSilent: boolean
}

/** Returns the dry runs for a patch: every example of a successful response of every selected operation. */
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

/** Sends an example request through the pipeline with only this patch, ignoring its conditions. */
export async function tryOut(
  patch: NamedPatch,
  { route, example, isSilent }: Trial,
  tools: ControlTools,
): Promise<TryOut> {
  const operation = tools.catalogue.operation(route.id)
  const { when: _, patch: whole, ...rest } = patch
  // Faults and pacing do not change the body and would only delay the dry run.
  const { fault: __, stream: ___, reply, ...fields } = whole
  const spoken = reply !== undefined && !isSilent ? { ...fields, reply } : fields
  const only = patchSet([{ ...rest, patch: spoken }], {})
  const request = await exampleRequest(operation, tools.mock)
  // The first example is used by default and adapted to the request; the others are returned verbatim.
  if (example !== null && example !== 'default') {
    request.headers.set('prefer', `example="${example}"`)
  }
  const trialTools = {
    ...tools,
    // The example request has only what matters here; missing parameters are unrelated to the patch.
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
    violations: misfits ?? [],
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
