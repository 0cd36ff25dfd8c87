import type { RuleCheck } from '../rule.ts'
import { jsonModeOfChat } from './json-mode.ts'
import { assistantHasContent, chatToolChoiceExists } from './messages.ts'
import { toolCallsAnswered } from './tool-calls-answered.ts'

/** Checks of the history and the options of chat completions. */
export const CHAT_CHECKS: readonly RuleCheck[] = [
  chatToolChoiceExists,
  jsonModeOfChat,
  toolCallsAnswered,
  assistantHasContent,
]
