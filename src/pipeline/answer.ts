import type { MockedAnswer } from '../answer/answer.ts'
import type { Catalogue, CataloguedOperation } from '../catalogue/catalogue.ts'
import type { RequestValidators } from '../catalogue/contract.ts'
import { asObject, asString } from '../web/json/narrow.ts'
import { isBytes } from '../web/bytes/bytes.ts'
import { toBase64 } from '../web/bytes/base64.ts'
import type { Connection } from '../web/http/connection.ts'
import { ApiError, apiError } from '../openai/errors.ts'
import type { BodyFiles } from '../patches/document/body-file.ts'
import type { PatchSource } from '../patches/sources/source.ts'
import {
  readStreamSettings,
  createSplitter,
  STREAM_SETTINGS_HINT,
  type StreamSettings,
  createDelays,
} from '../operations/streaming/pace.ts'
import { envelopeEvent } from '../operations/streaming/error-event.ts'
import type { StreamRequest } from '../operations/streaming/stream-types.ts'
import { operationRow } from '../operations/registry.ts'
import { toEventsOf, wantsStream } from '../operations/streams.ts'
import { type ApplyTransforms } from './transform.ts'
import { applyPatches } from '../patches/apply/apply-patches.ts'
import { type Authorize, isPublic } from './authorize.ts'
import { readApiKey } from '../request/api-key.ts'
import { readClock } from '../request/clock.ts'
import { resolvePatches } from '../patches/match/resolve-patches.ts'
import { errorResponse } from '../answer/error-response.ts'
import { injectFaults, deliver, type FaultedOutcome } from './inject-faults.ts'
import type { Mock } from './mock.ts'
import { readNamespace } from '../request/namespace.ts'
import type { HeaderPatches } from '../patches/sources/request-header.ts'
import { finalizeAnswer } from './finalize.ts'
import { errorByCode } from '../patches/apply/error-by-code.ts'
import { readPreferences } from '../request/prefer.ts'
import { serialize, toResponse } from '../answer/serialize.ts'
import { publicOrigin } from '../request/public-origin.ts'
import type { Outcome } from '../answer/outcome.ts'
import { readBody, bodyOf } from '../request/body.ts'
import type { Router } from '../catalogue/router.ts'
import { selectResponse } from './select-response.ts'
import type { EventStream } from '../answer/event-stream.ts'
import { parseRequestUrl } from '../request/request-url.ts'
import { checkServiceRules } from '../validation/service-rules.ts'
import { validate } from '../validation/validate.ts'
import { toOutputFormat } from './output-format.ts'

/** Services used by the stages. Created once and shared by all requests. */
export interface Services {
  catalogue: Catalogue
  router: Router
  validators: Record<string, RequestValidators>
  patches: PatchSource
  /** Parses the patches in the header `X-Mock-Patch`. */
  headerPatches: HeaderPatches
  /** Files that patches use as bodies. */
  files: BodyFiles
  mock: Mock
  applyTransforms: ApplyTransforms
  authorize: Authorize
  /** Maximum size of a request body, in bytes. */
  maxBodyBytes: number
  /** Whether a violation of a service rule is an error instead of a warning. */
  strict: boolean
  onAnswer?: OnAnswer
}

/** A handled request and its response, for the log. */
export interface AnsweredRequest {
  request: Request
  status: number
  headers: Readonly<Record<string, string>>
  /** Time until the response started. */
  milliseconds: number
}

/** Called after each response. */
export type OnAnswer = (answered: AnsweredRequest) => void

/**
 * Handles one request and returns its response.
 *
 * The stages: route, authorize, read, validate, check service rules, resolve patches, select the response, mock, apply
 * transforms, finalize, apply patches, inject faults, serialize, deliver. A stage that throws an API error ends
 * the request.
 *
 * @param connection the connection of the response
 * @throws {import('../web/http/connection-lost.ts').ConnectionLost} if a fault ends the connection or the client
 *   disconnects
 */
export async function answer(
  request: Request,
  services: Services,
  connection: Connection,
): Promise<Response> {
  const started = performance.now()
  const outcome = await handle(request, services, connection)
  let message = serialize(outcome, performance.now() - started)
  try {
    message = 'effects' in outcome ? await deliver(message, outcome.effects) : message
  } finally {
    const { status, headers } = message
    services.onAnswer?.({ request, status, headers, milliseconds: performance.now() - started })
  }
  return toResponse(message)
}

/**
 * Runs all stages before serialization.
 *
 * @param connection the connection of the response
 * @returns the outcome, which is not serialized yet
 */
export async function handle(
  request: Request,
  services: Services,
  connection: Connection,
): Promise<Outcome | FaultedOutcome> {
  const known: KnownOutcome = { warnings: [] }
  try {
    return await runStages(request, services, { connection, known })
  } catch (error) {
    if (!(error instanceof ApiError)) {
      throw error
    }
    return { ...known, answer: errorResponse(error) }
  }
}

