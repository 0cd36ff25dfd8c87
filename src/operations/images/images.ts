import type { JsonObject } from '../../web/json/json.ts'
import { numberIn, stringIn } from '../../web/json/narrow.ts'
import { imageUrl } from '../../media/image/image-urls.ts'
import { countTokens } from '../../openai/tokens.ts'
import type { Adapter, AdapterContext } from '../operation.ts'
import { imageOptionsOf, paintPicture, type PaintedPicture } from './image-options.ts'

/** The API's limit for `n`. */
const MOST_PICTURES = 10

/** Images: `n` of them in the requested size and format, as base64 or as a URL served by this mock. */
export const images: Adapter = (answer, context) => {
  const { body } = context
  const count = Math.min(MOST_PICTURES, Math.max(1, numberIn(body['n']) ?? 1))
  const subjects = Array.from({ length: count }, (_, index) => subjectOf(context, index))
  const { created } = answer
  return isDallE(context)
    ? { created: created ?? context.now, data: subjects.map((subject) => dallEPicture(context, subject)) }
    : paintedAnswer(answer, context, subjects)
}

/** The subject that seeds an image: prompt, uploads and index, so that images differ. */
function subjectOf({ body, uploads }: AdapterContext, index: number): string {
  const files = uploads.map(({ name, size }) => [name, size])
  return JSON.stringify([stringIn(body['prompt']) ?? '', files, index])
}

/** Parameters of GPT image models only: without `model`, they select such a model. */
const GPT_PARAMETERS = [
  'background',
  'moderation',
  'output_compression',
  'output_format',
  'partial_images',
  'stream',
]

/** DALL-E models return URLs; see `model` and `response_format` in the document. */
function isDallE({ body, operation }: AdapterContext): boolean {
  const model = stringIn(body['model'])
  if (model !== undefined) {
    return model.startsWith('dall-e')
  }
  return (
    operation.route.id !== 'createImageEdit' &&
    !['low', 'medium', 'high'].includes(stringIn(body['quality']) ?? '') &&
    !GPT_PARAMETERS.some((name) => name in body)
  )
}

function dallEPicture({ body, origin }: AdapterContext, subject: string): JsonObject {
  const asked = { size: body['size'] ?? 'auto' }
  const picture: JsonObject =
    body['response_format'] === 'b64_json'
      ? { b64_json: paintPicture(asked, subject).base64 }
      : { url: imageUrl(origin(), imageOptionsOf(asked, subject)) }
  return {
    ...picture,
    ...(body['model'] === 'dall-e-3' && { revised_prompt: stringIn(body['prompt']) ?? '' }),
  }
}

function paintedAnswer(answer: JsonObject, context: AdapterContext, subjects: string[]): JsonObject {
  const { body } = context
  const pictures = subjects.map((subject) => paintPicture(body, subject))
  const [first] = pictures
  const { size: _, ...rest } = answer
  return {
    ...rest,
    data: pictures.map(({ base64 }) => ({ b64_json: base64 })),
    ...(first !== undefined && {
      background: first.background,
      output_format: first.output_format,
      // The document allows no other sizes in the response, though the newest models support them.
      ...(first.size in TOKENS && { size: first.size }),
      quality: first.quality,
      usage: usageOf(context, pictures),
    }),
  }
}

/** Output tokens of an image by size and quality (guide "Image generation", cost and latency). */
const SQUARE_TOKENS = { low: 272, medium: 1056, high: 4160 }
const TOKENS: Readonly<Record<string, Record<PaintedPicture['quality'], number>>> = {
  '1024x1024': SQUARE_TOKENS,
  '1024x1536': { low: 408, medium: 1584, high: 6240 },
  '1536x1024': { low: 400, medium: 1568, high: 6208 },
}

/** Approximate input tokens of an uploaded image. */
const TOKENS_AN_UPLOAD = 323

function usageOf({ body, uploads }: AdapterContext, pictures: PaintedPicture[]): JsonObject {
  const textTokens = countTokens(stringIn(body['prompt']) ?? '')
  const imageTokens = TOKENS_AN_UPLOAD * uploads.length
  const outputTokens = pictures.reduce(
    (sum, { size, quality }) => sum + (TOKENS[size] ?? SQUARE_TOKENS)[quality],
    0,
  )
  return {
    input_tokens: textTokens + imageTokens,
    input_tokens_details: { text_tokens: textTokens, image_tokens: imageTokens },
    output_tokens: outputTokens,
    output_tokens_details: { image_tokens: outputTokens, text_tokens: 0 },
    total_tokens: textTokens + imageTokens + outputTokens,
  }
}
