import type { Json, JsonObject } from '../../web/json/json.ts'
import { asArray, asObject } from '../../web/json/narrow.ts'

/** Names of audio formats in the beta version, by their current ones. */
const FORMATS: Readonly<Record<string, string>> = {
  'audio/pcm': 'pcm16',
  'audio/pcmu': 'g711_ulaw',
  'audio/pcma': 'g711_alaw',
}

const BETA_FORMATS = new Map(Object.entries(FORMATS).map(([current, beta]) => [beta, current]))

/** Default of a member that the current API does not have. */
const DEFAULT_TEMPERATURE = 0.8

/** Members with the same name and meaning in both versions. */
const SHARED = [
  'instructions',
  'tools',
  'tool_choice',
  'tracing',
  'include',
  'prompt',
  'metadata',
  'conversation',
  'input',
]

/** @returns a session of the beta version as one of the current API */
export function fromBetaSession(session: JsonObject, type: string): JsonObject {
  const input: JsonObject = {
    ...renamed(session, 'input_audio_format', 'format', toFormat),
    ...renamed(session, 'input_audio_transcription', 'transcription'),
    ...renamed(session, 'input_audio_noise_reduction', 'noise_reduction'),
    ...renamed(session, 'turn_detection', 'turn_detection'),
  }
  const { audio, ...rest } = fromBetaResponse(session)
  const output = asObject(asObject(audio)?.['output'])
  return {
    ...rest,
    type,
    audio: { input, ...(output !== undefined && type === 'realtime' && { output }) },
  }
}

/** @returns the member `response` of `response.create` in the current API */
export function fromBetaResponse(response: JsonObject): JsonObject {
  const output: JsonObject = {
    ...renamed(response, 'voice', 'voice'),
    ...renamed(response, 'output_audio_format', 'format', toFormat),
    ...renamed(response, 'speed', 'speed'),
  }
  return {
    ...Object.fromEntries(
      SHARED.flatMap((name) => (response[name] === undefined ? [] : [[name, response[name]]])),
    ),
    ...renamed(response, 'modalities', 'output_modalities', toModalities),
    ...renamed(response, 'max_response_output_tokens', 'max_output_tokens'),
    ...renamed(response, 'max_output_tokens', 'max_output_tokens'),
    ...(Object.keys(output).length > 0 && { audio: { output } }),
  }
}

/** @returns a session of the current API as one of the beta version, which is flat */
export function toBetaSession(session: JsonObject): JsonObject {
  const input = asObject(asObject(session['audio'])?.['input']) ?? {}
  const { id = '', object = '', expires_at: expiresAt = 0, include = null } = session
  const flat: JsonObject = {
    id,
    object,
    expires_at: expiresAt,
    input_audio_format: formatName(input['format']),
    input_audio_transcription: input['transcription'] ?? null,
    input_audio_noise_reduction: input['noise_reduction'] ?? null,
    turn_detection: input['turn_detection'] ?? null,
    include,
  }
  if (session['type'] === 'transcription') {
    return flat
  }
  const { model = '', instructions = '', tools = [], tool_choice: choice = 'auto', tracing = null } = session
  return {
    ...flat,
    ...toBetaResponse(session),
    object,
    model,
    instructions,
    tools,
    tool_choice: choice,
    tracing,
    max_response_output_tokens: session['max_output_tokens'] ?? 'inf',
  }
}

/** @returns the members of a response, or of a session, that the beta version names otherwise */
export function toBetaResponse(response: JsonObject): JsonObject {
  const { audio, output_modalities: modalities, ...rest } = response
  const output = asObject(asObject(audio)?.['output']) ?? {}
  const common = response['object'] === 'realtime.response' ? rest : {}
  return {
    ...common,
    modalities: asArray(modalities).includes('audio') ? ['text', 'audio'] : ['text'],
    voice: output['voice'] ?? null,
    output_audio_format: formatName(output['format']),
    temperature: DEFAULT_TEMPERATURE,
  }
}

function renamed(
  source: JsonObject,
  from: string,
  to: string,
  convert: (value: Json) => Json = (value) => value,
): JsonObject {
  const value = source[from]
  return value === undefined ? {} : { [to]: convert(value) }
}

function toFormat(name: Json): Json {
  return typeof name === 'string' ? { type: BETA_FORMATS.get(name) ?? name } : name
}

function formatName(format: Json | undefined): Json {
  const type = asObject(format)?.['type']
  return typeof type === 'string' ? (FORMATS[type] ?? type) : 'pcm16'
}

/** The current API returns text or sound, whose transcript is always sent. */
function toModalities(value: Json): Json {
  return Array.isArray(value) ? [value.includes('audio') ? 'audio' : 'text'] : value
}