/** What a request's stages have found out so far; an API error keeps it. */
type KnownOutcome = Pick<Outcome, 'operationId' | 'matching' | 'explanation'> & { warnings: string[] }

async function runStages(
  request: Request,
  services: Services,
  { connection, known }: { connection: Connection; known: KnownOutcome },
): Promise<Outcome | FaultedOutcome> {
  const { headers } = request
  const { origin, path: fullPath, query } = parseRequestUrl(request.url)
  const key = readApiKey(headers)
  const { namespace, path } = readNamespace(fullPath, headers, key)
  const routed = services.router(request.method, path, query)
  const { route, pathParameters } = routed
  const operation = services.catalogue.operation(route.id)
  const row = operationRow(route.id)
  known.operationId = route.id
  if (!isPublic(operation.prism)) {
    await services.authorize({ headers, key })
  }
  const preferences = readPreferences(headers, query)
  const settings = readStreamSettings(headers.get('x-mock-stream'))
  if ('issue' in settings) {
    const message = `Invalid X-Mock-Stream: ${settings.issue}. ${STREAM_SETTINGS_HINT}`
    throw apiError(400, message, { code: 'invalid_preference', param: 'X-Mock-Stream' })
  }
  const clock = readClock(headers)
  const headerPatches = services.headerPatches(headers, route)
  const body = await readBody(request, operation, services.maxBodyBytes)
  validate(
    { operation, pathParameters, query, headers, body },
    services.validators[route.id] ?? {},
    preferences.allErrors,
  )
  const ruleWarnings = checkServiceRules(row?.serviceRules, bodyOf(body), {
    strict: services.strict,
    allErrors: preferences.allErrors,
  })

  const parsedRequest = { method: request.method, routed, operation, query, headers, body, namespace, clock }
  const { patches, warnings: loadWarnings } = await services.patches.load(namespace)
  const resolved = resolvePatches(parsedRequest, headerPatches, patches)
  const { combined, now } = resolved
  Object.assign(known, resolved.outcomeFields)
  known.warnings.push(...ruleWarnings, ...loadWarnings, ...resolved.warnings)
  const selection = selectResponse(preferences, combined, operation)
  const patchError = combined && errorByCode(combined.fields, preferences, operation)
  const mocked =
    patchError ??
    (await services.mock({ operation, accept: headers.get('accept'), preferences: selection.preferences }))
  const transformed = services.applyTransforms(mocked, {
    operation,
    catalogue: services.catalogue,
    pathParameters,
    query,
    body,
    origin: () => publicOrigin(origin, headers),
    now,
    preferences: selection.preferences,
    reply: combined?.fields.reply,
  })
  const isSelected = patchError !== undefined || selection.preferences.example !== undefined
  const finalized = finalizeAnswer(transformed, routed, isSelected)
  const patched =
    combined === undefined
      ? { answer: finalized, warnings: [] }
      : applyPatches(finalized, combined, { preferences, files: services.files })
  const stream = createEventStream(operation, patched.answer, {
    body: bodyOf(body),
    query,
    ...(combined?.fields.reply && { reply: combined.fields.reply }),
    settings: { ...combined?.fields.stream, ...settings },
  })
  const outcome: Outcome = {
    ...known,
    answer: toOutputFormat(patched.answer, bodyOf(body), row?.outputFormat),
    warnings: [...known.warnings, ...selection.warnings, ...(mocked.warnings ?? []), ...patched.warnings],
    ...(combined !== undefined && { patchNames: combined.names }),
    ...(stream !== undefined && { stream }),
  }
  const fault = combined?.fields.fault
  return fault === undefined
    ? outcome
    : injectFaults(outcome, fault, {
        connection,
        headers: combined?.fields.headers,
        model: asString(bodyOf(body)['model']),
        signal: () => request.signal,
        seed: () =>
          JSON.stringify([
            route.id,
            pathParameters,
            [...query],
            bodyOf(body),
            headers.get('x-stainless-retry-count'),
          ]),
      })
}

/** Streams the response if the request asks for it and the operation supports it. Errors are never streamed. */
function createEventStream(
  operation: CataloguedOperation,
  { status, body }: MockedAnswer,
  { settings, ...request }: Pick<StreamRequest, 'body' | 'query' | 'reply'> & { settings: StreamSettings },
): EventStream | undefined {
  const toEvents = toEventsOf(operation)
  const row = operationRow(operation.route.id)
  const onlyStreams = body === undefined && row?.stream === undefined && operation.events.length > 0
  if (toEvents === undefined || status >= 300 || !(onlyStreams || wantsStream(request))) {
    return undefined
  }
  const content = isBytes(body) ? toBase64(body) : body
  const finalBody = onlyStreams ? {} : typeof content === 'string' ? { content } : asObject(content)
  if (finalBody === undefined) {
    return undefined
  }
  return {
    events: toEvents(finalBody, { ...request, split: createSplitter(settings) }),
    waits: createDelays(settings, () => JSON.stringify(request.body)),
    errorEvent: row?.errorEvent ?? envelopeEvent,
  }
}
