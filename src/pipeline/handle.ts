import { errorResponse } from '../answer/error-response.ts'
import type { Outcome } from '../answer/outcome.ts'
import type { Reason } from '../assistant/explain.ts'
import type { FaultEffect } from '../faults/fault-kind.ts'
import { ApiError } from '../openai/errors.ts'
import { operationRow } from '../operations/registry.ts'
import { applyPatches } from '../patches/apply/apply-patches.ts'
import type { CompiledPatch } from '../patches/document/compile-patch.ts'
import { type MatchInputs, resolvePatches } from '../patches/resolve-patches.ts'
import { type Call, readCall } from '../request/call.ts'
import { openRequest, type RequestContext } from '../request/request-context.ts'
import { checkModel } from '../validation/check-model.ts'
import { checkServiceRules } from '../validation/service-rules.ts'
import { RequestBudget } from '../web/limits/request-budget.ts'
import { isPublic } from './authorize.ts'
import { toAzureAnswer } from './azure.ts'
import { createEventStream } from './create-event-stream.ts'
import { explainAnswer, explainRefused } from './explain.ts'
import { finalizeAnswer } from './finalize.ts'
import type { Incoming } from './incoming.ts'
import { injectFaults } from './inject-faults.ts'
import { openMemory } from './memory.ts'
import { mockRequestOf } from './mock-request.ts'
import { toOutputFormat } from './output-format.ts'
import { selectResponse } from './select-response.ts'
import type { Services } from './services.ts'

/** A handled request, before serialization. */
export interface Handled {
  outcome: Outcome
  /** Effects of faults, which apply to the serialized response. */
  effects: readonly FaultEffect[]
  /** The inputs of patch matching; undefined if an API error ended the request before. */
  matching?: MatchInputs | undefined
  /** Finds the reasons for the tools and values of a generated reply, by generating it again. */
  reasons?: () => readonly Reason[]
}

/** The surroundings of a request. */
export interface HandleOptions extends Incoming {
  /** The budget to spend, if the request is part of another one. Defaults to a new one. */
  budget?: RequestBudget
}

/**
 * Handles one request. Each line is a stage; a stage that throws an {@link ApiError} ends the request.
 *
 * @throws {import('./memory.ts').Forwarded} if another process has the namespace's objects and answered
 */
export async function handle(
  request: Request,
  services: Services,
  { budget = new RequestBudget(), ...incoming }: HandleOptions,
): Promise<Handled> {
  let operationId: string | undefined
  let context: RequestContext | undefined
  try {
    context = openRequest(request, budget)
    const routed = services.router(context.method, context.path, context.query)
    operationId = routed.route.id
    const operation = services.catalogue.operation(operationId)
    if (!isPublic(operation.prism)) {
      await services.authorize(context)
    }
    const headerPatches = services.headerPatches(context.headers, routed.route)
    const call = await readCall(context, { ...routed, operation, maxBodyBytes: services.maxBodyBytes })
    return await answerCall(call, { ...incoming, services, headerPatches })
  } catch (error) {
    return refused(error, { operationId, warnings: [] }, context)
  }
}

/** Dependencies of {@link answerCall}. */
export interface AnswerContext extends Incoming {
  services: Services
  /** The patches in the header `X-Mock-Patch`. */
  headerPatches: readonly CompiledPatch[]
}

/** Answers a call whose body is parsed: a request, or one turn of a WebSocket session. */
export async function answerCall(
  call: Call,
  { services, headerPatches, ...incoming }: AnswerContext,
): Promise<Handled> {
  const { operation, budget } = call
  const operationId = operation.route.id
  const row = operationRow(operationId)
  let known: Known = { operationId, warnings: [] }
  try {
    services.validate(call)
    const loaded = await services.patches.load(call.namespace)
    const { rules = services.rules, models = services.models } = loaded.patches.settings
    const modelWarnings = checkModel(call, models, services.catalogue.shutdownDates)
    const ruleWarnings = checkServiceRules(call, call.rulesLevel ?? rules)
    const resolved = resolvePatches(call, headerPatches, loaded)
    const { combined, now, matching } = resolved
    known = {
      operationId,
      matching,
      warnings: [...modelWarnings, ...ruleWarnings, ...resolved.warnings],
    }
    const { settings } = loaded.patches
    const memory = await openMemory(call, services, { incoming, settings, fields: combined.fields, now })
    const selected = selectResponse(call, combined.fields)
    const { preferences } = selected
    const mocked = selected.error ?? (await services.mock(mockRequestOf(call, preferences)))
    const { reply } = combined.fields
    const options = { now, preferences, reply, ...memory.input }
    const transformed = services.transform(mocked, call, options)
    const reasons = (): Reason[] => {
      const found: Reason[] = []
      const repeated = { ...call, budget: new RequestBudget() }
      services.transform(mocked, repeated, { ...options, explain: (reason) => found.push(reason) })
      return found
    }
    const recalled = memory.recall(transformed)
    const finalized = toAzureAnswer(finalizeAnswer(recalled, call, selected.isFixed), call, operationId)
    const patched = applyPatches(finalized, combined, {
      preferences: call.preferences,
      files: services.files,
      budget: budget.steps,
    })
    memory.commit(patched.answer)
    const outcome: Outcome = {
      operationId,
      explanation: explainAnswer(call, matching, reasons),
      patchNames: combined.names,
      warnings: [
        ...known.warnings,
        ...selected.warnings,
        ...(recalled.warnings ?? []),
        ...patched.warnings,
        ...budget.warnings,
      ],
      answer: toOutputFormat(patched.answer, call, row?.outputFormat),
      stream: createEventStream(call, patched.answer, {
        ...combined.fields,
        now,
        body: memory.input.body,
      }),
    }
    const { connection } = incoming
    return { ...injectFaults(outcome, combined.fields, { call, connection }), matching, reasons }
  } catch (error) {
    return refused(error, known, call)
  }
}

/**
 * @returns the outcome of a request that an API error ended
 * @throws {unknown} any other error
 */
function refused(
  error: unknown,
  { matching, ...known }: Known,
  request: RequestContext | undefined,
): Handled {
  if (!(error instanceof ApiError)) {
    throw error
  }
  const answer = toAzureAnswer(errorResponse(error), request, known.operationId)
  const explanation = explainRefused(error, request, matching)
  return { outcome: { ...known, explanation, answer }, effects: [], matching }
}

/** The results of earlier stages that an API error keeps. */
interface Known extends Pick<Outcome, 'operationId'> {
  warnings: readonly string[]
  matching?: MatchInputs | undefined
}
