import type { Json, JsonObject } from '../../web/json/json.ts'
import { numberIn, objectIn } from '../../web/json/narrow.ts'
import { newHexIdentifier } from '../../openai/ids.ts'
import type { Adapter, AdapterContext } from '../operation.ts'

/** Default lifetime of a secret in seconds (API reference, "Create client secret"). */
const LIFETIME = 600

/** Client secrets for browsers: the requested session, completed from the example. */
export const realtimeSecrets: Adapter = (answer, context) => {
  const asked = objectIn(context.body['session']) ?? {}
  const example = objectIn(answer['session']) ?? {}
  const expiresAt = expiryOf(context.body, context)
  const base =
    asked['type'] === 'transcription'
      ? { id: example['id'] ?? '', object: 'realtime.transcription_session' }
      : example
  return {
    ...answer,
    expires_at: expiresAt,
    session: { ...merged(base, asked), expires_at: expiresAt },
  }
}

/** Legacy sessions, which include a generated client secret. */
export const realtimeSessions: Adapter = (answer, context) => ({
  ...answer,
  client_secret: {
    value: newHexIdentifier('ek_', context.random, 32),
    expires_at: expiryOf(objectIn(context.body['client_secret']) ?? {}, context),
  },
})

function expiryOf(asked: JsonObject, { now }: AdapterContext): number {
  return now + (numberIn(objectIn(asked['expires_after'])?.['seconds']) ?? LIFETIME)
}

function merged(base: JsonObject, asked: JsonObject): JsonObject {
  const inner = Object.entries(asked).map(([name, value]): [string, Json] => {
    if (name === 'voice') {
      // Custom voices are sent as objects and returned as ids.
      return [name, objectIn(value)?.['id'] ?? value]
    }
    const known = objectIn(base[name])
    const given = objectIn(value)
    const sameKind = known?.['type'] === given?.['type']
    return [name, known !== undefined && given !== undefined && sameKind ? merged(known, given) : value]
  })
  return { ...base, ...Object.fromEntries(inner) }
}
