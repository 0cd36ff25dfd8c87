import type { FindPassages } from '../assistant/file-search.ts'
import type { MockedAnswer } from '../answer/answer.ts'
import { apiError } from '../openai/errors.ts'
import { passageFinder } from '../operations/vector-stores/find-passages.ts'
import type { Origin, StateRequest } from '../operations/state/behavior.ts'
import { lookUpParents } from '../operations/state/lookup.ts'
import { stepsOf } from '../operations/state/steps.ts'
import { operationRow } from '../operations/registry.ts'
import { wantsStream } from '../operations/streams.ts'
import type { PatchFields } from '../patches/apply/combine-patches.ts'
import type { NamespaceSettings } from '../patches/document/types.ts'
import type { Call } from '../request/call.ts'
import { seedOf } from '../request/seed.ts'
import type { Store } from '../state/store.ts'
import type { JsonObject } from '../web/json/json.ts'
import { hash, seededRandom } from '../web/random/seeded-random.ts'
import type { Incoming } from './incoming.ts'
import type { Services } from './services.ts'
import { stateModeOf } from './state-mode.ts'

/** What one request has to do with kept objects. */
export interface Memory {
  /** Inputs of the transforms. */
  input: {
    /** How many identical creations came before in the namespace. */
    repetition: number
    /** The body in place of the request's, if kept objects add to it. */
    body?: JsonObject
    /** Searches in vector stores. */
    findPassages?: FindPassages
  }
  /** Replaces the transformed example by kept objects. */
  recall(answer: MockedAnswer): MockedAnswer
  /** Keeps the final answer. */
  commit(answer: MockedAnswer): void
}

/** A response of the process that has the namespace's store; ends the request. */
export class Forwarded {
  readonly response: Response

  constructor(response: Response) {
    this.response = response
  }
}

/** The data of earlier stages that {@link openMemory} uses. */
export interface MemoryOptions {
  incoming: Incoming
  settings: NamespaceSettings
  /** The fields of the combined patches. */
  fields: PatchFields
  /** Current time, in seconds since 1970. */
  now: number
}

const STATELESS: Memory = { input: { repetition: 0 }, recall: (answer) => answer, commit: () => {} }

/** For requests that select an example or an error, which nothing is kept of. */
const EXAMPLE: Memory = { ...STATELESS, recall: (answer) => withOrigin(answer, 'example') }

/**
 * Opens the kept objects for a request. Most operations need none.
 *
 * @throws {import('../openai/errors.ts').ApiError} if the request names an object that was deleted
 * @throws {Forwarded} if another process has the store and answered
 */
export function openMemory(call: Call, services: Services, options: MemoryOptions): Memory | Promise<Memory> {
  const { operation, headers, namespace } = call
  const plan = operation.state
  const row = operationRow(operation.route.id)?.state
  if ((plan === undefined && row === undefined) || row?.isNeeded?.(call.body) === false) {
    return STATELESS
  }
  const { incoming, settings } = options
  const mode = stateModeOf(headers, settings, services.state)
  if (mode === 'off') {
    return STATELESS
  }
  if (selectsExample(call, options.fields)) {
    return EXAMPLE
  }
  const store = incoming.memory?.store(namespace)
  if (store !== undefined) {
    return useStore(call, services, { ...options, store, isStrict: mode === 'strict' })
  }
  const forward = incoming.memory?.forward
  return forward === undefined ? STATELESS : forwardTo(forward(call), mode === 'strict')
}

/** Whether the request or a patch selects a status or an example. */
function selectsExample({ preferences }: Call, { status, error, example, dynamic }: PatchFields): boolean {
  const { code, example: preferred, dynamic: isDynamic } = preferences
  return [code, preferred, isDynamic, status, error, example, dynamic].some((value) => value !== undefined)
}

/**
 * Sends a request to the process that has the journal of its namespace, if the namespace has one elsewhere. A namespace
 * that cannot be reached answers without a journal.
 *
 * @throws {Forwarded} if the other process answered
 */
export async function forwardIfJournaled(
  call: Call,
  { journal }: NamespaceSettings,
  { memory }: Incoming,
): Promise<void> {
  if (journal === true && memory?.forward !== undefined) {
    const answer = await memory.forward(call)
    if (answer instanceof Response) {
      throw new Forwarded(answer)
    }
    call.budget.warn(`the request is not recorded: ${answer.unreachable}`)
  }
}

