import { newIdentifier } from '../../openai/ids.ts'
import { SECONDS_PER_HOUR } from '../../web/time.ts'
import type { Json, JsonObject } from '../../web/json/json.ts'
import { asObject, asString } from '../../web/json/narrow.ts'
import type { Transform, TransformContext } from '../operation.ts'

/** The service's default instructions, shortened. */
const DEFAULT_INSTRUCTIONS =
  'Your knowledge cutoff is 2023-10. You are a helpful, witty, and friendly AI. Act like a human, but remember that you ' +
  "aren't a human and that you can't do human things in the real world."

const DEFAULT_FORMAT = { type: 'audio/pcm', rate: 24_000 }

const DEFAULT_SERVER_VAD = {
  type: 'server_vad',
  threshold: 0.5,
  prefix_padding_ms: 300,
  silence_duration_ms: 200,
  idle_timeout_ms: null,
  create_response: true,
  interrupt_response: true,
}

const DEFAULT_SEMANTIC_VAD = {
  type: 'semantic_vad',
  eagerness: 'auto',
  create_response: true,
  interrupt_response: true,
}

/** Voices of newer models differ from the first ones. */
const NEWER_MODELS = /^gpt-realtime-(?:[2-9]|1\.5)/

/**
 * The session of a handshake, which patches may change. The configuration of a client secret takes effect first, then the
 * model of the query.
 */
export const realtimeSession: Transform = (_, context) => {
  const { body, query } = context
  const isTranscription = query.get('intent') === 'transcription' || body['type'] === 'transcription'
  const base = isTranscription ? transcriptionSession(context) : conversationSession(context)
  return updatedSession(base, body)
}

function conversationSession(context: TransformContext): JsonObject {
  const model = context.query.get('model') ?? asString(context.body['model']) ?? ''
  return {
    type: 'realtime',
    object: 'realtime.session',
    id: newIdentifier('sess_', context.random, 21),
    model,
    output_modalities: ['audio'],
    instructions: DEFAULT_INSTRUCTIONS,
    tools: [],
    tool_choice: 'auto',
    max_output_tokens: 'inf',
    tracing: null,
    truncation: 'auto',
    prompt: null,
    expires_at: context.now + SECONDS_PER_HOUR,
    audio: {
      input: {
        format: DEFAULT_FORMAT,
        transcription: null,
        noise_reduction: null,
        turn_detection: DEFAULT_SERVER_VAD,
      },
      output: {
        format: DEFAULT_FORMAT,
        voice: NEWER_MODELS.test(model) ? 'marin' : 'alloy',
        speed: 1,
      },
    },
    include: null,
  }
}

function transcriptionSession({ random, now }: TransformContext): JsonObject {
  return {
    type: 'transcription',
    object: 'realtime.transcription_session',
    id: newIdentifier('sess_', random, 21),
    expires_at: now + SECONDS_PER_HOUR,
    audio: {
      input: {
        format: DEFAULT_FORMAT,
        transcription: null,
        noise_reduction: null,
        turn_detection: DEFAULT_SERVER_VAD,
      },
    },
    include: null,
  }
}

/** Members that a client cannot change. */
const FIXED_MEMBERS = new Set(['id', 'object', 'type', 'model', 'expires_at', 'client_secret'])

/** Values of members that an update clears with null. */
const CLEARED: JsonObject = {
  instructions: '',
  tools: [],
  tool_choice: 'auto',
  max_output_tokens: 'inf',
  output_modalities: ['audio'],
  truncation: 'auto',
}

/**
 * Applies an update to a session: present members change, deeply in `audio`; lists are replaced.
 *
 * @param session not mutated
 */
export function updatedSession(session: JsonObject, update: JsonObject): JsonObject {
  const changed: JsonObject = { ...session }
  for (const [name, value] of Object.entries(update)) {
    if (name === 'audio') {
      changed['audio'] = updatedAudio(asObject(session['audio']) ?? {}, asObject(value) ?? {})
    } else if (!FIXED_MEMBERS.has(name)) {
      changed[name] = value ?? CLEARED[name] ?? null
    }
  }
  return changed
}

function updatedAudio(audio: JsonObject, update: JsonObject): JsonObject {
  const changed = { ...audio }
  for (const side of ['input', 'output']) {
    const known = asObject(audio[side])
    const added = asObject(update[side])
    if (known !== undefined && added !== undefined) {
      const members = Object.entries(added).map(([name, value]) => [name, audioMember(name, value)])
      changed[side] = { ...known, ...Object.fromEntries(members) }
    }
  }
  return changed
}

function audioMember(name: string, value: Json): Json {
  const fields = asObject(value)
  switch (name) {
    case 'format':
      return fields?.['type'] === 'audio/pcm' ? { ...DEFAULT_FORMAT, ...fields } : (fields ?? DEFAULT_FORMAT)
    case 'turn_detection':
      return fields === undefined
        ? null
        : { ...(fields['type'] === 'semantic_vad' ? DEFAULT_SEMANTIC_VAD : DEFAULT_SERVER_VAD), ...fields }
    default:
      return value
  }
}

/** The session of a handshake for translations. */
export const translationSession: Transform = (_, { body, query, random, now }) => ({
  id: newIdentifier('sess_', random, 21),
  type: 'translation',
  model: query.get('model') ?? asString(body['model']) ?? '',
  expires_at: now + SECONDS_PER_HOUR,
  audio: updatedAudio(
    { input: { transcription: null, noise_reduction: null }, output: { language: 'en' } },
    asObject(body['audio']) ?? {},
  ),
})

/**
 * Applies an update to a session for translations.
 *
 * @param session not mutated
 */
export function updatedTranslation(session: JsonObject, update: JsonObject): JsonObject {
  return {
    ...session,
    audio: updatedAudio(asObject(session['audio']) ?? {}, asObject(update['audio']) ?? {}),
  }
}
