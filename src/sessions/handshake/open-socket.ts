import { serialize, toResponse } from '../../answer/serialize.ts'
import { errorResponse } from '../../answer/error-response.ts'
import { createSocketRouter, withSocketOperations } from '../../catalogue/socket-operations.ts'
import type { Routed, Router } from '../../catalogue/router.ts'
import { ApiError, apiError } from '../../openai/errors.ts'
import { answerCall, type Handled } from '../../pipeline/handle.ts'
import { deliver } from '../../pipeline/inject-faults.ts'
import { type OnAnswer, respond, type Surroundings } from '../../pipeline/respond.ts'
import type { Services } from '../../pipeline/services.ts'
import type { Call } from '../../request/call.ts'
import { readClock } from '../../request/clock.ts'
import { readPreferences } from '../../request/prefer.ts'
import { openRequest } from '../../request/request-context.ts'
import { readRulesLevel } from '../../request/rules-level.ts'
import { seedOf } from '../../request/seed.ts'
import { readStreamSettings } from '../../request/stream-settings.ts'
import { asObject } from '../../web/json/narrow.ts'
import { seededRandom } from '../../web/random/seeded-random.ts'
import { StoredSessions } from '../live/stored-sessions.ts'
import { runSession, type ServerSocket, type SocketListener } from '../run-session.ts'
import type { Incoming, MemorySource } from '../../pipeline/incoming.ts'
import { answerTurn } from './answer-turn.ts'
import { type Handshake, readHandshake } from './handshake-request.ts'
import { RejectedSession, type Rejection } from './rejected-session.ts'
import { namedSession, SESSION_KINDS, type SessionKind } from './session-kinds.ts'

/** A handshake that the runtime completes. */
export interface SocketOpening {
  /** The subprotocol of the answer, if any. */
  protocol: string | undefined
  /** Headers of the answer, with names in lower case. */
  headers: Readonly<Record<string, string>>
  /** Starts the session on the opened socket. */
  start: (socket: ServerSocket) => SocketListener
}

/**
 * Completes a handshake on one runtime.
 *
 * @param bindings the second argument of `app.fetch`
 * @param execution returns the execution context of Workers; throws on other runtimes
 * @returns the response of the handshake
 */
export type AcceptSocket = (
  opening: SocketOpening,
  bindings: unknown,
  execution: () => object,
) => Response | Promise<Response>

/** A WebSocket handshake, and its runtime. */
export interface SocketRequest {
  request: Request
  surroundings: Surroundings
  accept: (opening: SocketOpening) => Response | Promise<Response>
}

/** Maximum number of open sessions of a process. */
const MAX_SESSIONS = 20_000

/** Headers of the refusal that do not belong to a completed handshake. */
const BODY_HEADERS = new Set(['content-type', 'content-length'])

/**
 * Creates the function that answers WebSocket handshakes: it refuses them like a request, or starts a session.
 *
 * @param services those of the pipeline
 */
export function createSocketServer(
  pipelineServices: Services,
  onAnswer: OnAnswer | undefined,
): (socket: SocketRequest) => Promise<Response> {
  const services: Services = {
    ...pipelineServices,
    catalogue: { ...pipelineServices.catalogue, ...withSocketOperations(pipelineServices.catalogue) },
  }
  const router = createSocketRouter(services.catalogue.basePaths)
  const liveSessions = new StoredSessions()
  let sessions = 0
  return async ({ request, surroundings, accept }) => {
    const incoming = withStore(services, surroundings)
    const started = performance.now()
    const handshake = readHandshake(request)
    const opened = await openHandshake(handshake, { services, incoming, router, liveSessions })
    const message = await deliver(
      serialize(opened.handled.outcome, performance.now() - started),
      opened.handled.effects,
    )
    const { status, headers } = message
    onAnswer?.({ request, status, headers, milliseconds: performance.now() - started })
    const { call, kind } = opened
    if (call === undefined || kind === undefined || status >= 300) {
      return toResponse({ ...message, headers: { ...headers, connection: 'close' } })
    }
    if (sessions >= MAX_SESSIONS) {
      const tooMany = apiError(503, `The mock has ${MAX_SESSIONS} open sessions. Close sessions first.`, {
        type: 'server_error',
      })
      return toResponse(serialize({ answer: errorResponse(tooMany) }, 0))
    }
    const session =
      opened.rejection === undefined
        ? kind.create({
            call,
            services,
            session: asObject(opened.handled.outcome.answer.body) ?? {},
            isBeta: handshake.isBeta,
            liveSessions,
          })
        : new RejectedSession(opened.rejection, seededRandom(seedOf(call)))
    return accept({
      protocol: handshake.protocol,
      headers: Object.fromEntries(Object.entries(headers).filter(([name]) => !BODY_HEADERS.has(name))),
      start: (socket) => {
        sessions += 1
        return runSession({
          session,
          socket,
          ask: (question, signal) =>
            answerTurn(question, { handshake: call, services, incoming, onAnswer, signal }),
          onEnd: () => {
            sessions -= 1
          },
        })
      },
    })
  }
}

