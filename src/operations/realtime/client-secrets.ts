import { withoutUnlistedNulls } from '../../catalogue/unlisted-nulls.ts'
import type { Json, JsonObject } from '../../web/json/json.ts'
import { asNumber, asObject } from '../../web/json/narrow.ts'
import { carrySession, SECRET_PREFIX } from '../../request/client-secret.ts'
import type { BodyOf, Transform, TransformContext } from '../operation.ts'

/** Default lifetime of a secret in seconds (API reference, "Create client secret"). */
const DEFAULT_LIFETIME_SECONDS = 600

const INPUT_FORMAT: JsonObject = { type: 'audio/pcm', rate: 24_000 }

const TURN_DETECTION: JsonObject = {
  type: 'server_vad',
  threshold: 0.5,
  prefix_padding_ms: 300,
  silence_duration_ms: 200,
  idle_timeout_ms: null,
}

const INPUT_DEFAULTS: JsonObject = { format: INPUT_FORMAT, transcription: null, noise_reduction: null }

/** Members of recorded transcription sessions. */
const TRANSCRIPTION_DEFAULTS: JsonObject = {
  audio: { input: { ...INPUT_DEFAULTS, turn_detection: TURN_DETECTION } },
  include: null,
}

/** Members of recorded realtime sessions. */
const REALTIME_DEFAULTS: JsonObject = {
  audio: {
    input: {
      ...INPUT_DEFAULTS,
      turn_detection: { ...TURN_DETECTION, create_response: true, interrupt_response: true },
    },
  },
  include: null,
}

type SecretRequest =
  BodyOf<'create-realtime-client-secret'> | BodyOf<'create-realtime-translation-client-secret'>

/** Client secrets of translation sessions. */
export const translationClientSecrets: Transform<SecretRequest> = (answer, context) =>
  clientSecret(answer, context, {})

/** Client secrets of realtime and transcription sessions. */
export const realtimeClientSecrets: Transform<SecretRequest> = (answer, context) =>
  clientSecret(answer, context, REALTIME_DEFAULTS)

/** A client secret for browsers: the requested session, completed from the example and the defaults. */
function clientSecret(
  answer: JsonObject,
  context: TransformContext<SecretRequest>,
  defaults: JsonObject,
): JsonObject {
  const requested: JsonObject = context.body.session ?? {}
  const example = asObject(answer['session']) ?? {}
  const isTranscription = requested['type'] === 'transcription'
  const expiresAt = expiryTime(context.body, context)
  const base = isTranscription
    ? { id: example['id'] ?? '', object: 'realtime.transcription_session', ...TRANSCRIPTION_DEFAULTS }
    : mergeSession(example, defaults)
  const { namespace } = context
  const session = { ...mergeSession(base, requested), expires_at: expiresAt }
  const value = carrySession(SECRET_PREFIX, { session: requested, namespace, expiresAt })
  return withoutUnlistedNulls(context.operation, { ...answer, value, expires_at: expiresAt, session }, [
    'session',
  ])
}

/** Legacy sessions, which include a generated client secret. */
export const realtimeSessions: Transform = (answer, context) => ({
  ...answer,
  client_secret: {
    value: carrySession(SECRET_PREFIX, {
      session: sessionOf(context.body),
      namespace: context.namespace,
      expiresAt: expiryTime(asObject(context.body['client_secret']) ?? {}, context),
    }),
    expires_at: expiryTime(asObject(context.body['client_secret']) ?? {}, context),
  },
})

/** @returns the model of a legacy session; its other members have other names */
function sessionOf({ model }: JsonObject): JsonObject {
  return model === undefined ? { type: 'transcription' } : { type: 'realtime', model }
}

function expiryTime(requested: JsonObject, { now }: Pick<TransformContext, 'now'>): number {
  return now + (asNumber(asObject(requested['expires_after'])?.['seconds']) ?? DEFAULT_LIFETIME_SECONDS)
}

function mergeSession(base: JsonObject, requested: JsonObject): JsonObject {
  // Null means the same as an omitted member.
  const given = Object.entries(requested).filter(([name, value]) => value !== null || !(name in base))
  const members = given.map(([name, value]): [string, Json] => {
    if (name === 'voice') {
      // Custom voices are sent as objects and returned as ids.
      return [name, asObject(value)?.['id'] ?? value]
    }
    const known = asObject(base[name])
    const changes = asObject(value)
    const isSameKind = known?.['type'] === changes?.['type']
    const isMerged = known !== undefined && changes !== undefined && isSameKind
    return [name, isMerged ? mergeSession(known, changes) : value]
  })
  return { ...base, ...Object.fromEntries(members) }
}
