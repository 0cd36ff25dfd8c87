import { toolOutputsMatchCalls } from './tool-outputs-match-calls.ts'
import { toolCallsAnswered } from './tool-calls-answered.ts'
import { toolChoiceExists } from './tool-choice-exists.ts'
import { jsonModeOfChat, jsonModeOfResponses } from './json-mode.ts'
import { toolOptionsNeedTools } from './tool-options-need-tools.ts'
import type { ServiceRule } from './rule.ts'
import { strictSchemasOfChat, strictSchemasOfResponses } from './strict-schemas.ts'

const CHAT: readonly ServiceRule[] = [
  toolOptionsNeedTools,
  strictSchemasOfChat,
  jsonModeOfChat,
  toolCallsAnswered,
]
const RESPONSES: readonly ServiceRule[] = [
  toolChoiceExists,
  strictSchemasOfResponses,
  jsonModeOfResponses,
  toolOutputsMatchCalls,
]

/** Service rules by `operationId`. */
export const SERVICE_RULES: ReadonlyMap<string, readonly ServiceRule[]> = new Map([
  ['createChatCompletion', CHAT],
  ['createResponse', RESPONSES],
  ['beta_createResponse', RESPONSES],
])
