import { apiError } from '../../openai/errors.ts'
import type { Kept } from '../../state/kept.ts'
import type { JsonObject } from '../../web/json/json.ts'
import { asObject, asObjects, asString } from '../../web/json/narrow.ts'
import type { StateBehavior } from '../state/behavior.ts'
import { lookUpItem } from '../state/lookup.ts'
import { continuedRequest } from './run-body.ts'
import { keepOutcome, progressOf, requiredCalls, settleRun } from './run-outcome.ts'
import { callsOfStep } from './run-reply.ts'
import { toolCallStep } from './run-steps.ts'
import { messagesOf, outcomePlace, stepsOfRun } from './thread-families.ts'

/** Continues a run with the outputs of its tool calls. */
export const submittedOutputs: StateBehavior = (request) => {
  const { store, body, now, reply, budget, hasKnownParent } = request
  const outputs = asObjects(body['tool_outputs'])
  let whole = body
  let answered: [Kept, JsonObject][] = []
  return {
    before: () => {
      const run = lookUpItem(request)
      if (run === undefined) {
        return undefined
      }
      const messages = messagesOf(store, asString(run.body['thread_id']) ?? '').map((message) => message.body)
      const usage = asObject(store.get(outcomePlace(run))?.body['usage']) ?? null
      const done = { status: 'completed', expires_at: null, completed_at: now, usage }
      answered = stepsOfRun(store, run)
        .filter(({ body: { status } }) => status === 'in_progress')
        .map((step) => [step, { ...withOutputs(step.body, outputs), ...done }])
      const earlier = stepsOfRun(store, run).filter(
        (step) => isToolStep(step.body) && step.body['status'] === 'completed',
      )
      whole = continuedRequest(run, {
        body,
        messages,
        earlier: [...earlier.map((step) => step.body), ...answered.map(([, step]) => step)],
      })
      return whole
    },
    recall: (answer) => {
      const found = lookUpItem(request)
      if (found === undefined) {
        return { answer, origin: 'example' }
      }
      const run = settleRun(store, found, now)
      if (hasKnownParent) {
        requireOutputs(run, outputs)
      }
      return {
        answer: { ...answer, body: { ...run.body, ...progressOf(asObject(answer.body) ?? {}) } },
        origin: 'stored',
      }
    },
    commit: (answer) => {
      const run = lookUpItem(request)
      const changed = asObject(answer.body)
      if (run === undefined || changed === undefined) {
        return undefined
      }
      for (const [step, completed] of answered) {
        store.replace(step, completed)
      }
      store.replace(run, changed)
      const kept = { ...run, body: changed }
      keepOutcome(store, kept, { body: whole, now, budget, ...(reply && { reply }) })
      return kept
    },
  }
}

function isToolStep({ type }: JsonObject): boolean {
  return type === 'tool_calls'
}

/** @returns a step whose calls have the outputs of the request */
function withOutputs(step: JsonObject, outputs: readonly JsonObject[]): JsonObject {
  const calls = callsOfStep(step).map((call) => {
    const sent = outputs.find(({ tool_call_id: id }) => id === call['id'])
    return { ...call, function: { ...asObject(call['function']), output: sent?.['output'] ?? null } }
  })
  return { ...step, ...toolCallStep(calls) }
}

/** @throws {import('../../openai/errors.ts').ApiError} 400 if the run does not wait for exactly these outputs */
function requireOutputs({ body }: Kept, outputs: readonly JsonObject[]): void {
  const { status } = body
  if (status !== 'requires_action') {
    throw apiError(400, `Runs in status "${asString(status) ?? ''}" do not accept tool outputs.`)
  }
  const expected = requiredCalls(body).map(({ id }) => asString(id) ?? '')
  const got = outputs.map(({ tool_call_id: id }) => asString(id) ?? '')
  if (expected.length !== got.length || expected.some((id) => !got.includes(id))) {
    throw apiError(400, `Expected tool outputs for call_ids ${listed(expected)}, got ${listed(got)}`)
  }
}

function listed(ids: readonly string[]): string {
  return `[${ids.map((id) => `'${id}'`).join(', ')}]`
}
