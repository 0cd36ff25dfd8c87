import { listIn } from '../../web/json/narrow.ts'
import type { UnwrittenRule } from './rule.ts'

/** Tool options of chat completions, and the parameter that each requires. */
const NEEDED: readonly (readonly [param: string, tools: string])[] = [
  ['tool_choice', 'tools'],
  ['parallel_tool_calls', 'tools'],
  ['function_call', 'functions'],
]

/** Chat completions: tool options require tools (API reference, "Create chat completion"). */
export const neededTools: UnwrittenRule = (body) =>
  NEEDED.flatMap(([param, tools]) =>
    (body[param] ?? null) === null || listIn(body[tools]).length > 0
      ? []
      : {
          message: `Invalid value for '${param}': '${param}' is only allowed when '${tools}' are specified.`,
          param,
          code: null,
        },
  )
