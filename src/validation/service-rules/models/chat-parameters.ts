import { asArray, asObject } from '../../../web/json/narrow.ts'
import type { JsonObject } from '../../../web/json/json.ts'
import { CHAT, MEASURED_CHAT, REASONING, STRUCTURED_OUTPUTS } from '../evidence.ts'
import {
  isSet,
  NO_VIOLATIONS,
  type RuleCheck,
  type RuleViolation,
  type ServiceRule,
  violates,
} from '../rule.ts'
import { listOf, pythonOf } from './quotes.ts'
import { type ModelTraits, reasons, traitsOf } from './traits.ts'

const TEMPERATURE: ServiceRule = {
  id: 'chat-temperature-of-reasoning-models',
  summary: 'Reasoning models support the default temperature only.',
  operations: CHAT,
  message:
    "Unsupported value: 'temperature' does not support {value} with this model. Only the default (1) value is supported.",
  param: 'temperature',
  code: 'unsupported_value',
  sureness: 'measured',
  evidence: [
    MEASURED_CHAT,
    'https://github.com/diffbot/code-gpt-docs/issues/445',
    'https://github.com/QwenLM/qwen-code/issues/921',
    'https://github.com/tmc/langchaingo/issues/1355',
  ],
}

const UNSUPPORTED: ServiceRule = {
  id: 'chat-parameters-of-reasoning-models',
  summary:
    'Reasoning models do not support `top_p`, penalties, `logprobs` and `logit_bias`; most of them neither `stop` nor `prediction`.',
  operations: CHAT,
  message: "Unsupported parameter: '{param}' is not supported with this model.",
  param: '{param}',
  code: 'unsupported_parameter',
  sureness: 'measured',
  evidence: [MEASURED_CHAT, REASONING],
}

const MAX_TOKENS: ServiceRule = {
  id: 'chat-max-tokens-of-reasoning-models',
  summary: 'Models that reason by default have `max_completion_tokens` instead of `max_tokens`.',
  operations: CHAT,
  message:
    "Unsupported parameter: 'max_tokens' is not supported with this model. Use 'max_completion_tokens' instead.",
  param: 'max_tokens',
  code: 'unsupported_parameter',
  sureness: 'measured',
  evidence: [
    MEASURED_CHAT,
    'https://github.com/SilasMarvin/lsp-ai/issues/95',
    'https://github.com/dsp05/overleaf-copilot/pull/43',
  ],
}

const PARALLEL: ServiceRule = {
  id: 'chat-parallel-tool-calls-of-o-series',
  summary: 'Models of the o-series do not support `parallel_tool_calls`.',
  operations: CHAT,
  message: "Unsupported parameter: 'parallel_tool_calls' is not supported with this model.",
  param: 'parallel_tool_calls',
  code: 'unsupported_parameter',
  sureness: 'reported',
  evidence: [
    'https://github.com/langchain-ai/langchain/issues/29704',
    'https://github.com/evalstate/fast-agent/issues/279',
    'https://github.com/browser-use/web-ui/issues/648',
  ],
}

const SYSTEM: ServiceRule = {
  id: 'chat-system-role-of-o1-mini',
  summary: '`o1-mini` and `o1-preview` accept neither system nor developer messages.',
  operations: CHAT,
  message: "Unsupported value: 'messages[{index}].role' does not support '{role}' with this model.",
  param: 'messages[{index}].role',
  code: 'unsupported_value',
  sureness: 'reported',
  evidence: [
    'https://github.com/animalnots/BetterChatGPT-PLUS/issues/90',
    'https://github.com/CherryHQ/cherry-studio/issues/1403',
    'https://github.com/QuantumNous/new-api/issues/847',
  ],
}

const EFFORT: ServiceRule = {
  id: 'chat-reasoning-effort-of-model',
  summary: '`reasoning_effort` is one of the efforts of the model.',
  operations: CHAT,
  message:
    "Unsupported value: 'reasoning_effort' does not support {value} with this model. Supported values are: {supported}.",
  param: 'reasoning_effort',
  code: 'unsupported_value',
  sureness: 'measured',
  evidence: [MEASURED_CHAT, 'https://github.com/Kilo-Org/cloud/pull/3807'],
}

const NO_EFFORT: ServiceRule = {
  id: 'chat-reasoning-effort-of-other-models',
  summary: 'Models that do not reason have no `reasoning_effort`.',
  operations: CHAT,
  message: 'Unrecognized request argument supplied: reasoning_effort',
  param: null,
  code: null,
  sureness: 'reported',
  evidence: [REASONING, 'https://github.com/Laisky/one-api/issues/120'],
}

const VERBOSITY: ServiceRule = {
  id: 'chat-verbosity-of-older-models',
  summary: 'Models before GPT-5 support the default verbosity only.',
  operations: CHAT,
  message:
    "Unsupported value: 'verbosity' does not support '{value}' with this model. Supported values are: 'medium'.",
  param: 'verbosity',
  code: 'unsupported_value',
  sureness: 'reported',
  evidence: ['https://github.com/enricoros/big-AGI/issues/947'],
}

const SCHEMA: ServiceRule = {
  id: 'chat-json-schema-of-older-models',
  summary: 'Models before GPT-4o do not support `response_format` `json_schema`.',
  operations: CHAT,
  message:
    "Invalid parameter: 'response_format' of type 'json_schema' is not supported with this model. Learn more about supported models at the Structured Outputs guide: https://platform.openai.com/docs/guides/structured-outputs",
  param: null,
  code: null,
  sureness: 'documented',
  evidence: [STRUCTURED_OUTPUTS],
}

