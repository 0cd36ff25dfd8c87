import { answeredCallItems } from './tool-outputs-match-calls.ts'
import { answeredCalls } from './tool-calls-answered.ts'
import { chosenTool } from './tool-choice-exists.ts'
import { jsonModeOfChat, jsonModeOfResponses } from './json-mode.ts'
import { neededTools } from './tool-options-need-tools.ts'
import type { UnwrittenRule } from './rule.ts'
import { strictSchemasOfChat, strictSchemasOfResponses } from './strict-schemas.ts'

const CHAT: readonly UnwrittenRule[] = [neededTools, strictSchemasOfChat, jsonModeOfChat, answeredCalls]
const RESPONSES: readonly UnwrittenRule[] = [
  chosenTool,
  strictSchemasOfResponses,
  jsonModeOfResponses,
  answeredCallItems,
]

/** Service rules by `operationId`. */
export const UNWRITTEN_RULES: ReadonlyMap<string, readonly UnwrittenRule[]> = new Map([
  ['createChatCompletion', CHAT],
  ['createResponse', RESPONSES],
  ['beta_createResponse', RESPONSES],
])