async function forwardTo(
  answered: Promise<Response | { unreachable: string }>,
  isStrict: boolean,
): Promise<Memory> {
  const answer = await answered
  if (answer instanceof Response) {
    throw new Forwarded(answer)
  }
  if (isStrict) {
    const message = `The state of the namespace cannot be reached: ${answer.unreachable}. Try again, or set X-Mock-State to on or off.`
    throw apiError(503, message, { type: 'server_error', code: 'mock_state_unreachable' })
  }
  const warning = `the state of the namespace cannot be reached, so that this is an example: ${answer.unreachable}`
  return { ...EXAMPLE, recall: (example) => withOrigin(example, 'example', warning) }
}

interface StoreOptions extends MemoryOptions {
  store: Store
  isStrict: boolean
}

async function useStore(call: Call, services: Services, options: StoreOptions): Promise<Memory> {
  const { store, isStrict } = options
  const { method, route } = call
  const row = operationRow(route.id)?.state
  const seedIssues = (await services.seeds?.plantIfUnused(store, call.namespace)) ?? []
  const request = stateRequest(call, services, options)
  const steps = stepsOf(request, row)
  const body = await steps.before()
  const { plan } = request
  const isCreation = plan?.does === 'create' || plan?.does === 'assign' || row?.creates === true
  const repetition = isCreation ? store.count(creationCounter(call, request.isTwin)) : 0
  const isReading = method === 'GET' || method === 'HEAD'
  return {
    input: {
      repetition,
      findPassages: passageFinder(store, { isStrict, now: options.now }),
      ...(body && { body }),
    },
    recall: (answer) => {
      if (answer.status >= 300) {
        return withOrigin(answer, 'example')
      }
      const { answer: recalled, origin } = steps.recall(answer)
      const warning = origin === 'example' && !isStrict ? unknownIdWarning(request) : undefined
      return withOrigin(recalled, origin, ...seedIssues, ...(warning === undefined ? [] : [warning]))
    },
    commit: (answer) => {
      if (answer.status < 300 && !isReading) {
        void (steps.isSingleWrite === true
          ? steps.commit(answer)
          : store.transaction(() => steps.commit(answer)))
      }
    },
  }
}

/** @returns the name of the counter of creations that are identical to this one */
function creationCounter(call: Call, isTwin: boolean): string {
  return `made ${call.route.id} ${hash(seedOf(call)).toString(36)}${isTwin ? ' streamed' : ''}`
}

function stateRequest(call: Call, services: Services, options: StoreOptions): StateRequest {
  const { store, isStrict, now, fields } = options
  const { send = refuseToSend } = options.incoming
  const { operation, pathParameters, route, namespace, headers, origin } = call
  const plan = operation.state
  const path = plan && lookUpParents(plan, { store, pathParameters, isStrict })
  return {
    operation,
    plan,
    store,
    namespace,
    isStrict,
    now,
    isTwin: wantsStream(call) && operationRow(route.id)?.state?.isTwin?.(call.body) !== false,
    method: route.method,
    pathParameters,
    query: call.query,
    headers,
    body: call.body,
    uploads: call.uploads,
    budget: call.budget,
    reply: fields.reply,
    random: seededRandom(() => seedOf(call)),
    parent: path?.parent ?? '',
    hasKnownParent: path?.hasKnownParent ?? false,
    hasUnknownParent: path?.hasUnknownParent ?? false,
    id: plan?.item === undefined ? undefined : pathParameters[plan.item],
    send: (target, body) => send(nestedRequest(`${origin}${target}`, { headers, namespace, body })),
    exampleItems: () => services.listExamples(call, now),
  }
}

function refuseToSend(): Promise<Response> {
  return Promise.reject(new Error('This request cannot send others: it is not connected to the app.'))
}

/** A request in the same namespace and with the same key. */
function nestedRequest(
  url: string,
  { headers, namespace, body }: { headers: Headers; namespace: string; body: JsonObject },
): Request {
  const nested = new Headers({ 'content-type': 'application/json', 'x-mock-namespace': namespace })
  for (const name of ['authorization', 'x-mock-clock']) {
    const value = headers.get(name)
    if (value !== null) {
      nested.set(name, value)
    }
  }
  return new Request(url, { method: 'POST', headers: nested, body: JSON.stringify(body) })
}

function unknownIdWarning({ plan, id, store, namespace }: StateRequest): string | undefined {
  if (plan?.item === undefined || id === undefined || !store.hasAny(plan.family)) {
    return undefined
  }
  const noun = plan.item.replace(/_id$/, '').replaceAll('_', ' ')
  return `no ${noun} '${id}' was created in the namespace '${namespace}': this is an example`
}

function withOrigin(answer: MockedAnswer, origin: Origin, ...warnings: readonly string[]): MockedAnswer {
  return {
    ...answer,
    headers: { ...answer.headers, 'x-mock-state': origin },
    ...(warnings.length > 0 && { warnings: [...(answer.warnings ?? []), ...warnings] }),
  }
}
