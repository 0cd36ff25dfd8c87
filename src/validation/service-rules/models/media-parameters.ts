import type { JsonObject } from '../../../web/json/json.ts'
import { API_DOCUMENT, EMBEDDINGS, IMAGE_GENERATION, TEXT_TO_SPEECH } from '../evidence.ts'
import {
  checkOf,
  isSet,
  NO_VIOLATIONS,
  type RuleCheck,
  type RuleViolation,
  type ServiceRule,
  violates,
} from '../rule.ts'
import { listOf } from './quotes.ts'

const IMAGES = ['createImage', 'createImageEdit']

const UNKNOWN: ServiceRule = {
  id: 'images-parameters-of-model',
  summary:
    'Each parameter of images belongs to some models: `response_format` and `style` to DALL-E, `background` and formats to GPT image models.',
  operations: IMAGES,
  message: "Unknown parameter: '{param}'.",
  param: '{param}',
  code: 'unknown_parameter',
  sureness: 'reported',
  evidence: ['https://github.com/vercel/ai/issues/6102', IMAGE_GENERATION, API_DOCUMENT],
}

const COUNT: ServiceRule = {
  id: 'images-count-of-dall-e-3',
  summary: '`dall-e-3` generates one image per request.',
  operations: IMAGES,
  message: "Invalid 'n': integer above maximum value. Expected a value <= 1, but got {value} instead.",
  param: 'n',
  code: 'integer_above_max_value',
  sureness: 'documented',
  evidence: [API_DOCUMENT],
}

const VALUE: ServiceRule = {
  id: 'images-values-of-model',
  summary: '`size` and `quality` are values of the model.',
  operations: IMAGES,
  message: "Invalid value: '{value}'. Supported values are: {supported}.",
  param: '{param}',
  code: 'invalid_value',
  sureness: 'documented',
  evidence: [API_DOCUMENT, IMAGE_GENERATION],
}

const PROMPT: ServiceRule = {
  id: 'images-prompt-length-of-model',
  summary:
    'The prompt has at most 1,000 characters for `dall-e-2`, 4,000 for `dall-e-3`, and 32,000 for GPT image models.',
  operations: IMAGES,
  message:
    "Invalid 'prompt': string too long. Expected a string with maximum length {limit}, but got a string with length {size} instead.",
  param: 'prompt',
  code: 'string_above_max_length',
  sureness: 'documented',
  evidence: [API_DOCUMENT],
}

interface ImageModel {
  name: RegExp
  /** Parameters of other models. */
  unknown: readonly string[]
  sizes: readonly string[]
  qualities: readonly string[]
  maxPrompt: number
}

/** Parameters that only GPT image models have. */
const GPT_PARAMETERS = [
  'background',
  'moderation',
  'output_format',
  'output_compression',
  'partial_images',
  'input_fidelity',
]

const IMAGE_MODELS: readonly ImageModel[] = [
  {
    name: /^(?:gpt-image-1|chatgpt-image)/,
    unknown: ['response_format', 'style'],
    sizes: ['1024x1024', '1024x1536', '1536x1024', 'auto'],
    qualities: ['low', 'medium', 'high', 'auto'],
    maxPrompt: 32_000,
  },
  // Later models generate any size.
  {
    name: /^gpt-image-/,
    unknown: ['response_format', 'style'],
    sizes: [],
    qualities: ['low', 'medium', 'high', 'auto'],
    maxPrompt: 32_000,
  },
  {
    name: /^dall-e-3/,
    unknown: GPT_PARAMETERS,
    sizes: ['1024x1024', '1024x1792', '1792x1024'],
    qualities: ['standard', 'hd', 'auto'],
    maxPrompt: 4000,
  },
  {
    name: /^dall-e-2/,
    unknown: [...GPT_PARAMETERS, 'style'],
    sizes: ['256x256', '512x512', '1024x1024'],
    qualities: ['standard', 'auto'],
    maxPrompt: 1000,
  },
]

/** Parameters of images that depend on the model. */
export const imageModelParameters: RuleCheck = {
  rules: [UNKNOWN, COUNT, VALUE, PROMPT],
  check: ({ body }) => {
    const { model } = body
    const known = typeof model === 'string' ? IMAGE_MODELS.find(({ name }) => name.test(model)) : undefined
    return known === undefined ? NO_VIOLATIONS : imageViolations(body, known)
  },
}

function imageViolations(
  body: JsonObject,
  { name, unknown, sizes, qualities, maxPrompt }: ImageModel,
): RuleViolation[] {
  const { n, prompt } = body
  return [
    ...unknown.filter((param) => isSet(body[param])).map((param) => violates(UNKNOWN, { param })),
    ...(name.test('dall-e-3') && Number(n) > 1 ? [violates(COUNT, { value: Number(n) })] : []),
    ...valueViolations('size', body['size'], sizes),
    ...valueViolations('quality', body['quality'], qualities),
    ...(typeof prompt === 'string' && prompt.length > maxPrompt
      ? [violates(PROMPT, { limit: maxPrompt, size: prompt.length })]
      : []),
  ]
}

