import { newIdentifier } from '../../openai/ids.ts'
import type { JsonObject } from '../../web/json/json.ts'
import { asArray, asObject, asObjects, asString } from '../../web/json/narrow.ts'
import { parseBoundedJson } from '../../web/json/parse-bounded.ts'
import type { Random } from '../../web/random/seeded-random.ts'
import type { Session, SessionEffect } from '../session.ts'
import { fromBetaResponse, fromBetaSession, toBetaResponse, toBetaSession } from './beta-shapes.ts'

/** Names of server events that differ in the beta version: the start of the name, and its replacement. */
const EVENT_NAMES: readonly (readonly [current: string, beta: string])[] = [
  ['response.output_text.', 'response.text.'],
  ['response.output_audio_transcript.', 'response.audio_transcript.'],
  ['response.output_audio.', 'response.audio.'],
  ['conversation.item.added', 'conversation.item.created'],
]

/** Content part types that differ, by their current name. */
const PART_TYPES: Readonly<Record<string, string>> = { output_text: 'text', output_audio: 'audio' }

/**
 * Wraps a session of the current API as one of the beta version, which old clients use.
 *
 * @param session the session of the current API
 * @param random creates the id of the conversation
 */
export function betaSession(session: Session, random: Random): Session {
  return {
    handle(input, now) {
      const effects = session.handle(
        input.kind === 'text' ? { kind: 'text', text: fromBetaEvent(input.text) } : input,
        now,
      )
      const projected = effects.flatMap(toBetaEffect)
      return input.kind === 'open' ? [...projected, conversationCreated(random)] : projected
    },
  }
}

function conversationCreated(random: Random): SessionEffect {
  const event = {
    type: 'conversation.created',
    event_id: newIdentifier('event_', random, 21),
    conversation: { id: newIdentifier('conv_', random, 21), object: 'realtime.conversation' },
  }
  return { kind: 'send', event }
}

function fromBetaEvent(text: string): string {
  const parsed = parseBoundedJson(text)
  const event = 'value' in parsed ? asObject(parsed.value) : undefined
  if (event === undefined) {
    return text
  }
  switch (event['type']) {
    case 'session.update':
      return JSON.stringify({
        ...event,
        session: fromBetaSession(asObject(event['session']) ?? {}, 'realtime'),
      })
    case 'transcription_session.update': {
      const session = fromBetaSession(asObject(event['session']) ?? {}, 'transcription')
      return JSON.stringify({ ...event, type: 'session.update', session })
    }
    case 'response.create':
      return JSON.stringify({
        ...event,
        ...(event['response'] !== undefined && {
          response: fromBetaResponse(asObject(event['response']) ?? {}),
        }),
      })
    case 'conversation.item.create':
      return JSON.stringify({ ...event, item: renameParts(asObject(event['item']) ?? {}, FROM_BETA) })
    default:
      return text
  }
}

const FROM_BETA = new Map(Object.entries(PART_TYPES).map(([current, beta]) => [beta, current]))
const TO_BETA = new Map(Object.entries(PART_TYPES))

function renameParts(item: JsonObject, names: ReadonlyMap<string, string>): JsonObject {
  if (item['content'] === undefined) {
    return item
  }
  const content = asObjects(item['content']).map((part) => {
    const type = asString(part['type']) ?? ''
    return { ...part, type: names.get(type) ?? type }
  })
  return { ...item, content }
}

function toBetaEffect(effect: SessionEffect): SessionEffect[] {
  if (effect.kind !== 'send') {
    return [effect]
  }
  const event = toBetaEvent(effect.event)
  return event === undefined ? [] : [{ ...effect, event }]
}

/** @returns undefined for an event that the beta version does not have */
function toBetaEvent(event: JsonObject): JsonObject | undefined {
  const { type, session, response, item } = event
  const name = asString(type) ?? ''
  if (name === 'conversation.item.done') {
    return undefined
  }
  const isTranscription = asObject(session)?.['type'] === 'transcription'
  const renamed = EVENT_NAMES.find(([current]) => name.startsWith(current))
  return {
    ...event,
    type: isTranscription
      ? `transcription_${name}`
      : renamed === undefined
        ? name
        : renamed[1] + name.slice(renamed[0].length),
    ...(session !== undefined && { session: toBetaSession(asObject(session) ?? {}) }),
    ...(item !== undefined && { item: renameParts(asObject(item) ?? {}, TO_BETA) }),
    ...(response !== undefined && { response: betaResponse(asObject(response) ?? {}) }),
  }
}

function betaResponse(response: JsonObject): JsonObject {
  const output = asArray(response['output']).map((item) => renameParts(asObject(item) ?? {}, TO_BETA))
  return { ...toBetaResponse(response), output }
}
