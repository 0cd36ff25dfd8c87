import type { JsonObject } from '../../web/json/json.ts'
import { factsOfId, type FileFacts } from '../../openai/file-ids.ts'
import { newIdentifier } from '../../openai/ids.ts'
import { seededRandom } from '../../web/random/seeded-random.ts'
import type { AdapterContext, MediaAdapter } from '../operation.ts'

/** Defaults for ids that encode no facts: most downloads are batch outputs (guide "Batch API"). */
export const OUTPUT_FACTS: Omit<FileFacts, 'size'> = { name: 'batch_output.jsonl', purpose: 'batch_output' }

/** Larger files are truncated to this size. */
const MOST_BYTES = 8 * 1024 * 1024

/** The content of a file: as many bytes as its id encodes, as JSON Lines if it is named `.jsonl`. */
export const fileContent: MediaAdapter = (context) => {
  const { name } = factsOfId('file-', fileIdOf(context)) ?? OUTPUT_FACTS
  return {
    contentType: 'application/octet-stream',
    body: contentOfFile(context),
    headers: { 'content-disposition': `attachment; filename="${printable(name)}"` },
  }
}

/** @returns the bytes of the file in the request path, the same for every download */
export function contentOfFile(
  context: Pick<AdapterContext, 'pathParameters' | 'now'>,
): Uint8Array<ArrayBuffer> {
  const id = fileIdOf(context)
  const facts = factsOfId('file-', id)
  if (facts === undefined) {
    return bytesOf(batchOutput(id, context.now))
  }
  const size = Math.min(facts.size, MOST_BYTES)
  return facts.name.endsWith('.jsonl') ? filledLines(lineFor(facts), size) : filled(PROSE, size)
}

function fileIdOf({ pathParameters }: Pick<AdapterContext, 'pathParameters'>): string {
  return pathParameters['file_id'] ?? ''
}

const PROSE = 'Unopened items can be returned within 30 days of delivery for a full refund.\n'

const QUESTION = { role: 'user', content: 'What is the capital of France?' }

/** Batch files contain requests, other files training conversations. */
function lineFor({ purpose }: FileFacts): string {
  const line: JsonObject =
    purpose === 'batch'
      ? {
          custom_id: 'request-1',
          method: 'POST',
          url: '/v1/chat/completions',
          body: { model: 'gpt-5.4', messages: [QUESTION] },
        }
      : { messages: [QUESTION, { role: 'assistant', content: 'The capital of France is Paris.' }] }
  return JSON.stringify(line)
}

/** As many whole lines as fit; the last one is padded with white space, which JSON allows. */
function filledLines(line: string, size: number): Uint8Array<ArrayBuffer> {
  const whole = Math.floor(size / (line.length + 1)) * (line.length + 1)
  const content = new Uint8Array(size).fill(0x20)
  content.set(whole === 0 ? bytesOf('{}'.slice(0, size)) : filled(`${line}\n`, whole))
  if (whole > 0) {
    content[whole - 1] = 0x20
    content[size - 1] = 0x0a
  }
  return content
}

function filled(text: string, size: number): Uint8Array<ArrayBuffer> {
  const content = new Uint8Array(size)
  content.set(bytesOf(text).subarray(0, size))
  for (let length = text.length; length < size; length *= 2) {
    content.copyWithin(length, 0, length)
  }
  return content
}

function bytesOf(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(new TextEncoder().encode(text))
}

/** The assistant messages of a batch output, one per request. */
const ANSWERS = ['Hello! How can I assist you today?', 'The capital of France is Paris.']

/** One line of JSON per request of the batch. */
function batchOutput(id: string, now: number): string {
  const random = seededRandom(`content ${id}`)
  const lines = ANSWERS.map((content, index) => JSON.stringify(batchResult(content, index, { random, now })))
  return `${lines.join('\n')}\n`
}

function batchResult(
  content: string,
  index: number,
  { random, now }: Pick<AdapterContext, 'random' | 'now'>,
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

/** Replaces characters that are unsafe in a quoted header value. */
function printable(name: string): string {
  return name.replaceAll(/[^\w.-]/g, '_')
}
