import { errorResponse } from '../answer/error-response.ts'
import type { Outcome } from '../answer/outcome.ts'
import type { Reason } from '../assistant/explain.ts'
import type { OperationRoute } from '../catalogue/contract.ts'
import type { FaultEffect } from '../faults/fault-kind.ts'
import { ApiError } from '../openai/errors.ts'
import { operationRow } from '../operations/registry.ts'
import { applyPatches } from '../patches/apply/apply-patches.ts'
import type { CompiledPatch } from '../patches/document/compile-patch.ts'
import type { NamespaceSettings } from '../patches/document/types.ts'
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
import { forwardIfJournaled, openMemory } from './memory.ts'
import { mockRequestOf } from './prism/mock-request.ts'
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
  /** The request; undefined if its namespace is invalid. */
  context?: RequestContext | undefined
  /** The operation, if the router found one. */
  route?: OperationRoute | undefined
  /** The parsed request; undefined if it was refused before. */
  call?: Call | undefined
  /** The settings of the namespace, once they are loaded. */
  settings?: NamespaceSettings | undefined
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
  let route: OperationRoute | undefined
  let context: RequestContext | undefined
  try {
    context = openRequest(request, budget)
    const routed = services.router(context.method, context.path, context.query)
    ;({ route } = routed)
    const operation = services.catalogue.operation(route.id)
    if (!isPublic(operation.prism)) {
      await services.authorize(context)
    }
    const headerPatches = services.headerPatches(context.headers, route)
    const call = await readCall(context, { ...routed, operation, maxBodyBytes: services.maxBodyBytes })
    return await answerCall(call, { ...incoming, services, headerPatches })
  } catch (error) {
    return refused(error, { operationId: route?.id, warnings: [], context, route })
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
  let known: Known = { operationId, warnings: [], context: call, route: call.route, call }
  try {
    const loaded = await services.patches.load(call.namespace)
    const { settings } = loaded.patches
    known = { ...known, settings }
    await forwardIfJournaled(call, settings, incoming)
    services.validate(call)
    const { rules = services.rules, models = services.models } = settings
    const modelWarnings = checkModel(call, models, services.catalogue.shutdownDates)
    const ruleWarnings = checkServiceRules(call, call.rulesLevel ?? rules)
    const resolved = resolvePatches(call, headerPatches, loaded)
    const { combined, now, matching } = resolved
    known = {
      ...known,
      matching,
      warnings: [...modelWarnings, ...ruleWarnings, ...resolved.warnings],
    }
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
    return {
      ...injectFaults(outcome, combined.fields, { call, connection: incoming.connection }),
      matching,
      reasons,
      context: call,
      route: call.route,
      call,
      settings,
    }
  } catch (error) {
    return refused(error, known)
  }
}

/**
 * @returns the outcome of a request that an API error ended
 * @throws {unknown} any other error
 */
function refused(error: unknown, { matching, context, route, call, settings, ...known }: Known): Handled {
  if (!(error instanceof ApiError)) {
    throw error
  }
  const answer = toAzureAnswer(errorResponse(error), context, known.operationId)
  const explanation = explainRefused(error, context, matching)
  const outcome: Outcome = { ...known, explanation, answer }
  return { outcome, effects: [], matching, context, route, call, settings }
}

/** The results of earlier stages that an API error keeps. */
interface Known
  extends
    Pick<Outcome, 'operationId'>,
    Pick<Handled, 'matching' | 'context' | 'route' | 'call' | 'settings'> {
  warnings: readonly string[]
}
