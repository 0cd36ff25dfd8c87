import type { RuleCheck } from '../rule.ts'
import { contentByRole, inputItems } from './items.ts'
import { jsonModeOfResponses, toolChoiceExists } from './options.ts'
import { toolOutputsMatchCalls } from './tool-outputs.ts'

/** Checks of the input and the options of responses. */
export const RESPONSE_CHECKS: readonly RuleCheck[] = [
  inputItems,
  contentByRole,
  toolChoiceExists,
  jsonModeOfResponses,
  toolOutputsMatchCalls,
]
