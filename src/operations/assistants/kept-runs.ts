import { apiError } from '../../openai/errors.ts'
import { type Kept, parentKey } from '../../state/kept.ts'
import type { JsonObject } from '../../web/json/json.ts'
import { asObject, asObjects, asString } from '../../web/json/narrow.ts'
import { action } from '../state/actions.ts'
import type { StateBehavior, StateRequest, StateSteps } from '../state/behavior.ts'
import { pageOf } from '../state/collections.ts'
import { goneError, lookUpItem } from '../state/lookup.ts'
import { NO_STEPS } from '../state/no-steps.ts'
import { addMessages } from './kept-threads.ts'
import { assistantOf, inheritedFields, wholeRequest } from './run-body.ts'
import { isActive, keepOutcome, progressOf, settleRun, settleThread } from './run-outcome.ts'
import { withPassages } from './run-passages.ts'
import { threadOfRun } from './run-thread.ts'
import { messagesOf, RUNS, runPlace, stepPlace, THREADS } from './thread-families.ts'

/** Runs an assistant on a kept thread: on its messages, and with the parameters of the assistant. */
export const createdRuns: StateBehavior = (request, steps) => {
  const { store, body, now, reply, budget, pathParameters, hasKnownParent } = request
  const threadId = asString(pathParameters['thread_id']) ?? ''
  let whole = body
  let assistant: JsonObject | undefined
  return {
    before: () => {
      assistant = assistantOf(request)
      settleThread(store, threadId, now)
      const messages = messagesOf(store, threadId).map((message) => message.body)
      const thread = store.get({ family: THREADS, parent: '', id: threadId })?.body
      const continued = withPassages(request, wholeRequest(body, { assistant, messages }), [
        assistant,
        thread,
      ])
      whole = continued ?? body
      return continued
    },
    recall: (answer) => {
      const run = settleThread(store, threadId, now)
      if (hasKnownParent && run !== undefined && isActive(run.body)) {
        throw apiError(400, `Thread ${threadId} already has an active run ${run.id}.`)
      }
      if (hasKnownParent && assistant !== undefined) {
        requireUserMessage(whole)
      }
      const recalled = steps.recall(answer)
      return withFields(recalled, inheritedFields(whole, assistant))
    },
    commit: (answer) => {
      const kept = steps.commit(answer)
      if (kept !== undefined) {
        addMessages(store, threadId, { messages: asObjects(body['additional_messages']), now })
        keepOutcome(store, kept, { body: whole, now, budget, ...(reply && { reply }) })
      }
      return kept
    },
  }
}

function withFields(
  recalled: ReturnType<StateSteps['recall']>,
  fields: JsonObject,
): ReturnType<StateSteps['recall']> {
  const { answer, origin } = recalled
  return { origin, answer: { ...answer, body: { ...asObject(answer.body), ...fields } } }
}

/** @throws {import('../../openai/errors.ts').ApiError} 400 if a run has nothing to answer */
function requireUserMessage({ instructions, additional_messages: messages }: JsonObject): void {
  const hasUser = asObjects(messages).some(({ role }) => role === 'user')
  if (!hasUser && (asString(instructions) ?? '') === '') {
    const message = 'Run creation requires a Thread with a user message or an assistant with instructions.'
    throw apiError(400, message, { code: 'invalid_thread' })
  }
}

/** Creates a thread with its messages, and runs an assistant on it. */
export const createdThreadRuns: StateBehavior = (request) => {
  const { store, body, now, reply, budget } = request
  let whole = body
  let assistant: JsonObject | undefined
  return {
    before: () => {
      assistant = assistantOf(request)
      const owners = [assistant, asObject(body['thread']), body]
      const continued = withPassages(request, wholeRequest(body, { assistant, messages: [] }), owners)
      whole = continued ?? body
      return continued
    },
    recall: (answer) => withFields({ answer, origin: 'stored' }, inheritedFields(whole, assistant)),
    commit: (answer) => {
      const run = asObject(answer.body) ?? {}
      const threadId = asString(run['thread_id']) ?? ''
      const place = runPlace(threadId, asString(run['id']) ?? '')
      store.insert({ family: THREADS, parent: '', id: threadId }, threadOfRun(run, body), { created: now })
      addMessages(store, threadId, { messages: asObjects(asObject(body['thread'])?.['messages']), now })
      const seq = store.insert(place, run, { created: now })
      const kept: Kept = { ...place, seq, created: now, due: undefined, gone: false, body: run }
      keepOutcome(store, kept, { body: whole, now, budget, ...(reply && { reply }) })
      return kept
    },
  }
}

/** Retrieves a run; one that does not wait for tool outputs is at its end then. */
export const retrievedRuns: StateBehavior = (request) => ({
  ...NO_STEPS,
  recall: (answer) => {
    const kept = lookUpItem(request)
    if (kept === undefined) {
      return { answer, origin: 'example' }
    }
    const { body } = settleRun(request.store, kept, request.now)
    // A reply of a patch changes what this request returns.
    const patched = request.reply === undefined ? {} : progressOf(asObject(answer.body) ?? {})
    return { answer: { ...answer, body: { ...body, ...patched } }, origin: 'stored' }
  },
})

/** Changes the metadata of a run at its end. */
export const changedRuns: StateBehavior = (request, steps) => ({
  ...steps,
  recall: (answer) => {
    const kept = lookUpItem(request)
    const run = kept && settleRun(request.store, kept, request.now)
    const status = asString(run?.body['status']) ?? ''
    if (request.hasKnownParent && /^(?:queued|in_progress|cancelling)$/.test(status)) {
      throw apiError(400, `Cannot update run with status '${status}'.`)
    }
    return steps.recall(answer)
  },
})

/** Cancels a run, which is cancelled when it is looked at. */
export const cancelledRuns: StateBehavior = (request) =>
  action(request, (kept) => {
    const { status } = kept
    if (request.hasKnownParent && (!isActive(kept) || status === 'cancelling')) {
      throw apiError(400, `Cannot cancel run with status '${asString(status) ?? ''}'.`)
    }
    return { ...kept, status: 'cancelling', required_action: null }
  })

/** Lists the steps of a kept run. */
export const listedSteps: StateBehavior = (request, steps) => ({
  ...steps,
  recall: (answer) => {
    settleParent(request)
    return request.hasKnownParent || request.store.isTouched(request.plan?.family ?? '', request.parent)
      ? { answer: pageOf(request, answer, ({ body }) => body), origin: 'stored' }
      : steps.recall(answer)
  },
})

/** Retrieves a step of a kept run. */
export const retrievedSteps: StateBehavior = (request, steps) => ({
  ...steps,
  recall: (answer) => {
    const run = settleParent(request)
    const { store, pathParameters } = request
    const step = run && store.get(stepPlace(run, asString(pathParameters['step_id']) ?? ''))
    if (step !== undefined) {
      return { answer: { ...answer, body: step.body }, origin: 'stored' }
    }
    if (run !== undefined && request.hasKnownParent) {
      throw goneError(pathParameters, 'step_id')
    }
    return steps.recall(answer)
  },
})

/** Brings the run in the path to its end. */
function settleParent({ store, pathParameters, now }: StateRequest): Kept | undefined {
  const run = store.get({
    family: RUNS,
    parent: parentKey([asString(pathParameters['thread_id']) ?? '']),
    id: asString(pathParameters['run_id']) ?? '',
  })
  return run && settleRun(store, run, now)
}