const CHOICES: ServiceRule = {
  id: 'chat-eight-choices',
  summary: 'Models since GPT-5.6 return at most eight choices.',
  operations: CHAT,
  message: "Invalid 'n': integer above maximum value. Expected a value <= 8, but got {value} instead.",
  param: 'n',
  code: 'integer_above_max_value',
  sureness: 'measured',
  evidence: [MEASURED_CHAT],
}

const TOP_LOGPROBS: ServiceRule = {
  id: 'chat-five-top-logprobs',
  summary: 'Models since GPT-5.6 return at most five log probabilities.',
  operations: CHAT,
  message: "Invalid value for 'top_logprobs': must be less than or equal to 5.",
  param: 'top_logprobs',
  code: null,
  sureness: 'measured',
  evidence: [MEASURED_CHAT],
}

const CACHE: ServiceRule = {
  id: 'chat-prompt-cache-for-24-hours',
  summary: 'Models since GPT-5.6 keep cached prompts for 24 hours only.',
  operations: CHAT,
  message: 'This model is compatible only with 24h extended prompt caching',
  param: 'prompt_cache_retention',
  code: null,
  sureness: 'measured',
  evidence: [MEASURED_CHAT],
}

/** Parameters that have no effect at these values, which the service accepts. */
const WITHOUT_EFFECT: Readonly<Record<string, readonly unknown[]>> = {
  top_p: [1],
  presence_penalty: [0],
  frequency_penalty: [0],
  logprobs: [false],
  top_logprobs: [0],
}

/** Parameters that no model supports while it reasons. */
const NOT_WHILE_REASONING = [
  'top_p',
  'presence_penalty',
  'frequency_penalty',
  'logprobs',
  'top_logprobs',
  'logit_bias',
]

/** Parameters of chat completions that depend on the model. */
export const chatModelParameters: RuleCheck = {
  rules: [
    MAX_TOKENS,
    UNSUPPORTED,
    TEMPERATURE,
    PARALLEL,
    SYSTEM,
    EFFORT,
    NO_EFFORT,
    VERBOSITY,
    SCHEMA,
    CHOICES,
    TOP_LOGPROBS,
    CACHE,
  ],
  check: ({ body }) => {
    const traits = typeof body['model'] === 'string' ? traitsOf(body['model']) : undefined
    if (traits === undefined) {
      return NO_VIOLATIONS
    }
    const violations = [
      ...reasoningViolations(body, traits),
      ...effortViolations(body, traits),
      ...familyViolations(body, traits),
    ]
    return violations.length === 0 ? NO_VIOLATIONS : violations
  },
}

function reasoningViolations(body: JsonObject, traits: ModelTraits): RuleViolation[] {
  const violations: RuleViolation[] = []
  if (traits.limits.has('no stop')) {
    violations.push(
      ...['stop', 'prediction']
        .filter((param) => isSet(body[param]))
        .map((param) => violates(UNSUPPORTED, { param })),
    )
  }
  // The document's own example has max_tokens with a model that reasons on request.
  if ((traits.reasons === 'always' || traits.reasons === 'by default') && isSet(body['max_tokens'])) {
    violations.push(violates(MAX_TOKENS))
  }
  if (!reasons(traits, body['reasoning_effort'])) {
    return violations
  }
  const { temperature } = body
  if (isSet(temperature) && temperature !== 1) {
    violations.push(violates(TEMPERATURE, { value: pythonOf(temperature) }))
  }
  for (const param of NOT_WHILE_REASONING) {
    if (isSet(body[param]) && !(WITHOUT_EFFECT[param] ?? []).includes(body[param])) {
      violations.push(violates(UNSUPPORTED, { param }))
    }
  }
  return violations
}

function effortViolations({ reasoning_effort: effort }: JsonObject, traits: ModelTraits): RuleViolation[] {
  if (!isSet(effort)) {
    return []
  }
  if (traits.reasons === 'never') {
    return [violates(NO_EFFORT)]
  }
  const isSupported = traits.efforts.length === 0 || traits.efforts.some((known) => known === effort)
  return isSupported ? [] : [violates(EFFORT, { value: pythonOf(effort), supported: listOf(traits.efforts) })]
}

function familyViolations(body: JsonObject, { limits }: ModelTraits): RuleViolation[] {
  const violations: RuleViolation[] = []
  if (limits.has('no parallel calls') && isSet(body['parallel_tool_calls'])) {
    violations.push(violates(PARALLEL))
  }
  if (limits.has('no system role')) {
    for (const [index, message] of asArray(body['messages']).entries()) {
      const role = asObject(message)?.['role']
      if (role === 'system' || role === 'developer') {
        violations.push(violates(SYSTEM, { index, role }))
      }
    }
  }
  const { verbosity } = body
  if (limits.has('medium verbosity') && typeof verbosity === 'string' && verbosity !== 'medium') {
    violations.push(violates(VERBOSITY, { value: verbosity }))
  }
  if (limits.has('no json schema') && asObject(body['response_format'])?.['type'] === 'json_schema') {
    violations.push(violates(SCHEMA))
  }
  if (limits.has('eight choices')) {
    if (Number(body['n']) > 8) {
      violations.push(violates(CHOICES, { value: Number(body['n']) }))
    }
    if (Number(body['top_logprobs']) > 5) {
      violations.push(violates(TOP_LOGPROBS))
    }
  }
  if (limits.has('cache for 24 hours') && isInMemory(body['prompt_cache_retention'])) {
    violations.push(violates(CACHE))
  }
  return violations
}

function isInMemory(retention: unknown): boolean {
  return retention === 'in_memory' || retention === 'in-memory'
}
