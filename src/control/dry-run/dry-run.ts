import { operationRow } from '../../operations/registry.ts'
import type { CataloguedOperation } from '../../catalogue/catalogue.ts'
import type { OperationRoute } from '../../catalogue/contract.ts'
import { NO_SOCKET } from '../../web/http/connection.ts'
import { isJson, mediaTypeOf } from '../../web/http/media-type.ts'
import type { CompiledPatch } from '../../patches/document/compile-patch.ts'
import type { RequestBudget } from '../../web/limits/request-budget.ts'
import { createPatchSet } from '../../patches/document/parse.ts'
import { handle } from '../../pipeline/handle.ts'
import { createDryRunServices } from '../../pipeline/services.ts'
import { exampleRequest } from './example-request.ts'
import type { ControlServices } from '../resource.ts'
import { type SchemaViolation, schemaViolations } from './response-schema.ts'

/** Result of applying a patch to one example of an operation. */
export interface DryRunResult {
  operation: string
  /** Name of the patched example; null if the patch or the schema determines the whole body. */
  example: string | null
  status: number
  /** Whether the body matches the response schema; null if the document has no schema for the status. */
  fits: boolean | null
  violations: SchemaViolation[]
  /** Parts of the patch that could not be applied. */
  warnings: readonly string[]
}

/** One example for a dry run. */
export interface DryRunCase {
  route: OperationRoute
  example: string | null
  /**
   * Whether `reply` is dropped: the operation returns no assistant text, but another one of the patch does.
   */
  ignoresReply: boolean
}

/** Returns the dry runs for a patch: every example of a successful response of every selected operation. */
export function dryRunCases(
  { patch, file }: CompiledPatch,
  { catalogue }: ControlServices,
  routes: readonly OperationRoute[],
): DryRunCase[] {
  const selectsResponse =
    file !== undefined || ['status', 'error', 'example', 'dynamic', 'body'].some((field) => field in patch)
  const supportsReply = ({ id }: OperationRoute) => operationRow(id)?.supportsReply === true
  const supportsReplySomewhere = routes.some(supportsReply)
  return routes.flatMap((route): DryRunCase[] => {
    const ignoresReply = supportsReplySomewhere && !supportsReply(route)
    const { statuses, examples } = catalogue.outline(route.id)
    const names = examples.get(statuses.find((status) => status.startsWith('2')) ?? '') ?? []
    return selectsResponse || names.length === 0
      ? [{ route, example: null, ignoresReply }]
      : names.map((example) => ({ route, example, ignoresReply }))
  })
}

/** Sends an example request through the pipeline with only this patch, ignoring its conditions. */
export async function dryRun(
  patch: CompiledPatch,
  { route, example, ignoresReply }: DryRunCase,
  { services, budget }: { services: ControlServices; budget: RequestBudget },
): Promise<DryRunResult> {
  const operation = services.catalogue.operation(route.id)
  const { when: _, patch: patchFields, ...rest } = patch
  // Faults and pacing do not change the body and would only delay the dry run.
  const { fault: __, stream: ___, reply, ...fields } = patchFields
  const appliedFields = reply !== undefined && !ignoresReply ? { ...fields, reply } : fields
  const patchSetOfOne = createPatchSet([{ ...rest, patch: appliedFields }], {})
  const request = exampleRequest(operation)
  // The first example is used by default and adapted to the request; the others are returned verbatim.
  if (example !== null && example !== 'default') {
    request.headers.set('prefer', `example="${example}"`)
  }
  const dryRunServices = createDryRunServices(services, patchSetOfOne)
  const { outcome } = await handle(request, dryRunServices, {
    connection: NO_SOCKET.connectionOf(undefined),
    budget,
  })
  const { answer, warnings = [] } = outcome
  const values = countValues(answer.body, MAX_VALIDATED_VALUES)
  const canValidate =
    values < MAX_VALIDATED_VALUES &&
    budget.work(STEPS_PER_VALIDATED_VALUE * values, 'some responses were not validated: they are too large')
  const violations = canValidate ? bodyViolations(operation, answer) : undefined
  return {
    operation: route.id,
    example,
    status: answer.status,
    fits: violations === undefined ? null : violations.length === 0,
    violations: violations ?? [],
    warnings,
  }
}

/** Bodies with more values are not validated. */
const MAX_VALIDATED_VALUES = 20_000

const STEPS_PER_VALIDATED_VALUE = 1000

/** @returns the number of values in a body, at most `limit` */
function countValues(body: unknown, limit: number): number {
  let count = 0
  const pending = [body]
  while (pending.length > 0 && count < limit) {
    const next = pending.pop()
    count += 1
    for (const member of typeof next === 'object' && next !== null ? Object.values(next) : []) {
      pending.push(member)
    }
  }
  return count
}

function bodyViolations(
  operation: CataloguedOperation,
  { status, headers, body }: { status: number; headers: Record<string, string>; body: unknown },
): SchemaViolation[] | undefined {
  const isJsonBody = body !== undefined && isJson(mediaTypeOf(headers['content-type'] ?? 'application/json'))
  return isJsonBody ? schemaViolations(operation, status, body) : undefined
}
