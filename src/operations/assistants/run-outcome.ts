import type { Kept } from '../../state/kept.ts'
import type { Store } from '../../state/store.ts'
import type { JsonObject } from '../../web/json/json.ts'
import { asNumber, asObject, asObjects, asString } from '../../web/json/narrow.ts'
import { identifiersOfRun, replyContent, replyOfRun, type RunRequest, usageOfRun } from './run-reply.ts'
import { closedMessage, messageStep, openedMessage, momentOf, openedStep, toolCallStep } from './run-steps.ts'
import { finishRun } from './runs.ts'
import { lastRun, messagePlace, outcomePlace, stepPlace, stepsOfRun } from './thread-families.ts'

/** Statuses of a run that is not at its end. */
const ACTIVE = new Set(['queued', 'in_progress', 'requires_action', 'cancelling'])

/** @returns whether a run is not at its end */
export function isActive({ status }: JsonObject): boolean {
  return ACTIVE.has(asString(status) ?? '')
}

/** How a run goes on: a request with the whole thread, and the clock in seconds since 1970. */
export interface RunInput extends RunRequest {
  now: number
}

/**
 * Keeps how a new or continued run goes on: the tool calls that it waits for, or its message. A queued run gets its
 * message when it is looked at.
 *
 * @param run the kept run, as it was answered
 */
export function keepOutcome(store: Store, run: Kept, input: RunInput): void {
  const { id, body } = run
  const { now } = input
  const { messageId, stepId } = identifiersOfRun(id, input.body)
  const reply = replyOfRun(id, input)
  const usage = usageOfRun(reply, input)
  const step = openedStep(body, stepId)
  if (body['status'] === 'requires_action') {
    store.insert(stepPlace(run, stepId), { ...step, ...toolCallStep(waitingCalls(body)) }, { created: now })
    store.insert(outcomePlace(run), { usage }, { created: now })
    return
  }
  const finished = finishRun(body, reply, input)
  const isComplete = finished['status'] === 'completed'
  const outcome = {
    run: finished,
    step: {
      ...step,
      ...messageStep(messageId),
      status: 'completed',
      expires_at: null,
      usage: finished['usage'] ?? usage,
    },
    message: closedMessage(openedMessage(body, messageId), {
      content: replyContent(reply),
      isComplete,
      finishReason: reply.finishReason,
      at: now,
    }),
  }
  if (body['status'] === 'queued') {
    store.insert(outcomePlace(run), outcome, { created: now })
  } else if (body['status'] === 'completed' || body['status'] === 'incomplete') {
    keepMessage(store, run, { ...outcome, now: momentOf(body) })
  }
}

/** @returns the calls that a run waits for, as those of a step */
function waitingCalls(run: JsonObject): JsonObject[] {
  return requiredCalls(run).map((call) => ({
    ...call,
    function: { ...asObject(call['function']), output: null },
  }))
}

/** @returns the calls that a run waits for */
export function requiredCalls(run: JsonObject): JsonObject[] {
  const action = asObject(asObject(run['required_action'])?.['submit_tool_outputs'])
  return asObjects(action?.['tool_calls'])
}

function keepMessage(
  store: Store,
  run: Kept,
  { step, message, now }: { step: JsonObject; message: JsonObject; now: number },
): void {
  const threadId = asString(run.body['thread_id']) ?? ''
  const times = { created: now }
  const closing = message['status'] === 'completed' ? { completed_at: now } : { incomplete_at: now }
  const dated = { ...message, created_at: now, ...closing }
  store.insert(messagePlace(threadId, asString(message['id']) ?? ''), dated, times)
  store.insert(stepPlace(run, asString(step['id']) ?? ''), { ...step, completed_at: now }, times)
}

/** Brings the last run of a thread to its end. */
export function settleThread(store: Store, threadId: string, now: number): Kept | undefined {
  const run = lastRun(store, threadId)
  return run && settleRun(store, run, now)
}

/**
 * Brings a run to its end when it is looked at, unless it waits for tool outputs.
 *
 * @returns the run as it is now
 */
export function settleRun(store: Store, run: Kept, now: number): Kept {
  const { status, expires_at: expiry } = run.body
  if (status === 'cancelling') {
    return end(store, run, { status: 'cancelled', time: 'cancelled_at', now })
  }
  if (status === 'requires_action' && now >= (asNumber(expiry) ?? Infinity)) {
    return end(store, run, { status: 'expired', time: 'expired_at', now })
  }
  const outcome = status === 'queued' ? store.get(outcomePlace(run))?.body : undefined
  const { run: finished, step, message } = outcome ?? {}
  if (finished === undefined || step === undefined || message === undefined) {
    return run
  }
  const result = asObject(finished) ?? {}
  const completed = result['completed_at'] === null ? null : now
  const body = {
    ...run.body,
    ...changedBy(result),
    started_at: run.body['started_at'] ?? now,
    completed_at: completed,
  }
  store.transaction(() => {
    store.replace(run, body)
    store.remove(outcomePlace(run))
    keepMessage(
      store,
      { ...run, body },
      { step: asObject(step) ?? {}, message: asObject(message) ?? {}, now },
    )
  })
  return { ...run, body }
}

/** The properties that the end of a run sets. */
function changedBy({ status, usage, incomplete_details }: JsonObject): JsonObject {
  return {
    status: status ?? 'completed',
    usage: usage ?? null,
    incomplete_details: incomplete_details ?? null,
    required_action: null,
    expires_at: null,
  }
}

/** Ends a run without a message, and the step that it was in. */
function end(
  store: Store,
  run: Kept,
  { status, time, now }: { status: string; time: 'cancelled_at' | 'expired_at'; now: number },
): Kept {
  const stopped = time === 'cancelled_at' ? { cancelled_at: now } : {}
  const body = { ...run.body, ...stopped, status, required_action: null, expires_at: null }
  store.transaction(() => {
    store.replace(run, body)
    store.remove(outcomePlace(run))
    for (const step of stepsOfRun(store, run).filter((one) => one.body['status'] === 'in_progress')) {
      store.replace(step, { ...step.body, status, expires_at: null, [time]: now })
    }
  })
  return { ...run, body }
}

/** The properties of a run that a reply sets. */
const PROGRESS = ['status', 'required_action', 'completed_at', 'incomplete_details', 'usage']

/** @returns the properties of an answered run that its reply sets */
export function progressOf(answer: JsonObject): JsonObject {
  const { status } = answer
  const isAtEnd = status === 'completed' || status === 'incomplete'
  const set = PROGRESS.filter((name) => name in answer).map((name) => [name, answer[name] ?? null])
  return { ...Object.fromEntries(set), ...(isAtEnd && { expires_at: null }) }
}
