import type { MockedAnswer } from '../answer/answer.ts'
import type { Catalogue, CataloguedOperation } from '../catalogue/catalogue.ts'
import type { RequestValidators } from '../catalogue/contract.ts'
import { objectIn, stringIn } from '../web/json/narrow.ts'
import { isBytes } from '../web/bytes/bytes.ts'
import { base64Of } from '../web/bytes/base64.ts'
import type { Connection } from '../web/http/connection.ts'
import { isRefusal, type Refusal, refuse } from '../openai/errors.ts'
import type { BodyFiles } from '../patches/document/body-file.ts'
import type { PatchSource } from '../patches/sources/source.ts'
import {
  readStreamSettings,
  splitterOf,
  STREAM_SETTINGS_FORM,
  type StreamSettings,
  waitsOf,
} from '../operations/streaming/pace.ts'
import { errorEventOf } from '../operations/streaming/error-event.ts'
import type { StreamRequest } from '../operations/streaming/stream-types.ts'
import { projectionOf, wantsStream } from '../operations/streaming/registry.ts'
import { type Adapt } from './transform.ts'
import { applyPatches } from '../patches/apply/apply-patches.ts'
import { type Authorise, isOpen, readKey } from './authorize.ts'
import { readClock } from '../request/clock.ts'
import { decidePatches } from '../patches/match/resolve-patches.ts'
import { errorAnswer } from '../answer/error-response.ts'
import { applyFault, deliver, type FaultyOutcome } from './inject-faults.ts'
import type { Mock } from './mock.ts'
import { readNamespace } from '../request/namespace.ts'
import type { OwnPatches } from '../patches/sources/request-header.ts'
import { withParticulars } from './finalize.ts'
import { patchedError } from '../patches/apply/error-by-code.ts'
import { readPreferences } from '../request/prefer.ts'
import { project, respond } from '../answer/serialize.ts'
import { publicOrigin } from '../request/public-origin.ts'
import type { Outcome } from '../answer/outcome.ts'
import { readBody, sentBy } from '../request/body.ts'
import type { Router } from '../catalogue/router.ts'
import { steer } from './select-response.ts'
import type { EventStream } from '../answer/event-stream.ts'
import { readTarget } from '../request/request-url.ts'
import { holdToUnwrittenRules } from '../validation/service-rules.ts'
import { validate } from '../validation/validate.ts'
import { write } from './output-format.ts'

/** Services used by the stages. Created once and shared by all requests. */
export interface Tools {
  catalogue: Catalogue
  router: Router
  validators: Record<string, RequestValidators>
  patches: PatchSource
  /** Parses the patches in the header `X-Mock-Patch`. */
  ownPatches: OwnPatches
  /** Files that patches use as bodies. */
  files: BodyFiles
  mock: Mock
  adapt: Adapt
  authorise: Authorise
  /** Maximum size of a request body, in bytes. */
  maxBodyBytes: number
  /** Whether a violation of a service rule is an error instead of a warning. */
  strict: boolean
  onAnswer?: OnAnswer
}

/** A handled request and its response, for the log. */
export interface Answered {
  request: Request
  status: number
  headers: Readonly<Record<string, string>>
  /** Time until the response started. */
  milliseconds: number
}

/** Called after each response. */
export type OnAnswer = (answered: Answered) => void

/**
 * Handles one request and returns its response.
 *
 * The stages: route, authorize, read, validate, check service rules, resolve patches, select the response, mock, apply
 * transforms, finalize, apply patches, inject faults, serialize, deliver. A stage that returns an API error ends the
 * request.
 *
 * @param connection the connection of the response
 * @throws {import('../web/http/connection-lost.ts').ConnectionLost} if a fault ends the connection or the client
 *   disconnects
 */
export async function answer(request: Request, tools: Tools, connection: Connection): Promise<Response> {
  const started = performance.now()
  const outcome = await outcomeOf(request, tools, connection)
  let message = project(outcome, performance.now() - started)
  try {
    message = 'effects' in outcome ? await deliver(message, outcome.effects) : message
  } finally {
    const { status, headers } = message
    tools.onAnswer?.({ request, status, headers, milliseconds: performance.now() - started })
  }
  return respond(message)
}

/**
 * Runs all stages before serialization.
 *
 * @param connection the connection of the response
 * @returns the outcome, which is not serialized yet
 */
