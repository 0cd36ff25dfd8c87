import type { Services } from '../../pipeline/services.ts'
import { ApiError } from '../../openai/errors.ts'
import type { Call } from '../../request/call.ts'
import { seedOf } from '../../request/seed.ts'
import type { JsonObject } from '../../web/json/json.ts'
import { seededRandom } from '../../web/random/seeded-random.ts'
import { betaSession } from '../realtime/beta.ts'
import { RealtimeSession } from '../realtime/realtime-session.ts'
import type { CheckSession } from '../realtime/response-request.ts'
import { LiveSession } from '../live/live-session.ts'
import type { StoredSession, StoredSessions } from '../live/stored-sessions.ts'
import { TranslationSession } from '../translation/translation-session.ts'
import { ResponsesSession } from '../responses/responses-session.ts'
import { RejectedSession, type Rejection } from './rejected-session.ts'
import type { Session } from '../session.ts'

/** An accepted handshake. */
export interface AcceptedHandshake {
  call: Call
  services: Services
  /** The session that the handshake created, after patches. */
  session: JsonObject
  isBeta: boolean
  /** The GPT-Live sessions of this process. */
  liveSessions: StoredSessions
}

/** One kind of WebSocket session. */
export interface SessionKind {
  /** True if a wrong key or model is reported by an event, and false if the handshake is refused. */
  rejectsByEvent: boolean
  /** True if the path names a session, which has to exist. */
  needsSession?: true
  create: (handshake: AcceptedHandshake) => Session
}

/** Models of the Realtime API. */
const REALTIME_MODEL = /realtime|gpt-audio/

/** The session kinds by the operation of their handshake. */
export const SESSION_KINDS: Readonly<Record<string, SessionKind>> = {
  connectRealtime: { rejectsByEvent: true, create: createRealtime },
  connectTranslation: { rejectsByEvent: true, create: createTranslation },
  connectLive: { rejectsByEvent: false, create: createLive },
  forkLive: { rejectsByEvent: false, needsSession: true, create: createLive },
  connectResponses: {
    rejectsByEvent: false,
    create: (handshake) =>
      new ResponsesSession({
        random: seededRandom(`${seedOf(handshake.call)} responses`),
        strict: isStrict(handshake),
      }),
  },
}

function createRealtime(handshake: AcceptedHandshake): Session {
  const { call, services, session, isBeta } = handshake
  const rejection = rejectionOf(handshake)
  const random = seededRandom(`${seedOf(call)} session`)
  if (rejection !== undefined) {
    return new RejectedSession(rejection, random)
  }
  const realtime = new RealtimeSession({
    session,
    random,
    check: sessionCheck(services),
    strict: isStrict(handshake),
  })
  return isBeta ? betaSession(realtime, random) : realtime
}

function createTranslation(handshake: AcceptedHandshake): Session {
  const { call, session } = handshake
  const random = seededRandom(`${seedOf(call)} translation`)
  const rejection = rejectionOf(handshake)
  return rejection === undefined
    ? new TranslationSession(session, random)
    : new RejectedSession(rejection, random)
}

function createLive(handshake: AcceptedHandshake): Session {
  const { call, liveSessions } = handshake
  return new LiveSession({
    random: seededRandom(`${seedOf(call)} live`),
    origin: namedSession(handshake),
    onStart: (id, read) => liveSessions.add({ namespace: call.namespace, id }, read),
  })
}

/** @returns the session that the path of a handshake names */
export function namedSession({
  call: { namespace, pathParameters },
  liveSessions,
}: {
  call: Pick<Call, 'namespace' | 'pathParameters'>
  liveSessions: StoredSessions
}): StoredSession | undefined {
  return liveSessions.find(namespace, pathParameters['session_id'] ?? '')
}

function rejectionOf(handshake: AcceptedHandshake): Rejection | undefined {
  const { session, isBeta } = handshake
  const { type, model } = session
  if (isBeta && isStrict(handshake)) {
    const message = 'The Realtime Beta API is no longer supported. Please use /v1/realtime for the GA API.'
    return { code: 'beta_api_shape_disabled', message }
  }
  if (type === 'transcription') {
    return undefined
  }
  if (typeof model !== 'string' || model === '') {
    const message =
      'You must provide a model parameter, for example wss://api.openai.com/v1/realtime?model=gpt-realtime-1.5'
    return { code: 'missing_model', message }
  }
  return isStrict(handshake) && !REALTIME_MODEL.test(model)
    ? { code: 'invalid_model', message: `Model "${model}" is not supported in realtime mode.` }
    : undefined
}

/** Whether violations of the service's rules are errors. */
function isStrict({ call, services }: Pick<AcceptedHandshake, 'call' | 'services'>): boolean {
  return (call.rulesLevel ?? services.rules) === 'refuse'
}

/** The operation whose request has a session, and so a validator for it. */
const SESSION_OPERATION = 'create-realtime-client-secret'

/** Creates the check of a session's configuration, which uses the validator of client secrets. */
function sessionCheck(services: Services): CheckSession {
  return (session, name) => {
    const operation = services.catalogue.operation(SESSION_OPERATION)
    try {
      services.validate({
        operation,
        pathParameters: {},
        query: new URLSearchParams(),
        headers: new Headers(),
        content: { kind: 'json', value: { session: withoutNulls(session) } },
        preferences: {},
      })
      return undefined
    } catch (error) {
      if (!(error instanceof ApiError)) {
        throw error
      }
      const message = error.message.replace("'session.", `'${name}.`)
      const param = error.param?.replace(/^session\b/, name) ?? null
      return { code: error.code, message, param }
    }
  }
}

/** Null clears a member, which the document does not say everywhere. */
function withoutNulls(value: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, member]) =>
      member === null
        ? []
        : [[name, typeof member === 'object' && !Array.isArray(member) ? withoutNulls(member) : member]],
    ),
  )
}
