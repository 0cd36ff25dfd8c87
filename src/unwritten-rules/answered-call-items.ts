import { objectsIn, stringIn } from '../json/read-json.ts'
import type { UnwrittenRule } from './rule.ts'

/**
 * Items of responses: a function's call comes with its output, and an output with its call, unless what came before is
 * stored with the service (guide "Function calling").
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
