import { asArray } from '../../web/json/narrow.ts'
import { type ServiceRule, violation } from './rule.ts'

/** Tool options of chat completions, and the parameter that each requires. */
const REQUIRED_PARAMS: readonly (readonly [param: string, tools: string])[] = [
  ['tool_choice', 'tools'],
  ['parallel_tool_calls', 'tools'],
  ['function_call', 'functions'],
]

/** Chat completions: tool options require tools (API reference, "Create chat completion"). */
export const toolOptionsNeedTools: ServiceRule = (body) =>
  REQUIRED_PARAMS.flatMap(([param, tools]) =>
    (body[param] ?? null) === null || asArray(body[tools]).length > 0
      ? []
      : violation(
          `Invalid value for '${param}': '${param}' is only allowed when '${tools}' are specified.`,
          param,
        ),
  )
