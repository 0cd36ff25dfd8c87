import { asArray, asObject } from '../../../web/json/narrow.ts'
import type { JsonObject } from '../../../web/json/json.ts'
import { MEASURED_RESPONSES, REASONING, RESPONSES } from '../evidence.ts'
import {
  isSet,
  NO_VIOLATIONS,
  type RuleCheck,
  type RuleViolation,
  type ServiceRule,
  violates,
} from '../rule.ts'
import { listOf } from './quotes.ts'
import { type ModelTraits, reasons, traitsOf } from './traits.ts'

const UNSUPPORTED: ServiceRule = {
  id: 'responses-parameters-of-reasoning-models',
  summary: 'Reasoning models do not support `temperature`, `top_p` and penalties.',
  operations: RESPONSES,
  message: "Unsupported parameter: '{param}' is not supported with this model.",
  param: '{param}',
  code: null,
  sureness: 'measured',
  evidence: [MEASURED_RESPONSES, 'https://github.com/OpenHands/software-agent-sdk/issues/1837'],
}

const LOGPROBS: ServiceRule = {
  id: 'responses-logprobs-of-reasoning-models',
  summary: 'Reasoning models return no log probabilities.',
  operations: RESPONSES,
  message: 'logprobs are not supported with reasoning models.',
  param: '{param}',
  code: 'unsupported_parameter',
  sureness: 'measured',
  evidence: [MEASURED_RESPONSES],
}

const EFFORT: ServiceRule = {
  id: 'responses-reasoning-effort-of-model',
  summary: '`reasoning.effort` is one of the efforts of the model.',
  operations: RESPONSES,
  message:
    "Unsupported value: '{value}' is not supported with the '{model}' model. Supported values are: {supported}.",
  param: 'reasoning.effort',
  code: 'unsupported_value',
  sureness: 'measured',
  evidence: [MEASURED_RESPONSES],
}

const NO_REASONING: ServiceRule = {
  id: 'responses-reasoning-of-other-models',
  summary: 'Models that do not reason have no `reasoning.effort`.',
  operations: RESPONSES,
  message: "Unsupported parameter: 'reasoning.effort' is not supported with this model.",
  param: 'reasoning.effort',
  code: 'unsupported_parameter',
  sureness: 'reported',
  evidence: ['https://github.com/Laisky/one-api/issues/120', REASONING],
}

const VERBOSITY: ServiceRule = {
  id: 'responses-verbosity-of-older-models',
  summary: 'Models before GPT-5 support the default verbosity only.',
  operations: RESPONSES,
  message:
    "Unsupported value: 'text.verbosity' does not support '{value}' with this model. Supported values are: 'medium'.",
  param: 'text.verbosity',
  code: 'unsupported_value',
  sureness: 'reported',
  evidence: ['https://github.com/enricoros/big-AGI/issues/947'],
}

const CACHE: ServiceRule = {
  id: 'responses-prompt-cache-for-24-hours',
  summary: 'Models since GPT-5.6 keep cached prompts for 24 hours only.',
  operations: RESPONSES,
  message: 'This model is compatible only with 24h extended prompt caching',
  param: 'prompt_cache_retention',
  code: 'invalid_parameter',
  sureness: 'measured',
  evidence: [MEASURED_RESPONSES],
}

/** Parameters that no model supports while it reasons, with the value that has no effect. */
const NOT_WHILE_REASONING: readonly (readonly [param: string, withoutEffect: number])[] = [
  ['temperature', 1],
  ['top_p', 1],
  ['presence_penalty', 0],
  ['frequency_penalty', 0],
]

const LOGPROBS_INCLUDED = 'message.output_text.logprobs'

/** Parameters of responses that depend on the model. */
export const responseModelParameters: RuleCheck = {
  rules: [UNSUPPORTED, LOGPROBS, EFFORT, NO_REASONING, VERBOSITY, CACHE],
  check: ({ body }) => {
    const model = typeof body['model'] === 'string' ? body['model'] : ''
    const traits = traitsOf(model)
    if (traits === undefined) {
      return NO_VIOLATIONS
    }
    const effort = asObject(body['reasoning'])?.['effort']
    const violations = [
      ...(reasons(traits, effort) ? reasoningViolations(body) : []),
      ...effortViolations({ effort, model, traits }),
      ...familyViolations(body, traits),
    ]
    return violations.length === 0 ? NO_VIOLATIONS : violations
  },
}

function reasoningViolations(body: JsonObject): RuleViolation[] {
  const unsupported = NOT_WHILE_REASONING.filter(
    ([param, withoutEffect]) => isSet(body[param]) && body[param] !== withoutEffect,
  )
  return [
    ...unsupported.map(([param]) => violates(UNSUPPORTED, { param })),
    ...(asArray(body['include']).includes(LOGPROBS_INCLUDED)
      ? [violates(LOGPROBS, { param: 'include' })]
      : []),
    ...(Number(body['top_logprobs']) > 0 ? [violates(LOGPROBS, { param: 'top_logprobs' })] : []),
  ]
}

function effortViolations({
  effort,
  model,
  traits,
}: {
  effort: unknown
  model: string
  traits: ModelTraits
}): RuleViolation[] {
  if (typeof effort !== 'string') {
    return []
  }
  if (traits.reasons === 'never') {
    return [violates(NO_REASONING)]
  }
  // The Responses API has one effort more than chat completions.
  const efforts = traits.limits.has('eight choices') ? [...traits.efforts, 'max'] : traits.efforts
  return efforts.length === 0 || efforts.includes(effort)
    ? []
    : [violates(EFFORT, { value: effort, model, supported: listOf(efforts) })]
}

function familyViolations(body: JsonObject, { limits }: ModelTraits): RuleViolation[] {
  const verbosity = asObject(body['text'])?.['verbosity']
  const retention = body['prompt_cache_retention']
  return [
    ...(limits.has('medium verbosity') && typeof verbosity === 'string' && verbosity !== 'medium'
      ? [violates(VERBOSITY, { value: verbosity })]
      : []),
    ...(limits.has('cache for 24 hours') && (retention === 'in_memory' || retention === 'in-memory')
      ? [violates(CACHE)]
      : []),
  ]
}
