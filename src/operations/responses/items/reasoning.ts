import type { ItemContext } from './item-context.ts'
import type { JsonObject } from '../../../web/json/json.ts'
import type { ResponseRequest } from '../response-request.ts'
import { newEncryptedContent, newItemId } from './item-ids.ts'
import { isIncluded } from './include.ts'

const ENCRYPTED_LENGTH = 160

const DEFAULT_SUMMARY = '**Considering the request**\n\nThe request is clear, so a short answer is enough.'

/** @returns true if the request asks for reasoning or for encrypted reasoning content */
export function requestsReasoning(body: ResponseRequest): boolean {
  const { reasoning } = body
  const reasons = reasoning ? reasoning.effort !== 'none' : false
  return reasons || isIncluded(body, 'reasoning.encrypted_content')
}

/**
 * @param patchedReasoning the reasoning text of a patch's reply
 * @returns the reasoning item, with a summary if requested or patched; full reasoning is only returned encrypted
 */
export function reasoningItem(
  patchedReasoning: string | undefined,
  { body, random, traits }: ItemContext,
): JsonObject {
  const { reasoning } = body
  const hasSummary = typeof (reasoning?.summary ?? reasoning?.generate_summary) === 'string'
  const text = patchedReasoning ?? (hasSummary ? DEFAULT_SUMMARY : undefined)
  return {
    type: 'reasoning',
    id: newItemId('rs_', random),
    ...(traits.responses >= '2026-06' && { content: [] }),
    summary: text === undefined ? [] : [{ type: 'summary_text', text }],
    ...(isIncluded(body, 'reasoning.encrypted_content') && {
      encrypted_content: newEncryptedContent(ENCRYPTED_LENGTH, random),
    }),
  }
}
