import type { Json, JsonObject } from '../json/json.ts'
import { numberIn, objectIn } from '../json/read-json.ts'
import { newHexIdentifier } from '../openai/identifiers.ts'
import type { Adapter, AdapterContext } from './adapter.ts'

/** Seconds that a secret is good for when nothing is said (API reference, "Create client secret"). */
const LIFETIME = 600

/** Secrets for browsers: the session is what was asked for, and the rest of it the example's. */
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

/** Sessions of old bring their secret with them, which nobody chooses. */
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
      // Voices of one's own are sent as objects, and told by their ids.
      return [name, objectIn(value)?.['id'] ?? value]
    }
    const known = objectIn(base[name])
    const given = objectIn(value)
    const sameKind = known?.['type'] === given?.['type']
    return [name, known !== undefined && given !== undefined && sameKind ? merged(known, given) : value]
  })
  return { ...base, ...Object.fromEntries(inner) }
}
