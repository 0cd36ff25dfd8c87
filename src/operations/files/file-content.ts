import type { JsonObject } from '../../web/json/json.ts'
import { decodeFileId, type FileMetadata } from '../../openai/file-ids.ts'
import { newIdentifier } from '../../openai/ids.ts'
import { seededRandom } from '../../web/random/seeded-random.ts'
import type { TransformContext, BinaryGenerator } from '../operation.ts'

/** Defaults for ids that encode no facts: most downloads are batch outputs (guide "Batch API"). */
export const BATCH_OUTPUT_FACTS: Omit<FileMetadata, 'size'> = {
  name: 'batch_output.jsonl',
  purpose: 'batch_output',
}

/** Larger files are truncated to this size. */
const MAX_CONTENT_BYTES = 8 * 1024 * 1024

/** The content of a file: as many bytes as its id encodes, as JSON Lines if it is named `.jsonl`. */
export const fileContent: BinaryGenerator = (context) => {
  const { name } = decodeFileId('file-', fileIdOf(context)) ?? BATCH_OUTPUT_FACTS
  return {
    contentType: 'application/octet-stream',
    body: fileBytes(context),
    headers: { 'content-disposition': contentDisposition(name) },
  }
}

/** The content of a file in a container: text, under the name of the file (recorded: `text/plain` with `file.txt`). */
export const containerFileContent: BinaryGenerator = (context) => ({
  contentType: 'text/plain; charset=utf-8',
  body: SAMPLE_TEXT,
  headers: {
    'content-disposition': `attachment; filename="file.txt"; filename*=UTF-8''${encodeURIComponent(fileIdOf(context))}.txt`,
  },
})

/** @returns the bytes of the file in the request path, the same for every download */
export function fileBytes(
  context: Pick<TransformContext, 'pathParameters' | 'now'>,
): Uint8Array<ArrayBuffer> {
  const id = fileIdOf(context)
  const facts = decodeFileId('file-', id)
  if (facts === undefined) {
    return encodeUtf8(batchOutput(id, context.now))
  }
  const size = Math.min(facts.size, MAX_CONTENT_BYTES)
  return facts.name.endsWith('.jsonl') ? repeatLines(sampleLine(facts), size) : repeatText(SAMPLE_TEXT, size)
}

function fileIdOf({ pathParameters }: Pick<TransformContext, 'pathParameters'>): string {
  return pathParameters['file_id'] ?? ''
}

const SAMPLE_TEXT = 'Unopened items can be returned within 30 days of delivery for a full refund.\n'

const SAMPLE_MESSAGE = { role: 'user', content: 'What is the capital of France?' }

/** Batch files contain requests, other files training conversations. */
function sampleLine({ purpose }: FileMetadata): string {
  const line: JsonObject =
    purpose === 'batch'
      ? {
          custom_id: 'request-1',
          method: 'POST',
          url: '/v1/chat/completions',
          body: { model: 'gpt-5.4', messages: [SAMPLE_MESSAGE] },
        }
      : { messages: [SAMPLE_MESSAGE, { role: 'assistant', content: 'The capital of France is Paris.' }] }
  return JSON.stringify(line)
}

/** As many whole lines as fit; the last one is padded with white space, which JSON allows. */
function repeatLines(line: string, size: number): Uint8Array<ArrayBuffer> {
  const usedBytes = Math.floor(size / (line.length + 1)) * (line.length + 1)
  const content = new Uint8Array(size).fill(0x20)
  content.set(usedBytes === 0 ? encodeUtf8('{}'.slice(0, size)) : repeatText(`${line}\n`, usedBytes))
  if (usedBytes > 0) {
    content[usedBytes - 1] = 0x20
    content[size - 1] = 0x0a
  }
  return content
}

function repeatText(text: string, size: number): Uint8Array<ArrayBuffer> {
  const content = new Uint8Array(size)
  content.set(encodeUtf8(text).subarray(0, size))
  for (let length = text.length; length < size; length *= 2) {
    content.copyWithin(length, 0, length)
  }
  return content
}

function encodeUtf8(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(new TextEncoder().encode(text))
}

/** The assistant messages of a batch output, one per request. */
const BATCH_REPLIES = ['Hello! How can I assist you today?', 'The capital of France is Paris.']

/** One line of JSON per request of the batch. */
function batchOutput(id: string, now: number): string {
  const random = seededRandom(`content ${id}`)
  const lines = BATCH_REPLIES.map((content, index) =>
    JSON.stringify(batchResult(content, index, { random, now })),
  )
  return `${lines.join('\n')}\n`
}

function batchResult(
  content: string,
  index: number,
  { random, now }: Pick<TransformContext, 'random' | 'now'>,
): JsonObject {
  const promptTokens = 22 + index
  const completionTokens = 8
  return {
    id: newIdentifier('batch_req_', random),
    custom_id: `request-${index + 1}`,
    response: {
      status_code: 200,
      request_id: newIdentifier('req_', random),
      body: {
        id: newIdentifier('chatcmpl-', random),
        object: 'chat.completion',
        created: now,
        model: 'gpt-5.4',
        choices: [
          {
            index: 0,
            message: { role: 'assistant', content, refusal: null, annotations: [] },
            logprobs: null,
            finish_reason: 'stop',
          },
        ],
        usage: {
          prompt_tokens: promptTokens,
          completion_tokens: completionTokens,
          total_tokens: promptTokens + completionTokens,
        },
      },
    },
    error: null,
  }
}

/** @returns the header value of a download; characters that are unsafe in a quoted value are replaced */
export function contentDisposition(name: string): string {
  return `attachment; filename="${name.replaceAll(/[^\w.-]/g, '_')}"`
}