function valueViolations(param: string, value: unknown, supported: readonly string[]): RuleViolation[] {
  return typeof value === 'string' && supported.length > 0 && !supported.includes(value)
    ? [violates(VALUE, { param, value, supported: listOf(supported) })]
    : []
}

const FORMAT: ServiceRule = {
  id: 'transcription-format-of-model',
  summary:
    'Of the formats of transcriptions, GPT models support `json` and `text`, and diarization also `diarized_json`.',
  operations: ['createTranscription'],
  message: "response_format '{value}' is not compatible with model '{model}'. Use {supported} instead.",
  param: 'response_format',
  code: 'unsupported_value',
  sureness: 'reported',
  evidence: [
    'https://github.com/openai/openai-dotnet/issues/401',
    'https://github.com/vercel/ai/issues/8214',
    'https://github.com/lfnovo/esperanto/issues/204',
  ],
}

/** Formats of transcriptions that depend on the model. */
const transcriptionFormat: RuleCheck = {
  rules: [FORMAT],
  check: ({ body: { model, response_format: value } }) => {
    if (typeof model !== 'string' || typeof value !== 'string' || !/^gpt-.*transcribe/.test(model)) {
      return NO_VIOLATIONS
    }
    const formats = model.includes('diarize') ? ['json', 'text', 'diarized_json'] : ['json', 'text']
    const supported = formats.map((format) => `'${format}'`).join(' or ')
    return formats.includes(value) ? NO_VIOLATIONS : [violates(FORMAT, { value, model, supported })]
  },
}

/** Dimensions of embeddings by model. */
const MAX_DIMENSIONS: Readonly<Record<string, number>> = {
  'text-embedding-3-small': 1536,
  'text-embedding-3-large': 3072,
}

const DIMENSIONS: ServiceRule = {
  id: 'embeddings-dimensions-of-model',
  summary: "`dimensions` is at most the size of the model's embeddings.",
  operations: ['createEmbedding'],
  message: "Invalid value for 'dimensions' = {value}. Must be less than or equal to {limit}.",
  param: null,
  code: null,
  sureness: 'documented',
  evidence: [EMBEDDINGS],
}

const embeddingDimensions: RuleCheck = {
  rules: [DIMENSIONS],
  check: ({ body: { model, dimensions } }) => {
    const limit =
      typeof model === 'string' && Object.hasOwn(MAX_DIMENSIONS, model) ? MAX_DIMENSIONS[model] : undefined
    return limit === undefined || !(Number(dimensions) > limit)
      ? NO_VIOLATIONS
      : [violates(DIMENSIONS, { value: Number(dimensions), limit })]
  },
}

/** Parameters of audio and embeddings that depend on the model. */
export const MEDIA_MODEL_CHECKS: readonly RuleCheck[] = [
  imageModelParameters,
  transcriptionFormat,
  checkOf(
    {
      id: 'speech-instructions-of-model',
      summary: '`tts-1` and `tts-1-hd` have no `instructions`.',
      operations: ['createSpeech'],
      message: "Unsupported parameter: 'instructions' is not supported with this model.",
      param: 'instructions',
      code: 'unsupported_parameter',
      sureness: 'documented',
      evidence: [API_DOCUMENT, TEXT_TO_SPEECH],
    },
    ({ body: { model, instructions } }) =>
      typeof model === 'string' && model.startsWith('tts-1') && isSet(instructions) && instructions !== '',
  ),
  checkOf(
    {
      id: 'speech-stream-format-of-model',
      summary: '`tts-1` and `tts-1-hd` do not stream events.',
      operations: ['createSpeech'],
      message: "Unsupported value: 'stream_format' does not support 'sse' with this model.",
      param: 'stream_format',
      code: 'unsupported_value',
      sureness: 'documented',
      evidence: [API_DOCUMENT],
    },
    ({ body: { model, stream_format: format } }) =>
      typeof model === 'string' && model.startsWith('tts-1') && format === 'sse',
  ),
  checkOf(
    {
      id: 'embeddings-dimensions-of-ada',
      summary: '`text-embedding-ada-002` has no `dimensions`.',
      operations: ['createEmbedding'],
      message: 'This model does not support specifying dimensions.',
      param: null,
      code: null,
      sureness: 'reported',
      evidence: [
        'https://github.com/SciPhi-AI/R2R/pull/768',
        'https://github.com/sbintuitions/JMTEB/pull/14',
        'https://github.com/microsoft/kernel-memory/issues/805',
      ],
    },
    ({ body: { model, dimensions } }) => model === 'text-embedding-ada-002' && isSet(dimensions),
  ),
  embeddingDimensions,
]
