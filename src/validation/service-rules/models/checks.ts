import type { RuleCheck } from '../rule.ts'
import { chatModelParameters } from './chat-parameters.ts'
import { ENDPOINT_CHECKS } from './endpoints.ts'
import { MEDIA_MODEL_CHECKS } from './media-parameters.ts'
import { responseModelParameters } from './response-parameters.ts'

/** Checks of endpoints and parameters that depend on the model. */
export const MODEL_CHECKS: readonly RuleCheck[] = [
  ...ENDPOINT_CHECKS,
  chatModelParameters,
  responseModelParameters,
  ...MEDIA_MODEL_CHECKS,
]
