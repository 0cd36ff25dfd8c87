import { asObjects, asString } from '../../web/json/narrow.ts'
import { type ServiceRule, violation } from './rule.ts'

/**
 * Responses: each function call requires its output, and each output its call. The call may instead be stored in the
 * previous response or the conversation (guide "Function calling").
 */
export const toolOutputsMatchCalls: ServiceRule = ({
  input,
  previous_response_id: previous,
  conversation,
}) => {
  const items = asObjects(input)
  if (items.some(({ type }) => type === 'item_reference')) {
    return []
  }
  const idsOf = (type: string): string[] =>
    items.flatMap((item) => (item['type'] === type ? (asString(item['call_id']) ?? []) : []))
  const callIds = idsOf('function_call')
  const outputIds = idsOf('function_call_output')
  const isFirstTurn = (previous ?? conversation ?? null) === null
  const messages = [
    ...difference(callIds, outputIds).map((id) => `No tool output found for function call ${id}.`),
    ...(isFirstTurn ? difference(outputIds, callIds) : []).map(
      (id) => `No tool call found for function call output with call_id ${id}.`,
    ),
  ]
  return messages.map((message) => violation(message, 'input'))
}

function difference(ids: readonly string[], others: readonly string[]): string[] {
  const known = new Set(others)
  return ids.filter((id) => !known.has(id))
}
