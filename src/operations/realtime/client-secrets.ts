import type { Json, JsonObject } from '../../web/json/json.ts'
import { asNumber, asObject } from '../../web/json/narrow.ts'
import { newHexIdentifier } from '../../openai/ids.ts'
import type { BodyOf, Transform, TransformContext } from '../operation.ts'

/** Default lifetime of a secret in seconds (API reference, "Create client secret"). */
const DEFAULT_LIFETIME_SECONDS = 600

/** Client secrets for browsers: the requested session, completed from the example. */
export const realtimeClientSecrets: Transform<
  BodyOf<'create-realtime-client-secret'> | BodyOf<'create-realtime-translation-client-secret'>
> = (answer, context) => {
  const requested: JsonObject = context.body.session ?? {}
  const example = asObject(answer['session']) ?? {}
  const expiresAt = expiryTime(context.body, context)
  const base =
    requested['type'] === 'transcription'
      ? { id: example['id'] ?? '', object: 'realtime.transcription_session' }
      : example
  return {
    ...answer,
    expires_at: expiresAt,
    session: { ...mergeSession(base, requested), expires_at: expiresAt },
  }
}

/** Legacy sessions, which include a generated client secret. */
export const realtimeSessions: Transform = (answer, context) => ({
  ...answer,
  client_secret: {
    value: newHexIdentifier('ek_', context.random, 32),
    expires_at: expiryTime(asObject(context.body['client_secret']) ?? {}, context),
  },
})

function expiryTime(requested: JsonObject, { now }: Pick<TransformContext, 'now'>): number {
  return now + (asNumber(asObject(requested['expires_after'])?.['seconds']) ?? DEFAULT_LIFETIME_SECONDS)
}

function mergeSession(base: JsonObject, requested: JsonObject): JsonObject {
  const members = Object.entries(requested).map(([name, value]): [string, Json] => {
    if (name === 'voice') {
      // Custom voices are sent as objects and returned as ids.
      return [name, asObject(value)?.['id'] ?? value]
    }
    const known = asObject(base[name])
    const given = asObject(value)
    const sameKind = known?.['type'] === given?.['type']
    return [name, known !== undefined && given !== undefined && sameKind ? mergeSession(known, given) : value]
  })
  return { ...base, ...Object.fromEntries(members) }
}
