import { asArray, asObject, asString } from '../../../web/json/narrow.ts'
import { FUNCTION_CALLING, RESPONSES } from '../evidence.ts'
import {
  isSet,
  NO_VIOLATIONS,
  type RuleCheck,
  type RuleViolation,
  type ServiceRule,
  violates,
} from '../rule.ts'

const HAS_OUTPUT: ServiceRule = {
  id: 'responses-call-has-output',
  summary: 'Each tool call that the client runs has its output in the input.',
  operations: RESPONSES,
  message: 'No tool output found for {kind} {id}.',
  param: 'input',
  code: null,
  sureness: 'reported',
  evidence: ['https://github.com/continuedev/continue/pull/11785', FUNCTION_CALLING],
}

const HAS_CALL: ServiceRule = {
  id: 'responses-output-has-call',
  summary:
    'Each output of a tool call has its call in the input, unless the service stores the conversation.',
  operations: RESPONSES,
  message: 'No tool call found for {kind} output with call_id {id}.',
  param: 'input',
  code: null,
  sureness: 'reported',
  evidence: [
    'https://github.com/continuedev/continue/issues/10092',
    'https://github.com/james-6-23/codex2api/issues/414',
    FUNCTION_CALLING,
  ],
}

/** Types of calls that the client runs; their outputs have the type with the suffix `_output`. */
const CLIENT_CALLS = ['function_call', 'custom_tool_call', 'computer_call', 'shell_call', 'apply_patch_call']

/**
 * Each call requires its output, and each output its call. The call may instead be stored in the previous response or
 * the conversation.
 */
export const toolOutputsMatchCalls: RuleCheck = {
  rules: [HAS_OUTPUT, HAS_CALL],
  check: ({ body: { input, previous_response_id: previous, conversation } }) => {
    const ids = Array.isArray(input) ? callIdsByType(input) : undefined
    if (ids === undefined || ids.has('item_reference')) {
      return NO_VIOLATIONS
    }
    const isFirstTurn = !isSet(previous) && !isSet(conversation)
    const violations: RuleViolation[] = []
    for (const type of CLIENT_CALLS) {
      const kind = type.replaceAll('_', ' ')
      const calls = ids.get(type) ?? new Set()
      const outputs = ids.get(`${type}_output`) ?? new Set()
      violations.push(...without(calls, outputs).map((id) => violates(HAS_OUTPUT, { kind, id })))
      if (isFirstTurn) {
        violations.push(...without(outputs, calls).map((id) => violates(HAS_CALL, { kind, id })))
      }
    }
    return violations.length === 0 ? NO_VIOLATIONS : violations
  },
}

/** @returns the call ids by type of item, or undefined if no item has one */
function callIdsByType(input: readonly unknown[]): Map<string, Set<string>> | undefined {
  let ids: Map<string, Set<string>> | undefined
  for (const value of asArray(input)) {
    const item = asObject(value)
    const type = asString(item?.['type'])
    if (type === 'item_reference' || (type !== undefined && item?.['call_id'] !== undefined)) {
      ids ??= new Map()
      const known = ids.get(type) ?? new Set()
      ids.set(type, known.add(asString(item?.['call_id']) ?? ''))
    }
  }
  return ids
}

function without(ids: ReadonlySet<string>, others: ReadonlySet<string>): string[] {
  return [...ids].filter((id) => !others.has(id))
}
