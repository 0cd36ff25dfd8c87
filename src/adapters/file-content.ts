import type { JsonObject } from '../catalogue/types.ts'
import { newIdentifier } from '../openai/identifiers.ts'
import type { AdapterContext } from './adapter.ts'
import type { MediaAdapter } from './media.ts'

/** What the requests of the batch are taken to have been, and what became of them. */
const ANSWERS = ['Hello! How can I assist you today?', 'The capital of France is Paris.']

/** Most downloads are the output of a batch (guide "Batch API"): a line of JSON for each of its requests. */
export const fileContent: MediaAdapter = (context) => {
  const lines = ANSWERS.map((content, index) => JSON.stringify(batchResult(content, index, context)))
  return {
    contentType: 'application/octet-stream',
    body: Uint8Array.from(new TextEncoder().encode(`${lines.join('\n')}\n`)),
    headers: {
      'content-disposition': `attachment; filename="${printable(context.pathParameters['file_id'] ?? 'file')}.jsonl"`,
    },
  }
}

function batchResult(content: string, index: number, { random, now }: AdapterContext): JsonObject {
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

/** File names stand between quotes in a header. */
function printable(name: string): string {
  return name.replaceAll(/[^\w.-]/g, '_')
}
