import type { ItemContext } from './item-context.ts'
import type { JsonObject } from '../../../web/json/json.ts'
import { objectIn } from '../../../web/json/narrow.ts'
import { newIdentifier } from '../../../openai/ids.ts'
import { itemIdentifier } from './item-ids.ts'
import { includes } from './include.ts'

const ENCRYPTED_LENGTH = 160

const THOUGHT = '**Considering the request**\n\nThe request is clear, so a short answer is enough.'

/** @returns true if the request asks for reasoning or for encrypted reasoning content */
export function asksForReasoning(body: JsonObject): boolean {
  const reasoning = objectIn(body['reasoning'])
  return (
    (reasoning !== undefined && reasoning['effort'] !== 'none') ||
    includes(body, 'reasoning.encrypted_content')
  )
}

/**
 * @param thought the reasoning text of a patch's reply
 * @returns the reasoning item, with a summary if requested or patched; full reasoning is only returned encrypted
 */
export function reasoningItem(thought: string | undefined, { body, random }: ItemContext): JsonObject {
  const { summary, generate_summary: summaryOfOld } = objectIn(body['reasoning']) ?? {}
  const isSummarised = typeof (summary ?? summaryOfOld) === 'string'
  const text = thought ?? (isSummarised ? THOUGHT : undefined)
  return {
    type: 'reasoning',
    id: itemIdentifier('rs_', random),
    summary: text === undefined ? [] : [{ type: 'summary_text', text }],
    ...(includes(body, 'reasoning.encrypted_content') && {
      encrypted_content: newIdentifier('gAAAAAB', random, ENCRYPTED_LENGTH),
    }),
  }
}