export async function outcomeOf(
  request: Request,
  tools: Tools,
  connection: Connection,
): Promise<Outcome | FaultyOutcome> {
  const { headers } = request
  const { origin, path: fullPath, query } = readTarget(request.url)
  const key = readKey(headers)
  const namespaced = readNamespace(fullPath, headers, key)
  if (isRefusal(namespaced)) {
    return refused(namespaced)
  }
  const { namespace, path } = namespaced
  const routed = tools.router(request.method, path, query)
  if (isRefusal(routed)) {
    return refused(routed)
  }
  const { route, pathParameters } = routed
  const operation = tools.catalogue.operation(route.id)
  const unauthorised = isOpen(operation.prism) ? undefined : await tools.authorise(key)
  if (unauthorised !== undefined) {
    return refused(unauthorised, route.id)
  }
  const preferences = readPreferences(headers, query)
  if (isRefusal(preferences)) {
    return refused(preferences, route.id)
  }
  const settings = readStreamSettings(headers.get('x-mock-stream'))
  if ('fault' in settings) {
    const message = `Invalid X-Mock-Stream: ${settings.fault}. ${STREAM_SETTINGS_FORM}`
    return refused(refuse(400, message, { code: 'invalid_preference', param: 'X-Mock-Stream' }), route.id)
  }
  const clock = readClock(headers)
  if (isRefusal(clock)) {
    return refused(clock, route.id)
  }
  const own = tools.ownPatches(headers, route)
  if (isRefusal(own)) {
    return refused(own, route.id)
  }
  const body = await readBody(request, operation, tools.maxBodyBytes)
  if (isRefusal(body)) {
    return refused(body, route.id)
  }
  const invalid = validate(
    { operation, pathParameters, query, headers, body },
    tools.validators[route.id] ?? {},
    preferences.allErrors,
  )
  if (invalid !== undefined) {
    return refused(invalid, route.id)
  }

  const unwritten = holdToUnwrittenRules(route.id, sentBy(body), {
    strict: tools.strict,
    allErrors: preferences.allErrors,
  })
  if (isRefusal(unwritten)) {
    return refused(unwritten, route.id)
  }

  const read = { method: request.method, routed, operation, query, headers, body, namespace, clock }
  const { patches, warnings: loadWarnings } = await tools.patches.load(namespace)
  const decision = decidePatches(read, own, patches)
  const { chosen, now } = decision
  const about = { operationId: route.id, ...decision.about }
  const early = [...unwritten, ...loadWarnings, ...decision.warnings]
  const steered = steer(preferences, chosen, operation)
  if (isRefusal(steered)) {
    return { ...about, ...refused(steered), warnings: early }
  }
  const failed = chosen && patchedError(chosen.fields, preferences, operation)
  const mocked =
    failed ??
    (await tools.mock({ operation, accept: headers.get('accept'), preferences: steered.preferences }))
  if (isRefusal(mocked)) {
    return { ...about, ...refused(mocked), warnings: early }
  }
  const adapted = tools.adapt(mocked, {
    operation,
    catalogue: tools.catalogue,
    pathParameters,
    query,
    body,
    origin: () => publicOrigin(origin, headers),
    now,
    preferences: steered.preferences,
    reply: chosen?.fields.reply,
  })
  const isChosen = failed !== undefined || steered.preferences.example !== undefined
  const answered = withParticulars(adapted, routed, isChosen)
  const patched =
    chosen === undefined
      ? { answer: answered, warnings: [] }
      : applyPatches(answered, chosen, { preferences, files: tools.files })
  const stream = streamOf(operation, patched.answer, {
    body: sentBy(body),
    query,
    ...(chosen?.fields.reply && { reply: chosen.fields.reply }),
    settings: { ...chosen?.fields.stream, ...settings },
  })
  const outcome: Outcome = {
    ...about,
    answer: write(patched.answer, route.id, sentBy(body)),
    warnings: [...early, ...steered.warnings, ...(mocked.warnings ?? []), ...patched.warnings],
    ...(chosen !== undefined && { patchNames: chosen.names }),
    ...(stream !== undefined && { stream }),
  }
  const fault = chosen?.fields.fault
  return fault === undefined
    ? outcome
    : applyFault(outcome, fault, {
        connection,
        headers: chosen?.fields.headers,
        model: stringIn(sentBy(body)['model']),
        signal: () => request.signal,
        seed: () =>
          JSON.stringify([
            route.id,
            pathParameters,
            [...query],
            sentBy(body),
            headers.get('x-stainless-retry-count'),
          ]),
      })
}

/** Streams the response if the request asks for it and the operation supports it. Errors are never streamed. */
function streamOf(
  operation: CataloguedOperation,
  { status, body }: MockedAnswer,
  { settings, ...request }: Pick<StreamRequest, 'body' | 'query' | 'reply'> & { settings: StreamSettings },
): EventStream | undefined {
  const projection = projectionOf(operation)
  const onlyStreams = body === undefined && operation.events.length > 0
  if (projection === undefined || status >= 300 || !(onlyStreams || wantsStream(request))) {
    return undefined
  }
  const content = isBytes(body) ? base64Of(body) : body
  const finished = onlyStreams ? {} : typeof content === 'string' ? { content } : objectIn(content)
  if (finished === undefined) {
    return undefined
  }
  return {
    events: projection(finished, { ...request, split: splitterOf(settings) }),
    waits: waitsOf(settings, () => JSON.stringify(request.body)),
    errorEvent: errorEventOf(operation.route.id),
  }
}

function refused({ refusal }: Refusal, operationId?: string): Outcome {
  return { answer: errorAnswer(refusal), ...(operationId !== undefined && { operationId }) }
}
