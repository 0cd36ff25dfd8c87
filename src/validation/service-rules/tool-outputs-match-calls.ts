import { objectsIn, stringIn } from '../../web/json/narrow.ts'
import type { UnwrittenRule } from './rule.ts'

/**
 * Responses: each function call requires its output, and each output its call. The call may instead be stored in the
 * previous response or the conversation (guide "Function calling").
 */
export const answeredCallItems: UnwrittenRule = ({ input, previous_response_id: previous, conversation }) => {
  const items = objectsIn(input)
  if (items.some(({ type }) => type === 'item_reference')) {
    return []
  }
  const idsOf = (type: string): string[] =>
    items.flatMap((item) => (item['type'] === type ? (stringIn(item['call_id']) ?? []) : []))
  const called = idsOf('function_call')
  const answered = idsOf('function_call_output')
  const isStart = (previous ?? conversation ?? null) === null
  const missing = [
    ...without(called, answered).map((id) => `No tool output found for function call ${id}.`),
    ...(isStart ? without(answered, called) : []).map(
      (id) => `No tool call found for function call output with call_id ${id}.`,
    ),
  ]
  return missing.map((message) => ({ message, param: 'input', code: null }))
}

function without(ids: readonly string[], others: readonly string[]): string[] {
  const known = new Set(others)
  return ids.filter((id) => !known.has(id))
}
