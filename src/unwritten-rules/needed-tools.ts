import { listIn } from '../json/read-json.ts'
import type { UnwrittenRule } from './rule.ts'

/** Parameters of chat completions that say how tools are used, and the one that has the tools. */
const NEEDED: readonly (readonly [param: string, tools: string])[] = [
  ['tool_choice', 'tools'],
  ['parallel_tool_calls', 'tools'],
  ['function_call', 'functions'],
]

/** How tools are used is for requests that have some (API reference, "Create chat completion"). */
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
