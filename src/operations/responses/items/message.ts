import type { ItemContext } from './item-context.ts'
import type { JsonObject } from '../../../web/json/json.ts'
import { logprobsOf } from '../../../assistant/text/logprobs.ts'
import type { Reply } from '../../../assistant/reply.ts'
import { toAnnotation } from '../../../assistant/text/citations.ts'
import { newItemId } from './item-ids.ts'
import { isIncluded } from './include.ts'

/** @returns the assistant's message; empty if the reply has neither content nor refusal */
export function messageItems(
  { content, refusal, citations }: Reply,
  isComplete: boolean,
  { body, random, budget, traits }: ItemContext,
): JsonObject[] {
  const alternatives = body.top_logprobs ?? undefined
  const hasLogprobs = alternatives !== undefined || isIncluded(body, 'message.output_text.logprobs')
  const parts: JsonObject[] = []
  if (content !== null) {
    parts.push({
      type: 'output_text',
      text: content,
      annotations: citations.map(toAnnotation),
      logprobs: hasLogprobs ? logprobsOf(content, alternatives ?? 0, budget) : [],
    })
  }
  if (refusal !== null) {
    parts.push({ type: 'refusal', refusal })
  }
  return parts.length === 0
    ? []
    : [
        {
          type: 'message',
          id: newItemId('msg_', random),
          status: isComplete ? 'completed' : 'incomplete',
          ...(traits.hasPhases && { phase: 'final_answer' }),
          role: 'assistant',
          content: parts,
        },
      ]
}