/** A turn is no request, so it cannot be forwarded to another process that has the kept objects. */
function withStore(services: Services, surroundings: Surroundings): Incoming {
  const { connection, memory } = surroundings
  return {
    connection,
    ...(memory && { memory: localPart(memory) }),
    send: (request) => respond(request, { services }, surroundings),
  }
}

function localPart({ forward: _, ...local }: MemorySource): MemorySource {
  return local
}

interface OpenContext {
  services: Services
  incoming: Incoming
  router: Router
  liveSessions: StoredSessions
}

/** A handshake that was handled: accepted, refused, or accepted to be rejected by an event. */
interface OpenedHandshake {
  handled: Handled
  call?: Call
  kind?: SessionKind | undefined
  rejection?: Rejection | undefined
}

async function openHandshake(handshake: Handshake, context: OpenContext): Promise<OpenedHandshake> {
  const { services, incoming, liveSessions } = context
  try {
    const opened = openRequest(handshake.request)
    const routed = routeSocket(context, opened.path, opened.query)
    const kind = SESSION_KINDS[routed.route.id]
    if (kind === undefined) {
      throw sessionNotFound(routed.pathParameters)
    }
    const rejection = await checkKey(handshake, kind, () => services.authorize(opened))
    const named = { ...opened, ...routed }
    if (kind.needsSession === true && namedSession({ call: named, liveSessions }) === undefined) {
      throw sessionNotFound(routed.pathParameters)
    }
    const body = handshake.carried?.session ?? {}
    const call: Call = {
      ...opened,
      ...routed,
      operation: services.catalogue.operation(routed.route.id),
      preferences: readPreferences(opened.headers, opened.query),
      streamSettings: readStreamSettings(opened.headers),
      clock: readClock(opened.headers),
      rulesLevel: readRulesLevel(opened.headers),
      content: { kind: 'json', value: body },
      body,
      bytes: new Uint8Array(),
      uploads: [],
    }
    const headerPatches = services.headerPatches(call.headers, call.route)
    const handled = await answerCall(call, { ...incoming, services, headerPatches })
    return { handled, call, kind, rejection }
  } catch (error) {
    if (!(error instanceof ApiError)) {
      throw error
    }
    return { handled: { outcome: { answer: errorResponse(error) }, effects: [] } }
  }
}

/** @throws {ApiError} 404 for an unknown path, 426 for an operation without WebSocket */
function routeSocket({ services, router }: OpenContext, path: string, query: URLSearchParams): Routed {
  try {
    return router('GET', path, query)
  } catch (error) {
    if (isKnownPath(services.router, path, query)) {
      const message = `This endpoint does not support WebSocket connections (GET ${path}). Send an HTTP request without the header Upgrade.`
      throw apiError(426, message, { code: 'websocket_not_supported' })
    }
    throw error
  }
}

function isKnownPath(router: Router, path: string, query: URLSearchParams): boolean {
  try {
    router('GET', path, query)
    return true
  } catch (error) {
    return error instanceof ApiError && error.status !== 404
  }
}

/** The mock forks sessions of its own process. No connection can attach to the session of another one. */
function sessionNotFound({ session_id: id = '' }: Readonly<Record<string, string>>): ApiError {
  const message = `Live session '${id}' not found. The mock forks sessions that were started in the same process, and cannot attach to a session.`
  return apiError(404, message, { code: 'session_not_found', param: 'session_id' })
}

const EXPIRED_SECRET: Rejection = {
  code: 'invalid_api_key',
  message: 'Incorrect API key provided: the client secret has expired. Create a new one.',
  closeCode: 3000,
}

/**
 * Checks the key of a handshake.
 *
 * @returns the rejection of a wrong key, if it is reported by an event
 * @throws {ApiError} 401 otherwise
 */
async function checkKey(
  { secret }: Handshake,
  kind: SessionKind | undefined,
  authorize: () => Promise<void>,
): Promise<Rejection | undefined> {
  if (secret !== undefined) {
    const { expiresAt = Infinity } = secret
    if (expiresAt * 1000 > Date.now()) {
      return undefined
    }
    if (kind?.rejectsByEvent === true) {
      return EXPIRED_SECRET
    }
    throw apiError(401, EXPIRED_SECRET.message, { code: EXPIRED_SECRET.code })
  }
  try {
    await authorize()
    return undefined
  } catch (error) {
    if (kind?.rejectsByEvent === true && error instanceof ApiError && error.code === 'invalid_api_key') {
      return { code: 'invalid_api_key', message: error.message, closeCode: 3000 }
    }
    throw error
  }
}
