import type { JsonObject } from '../../web/json/json.ts'
import { asNumber, asString } from '../../web/json/narrow.ts'
import { imageUrl } from '../../media/image/image-urls.ts'
import { countTokens } from '../../openai/tokens.ts'
import type { Transform, TransformContext } from '../operation.ts'
import { resolveImageOptions, renderImage, type RenderedImage } from './image-options.ts'

/** The API's limit for `n`. */
const MAX_IMAGES = 10

/** New images and variations; without `model`, some parameters select a GPT image model, else it is DALL-E. */
export const images: Transform = (answer, context) =>
  imageResponse(answer, context, selectsGptImage(context.body) ? 'gpt-image' : 'dall-e')

/** Edited images; `model` defaults to a GPT image model. */
export const editedImages: Transform = (answer, context) => imageResponse(answer, context, 'gpt-image')

/**
 * `n` images in the requested size and format, as base64 or as a URL served by this mock.
 *
 * @param defaultModel the kind of model, if the request names none
 */
function imageResponse(
  answer: JsonObject,
  context: TransformContext,
  defaultModel: 'dall-e' | 'gpt-image',
): JsonObject {
  const { body } = context
  const model = asString(body['model']) ?? defaultModel
  const count = Math.min(MAX_IMAGES, Math.max(1, asNumber(body['n']) ?? 1))
  const subjects = Array.from({ length: count }, (_, index) => imageSubject(context, index))
  const { created } = answer
  // DALL-E models return URLs; see `model` and `response_format` in the document.
  return model.startsWith('dall-e')
    ? { created: created ?? context.now, data: subjects.map((subject) => dallEImage(context, subject)) }
    : gptImageResponse(answer, context, subjects)
}

/** The subject that seeds an image: prompt, uploads and index, so that images differ. */
function imageSubject({ body, uploads }: TransformContext, index: number): string {
  const files = uploads.map(({ name, size }) => [name, size])
  return JSON.stringify([asString(body['prompt']) ?? '', files, index])
}

/** Parameters of GPT image models only. */
const GPT_IMAGE_PARAMETERS = [
  'background',
  'moderation',
  'output_compression',
  'output_format',
  'partial_images',
  'stream',
]

function selectsGptImage(body: JsonObject): boolean {
  return (
    ['low', 'medium', 'high'].includes(asString(body['quality']) ?? '') ||
    GPT_IMAGE_PARAMETERS.some((name) => name in body)
  )
}

function dallEImage({ body, origin }: TransformContext, subject: string): JsonObject {
  const options = { size: body['size'] ?? 'auto' }
  const image: JsonObject =
    body['response_format'] === 'b64_json'
      ? { b64_json: renderImage(options, subject).base64 }
      : { url: imageUrl(origin(), resolveImageOptions(options, subject)) }
  return {
    ...image,
    ...(body['model'] === 'dall-e-3' && { revised_prompt: asString(body['prompt']) ?? '' }),
  }
}

function gptImageResponse(answer: JsonObject, context: TransformContext, subjects: string[]): JsonObject {
  const { body } = context
  const rendered = subjects.map((subject) => renderImage(body, subject))
  const [first] = rendered
  const { size: _, ...rest } = answer
  return {
    ...rest,
    data: rendered.map(({ base64 }) => ({ b64_json: base64 })),
    ...(first !== undefined && {
      background: first.background,
      output_format: first.output_format,
      // The document allows no other sizes in the response, though the newest models support them.
      ...(first.size in IMAGE_TOKENS && { size: first.size }),
      quality: first.quality,
      usage: imageUsage(context, rendered),
    }),
  }
}

/** Output tokens of an image by size and quality (guide "Image generation", cost and latency). */
const SQUARE_IMAGE_TOKENS = { low: 272, medium: 1056, high: 4160 }
const IMAGE_TOKENS: Readonly<Record<string, Record<RenderedImage['quality'], number>>> = {
  '1024x1024': SQUARE_IMAGE_TOKENS,
  '1024x1536': { low: 408, medium: 1584, high: 6240 },
  '1536x1024': { low: 400, medium: 1568, high: 6208 },
}

/** Approximate input tokens of an uploaded image. */
const TOKENS_PER_UPLOAD = 323

function imageUsage({ body, uploads }: TransformContext, rendered: RenderedImage[]): JsonObject {
  const textTokens = countTokens(asString(body['prompt']) ?? '')
  const imageTokens = TOKENS_PER_UPLOAD * uploads.length
  const outputTokens = rendered.reduce(
    (sum, { size, quality }) => sum + (IMAGE_TOKENS[size] ?? SQUARE_IMAGE_TOKENS)[quality],
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
