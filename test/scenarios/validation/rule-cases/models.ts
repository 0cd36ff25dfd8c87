import { chat, post, response, type RuleCase, user } from './rule-case.ts'

/** A parameter of chat completions that a model does not support. */
const unsupported = (model: string, body: Record<string, unknown>, accepted: object): RuleCase => {
  const [param = ''] = Object.keys(body)
  return {
    rule: 'chat-parameters-of-reasoning-models',
    about: `${param} of ${model}`,
    refused: chat({ model, ...body }),
    accepted: chat(accepted),
    param,
    code: 'unsupported_parameter',
    message: `Unsupported parameter: '${param}' is not supported with this model.`,
  }
}

/** A parameter of responses that a model does not support. */
const unsupportedInResponse = (model: string, param: string, value: number): RuleCase => ({
  rule: 'responses-parameters-of-reasoning-models',
  about: `${param} of ${model}`,
  refused: response({ model, [param]: value }),
  accepted: response({ model: 'gpt-4o', [param]: value }),
  param,
  code: null,
  message: `Unsupported parameter: '${param}' is not supported with this model.`,
})

/** Parameters and endpoints that depend on the model. */
export const modelCases: readonly RuleCase[] = [
  ...['o1', 'o3-mini', 'gpt-5', 'gpt-5-mini', 'gpt-5.6-terra'].map((model): RuleCase => ({
    rule: 'chat-temperature-of-reasoning-models',
    about: `of ${model}`,
    refused: chat({ model, temperature: 0.5 }),
    accepted: chat({ model, temperature: 1 }),
    param: 'temperature',
    code: 'unsupported_value',
    message:
      "Unsupported value: 'temperature' does not support 0.5 with this model. Only the default (1) value is supported.",
  })),
  {
    rule: 'chat-temperature-of-reasoning-models',
    about: 'with an effort',
    refused: chat({ model: 'gpt-5.2', reasoning_effort: 'low', temperature: 0 }),
    accepted: chat({ model: 'gpt-5.2', reasoning_effort: 'none', temperature: 0 }),
    param: 'temperature',
    code: 'unsupported_value',
  },
  ...['o3', 'gpt-5-nano', 'gpt-5.6-terra'].map((model): RuleCase => ({
    rule: 'chat-max-tokens-of-reasoning-models',
    about: `of ${model}`,
    refused: chat({ model, max_tokens: 32 }),
    accepted: chat({ model, max_completion_tokens: 32 }),
    param: 'max_tokens',
    code: 'unsupported_parameter',
    message:
      "Unsupported parameter: 'max_tokens' is not supported with this model. Use 'max_completion_tokens' instead.",
  })),
  unsupported(
    'gpt-5.6-terra',
    { frequency_penalty: 0.5 },
    { model: 'gpt-5.6-terra', reasoning_effort: 'none', frequency_penalty: 0.5 },
  ),
  unsupported(
    'gpt-5.6-terra',
    { presence_penalty: 0.5 },
    { model: 'gpt-5.6-terra', reasoning_effort: 'none', presence_penalty: 0.5 },
  ),
  unsupported(
    'gpt-5.6-terra',
    { logprobs: true },
    { model: 'gpt-5.6-terra', reasoning_effort: 'none', logprobs: true },
  ),
  unsupported('gpt-5.6-terra', { stop: ['x'] }, { model: 'gpt-4o', stop: ['x'] }),
  unsupported('gpt-5.6-terra', { logit_bias: { 1: 1 } }, { model: 'gpt-4o', logit_bias: { 1: 1 } }),
  unsupported(
    'gpt-5.6-terra',
    { prediction: { type: 'content', content: 'x' } },
    { model: 'gpt-4o', prediction: { type: 'content', content: 'x' } },
  ),
  unsupported('o1', { top_p: 0.5 }, { model: 'o1', top_p: 1 }),
  unsupported('o4-mini', { stop: 'x' }, { model: 'gpt-4.1', stop: 'x' }),
  {
    rule: 'chat-parallel-tool-calls-of-o-series',
    refused: chat({
      model: 'o3-mini',
      tools: [{ type: 'function', function: { name: 'f' } }],
      parallel_tool_calls: false,
    }),
    accepted: chat({
      model: 'gpt-5',
      tools: [{ type: 'function', function: { name: 'f' } }],
      parallel_tool_calls: false,
    }),
    param: 'parallel_tool_calls',
    code: 'unsupported_parameter',
    evidence: 'https://github.com/tensorzero/tensorzero/issues/2805',
  },
  ...['system', 'developer'].map((role): RuleCase => ({
    rule: 'chat-system-role-of-o1-mini',
    about: `with ${role}`,
    refused: chat({ model: 'o1-mini', messages: [{ role, content: 'x' }, user()] }),
    accepted: chat({ model: 'o1', messages: [{ role, content: 'x' }, user()] }),
    param: 'messages[0].role',
    code: 'unsupported_value',
    message: `Unsupported value: 'messages[0].role' does not support '${role}' with this model.`,
  })),
  {
    rule: 'chat-reasoning-effort-of-model',
    about: 'max',
    refused: chat({ model: 'gpt-5.6-terra', reasoning_effort: 'max' }),
    accepted: chat({ model: 'gpt-5.6-terra', reasoning_effort: 'xhigh' }),
    param: 'reasoning_effort',
    code: 'unsupported_value',
    message:
      "Unsupported value: 'reasoning_effort' does not support 'max' with this model. Supported values are: 'none', 'low', 'medium', 'high', and 'xhigh'.",
  },
  {
    rule: 'chat-reasoning-effort-of-model',
    about: 'none of gpt-5',
    refused: chat({ model: 'gpt-5', reasoning_effort: 'none' }),
    accepted: chat({ model: 'gpt-5', reasoning_effort: 'minimal' }),
    param: 'reasoning_effort',
    code: 'unsupported_value',
    message:
      "Unsupported value: 'reasoning_effort' does not support 'none' with this model. Supported values are: 'minimal', 'low', 'medium', and 'high'.",
  },
  {
    rule: 'chat-reasoning-effort-of-other-models',
    refused: chat({ model: 'gpt-4o', reasoning_effort: 'low' }),
    accepted: chat({ model: 'o3', reasoning_effort: 'low' }),
    param: null,
    code: null,
    message: 'Unrecognized request argument supplied: reasoning_effort',
  },
  {
    rule: 'chat-verbosity-of-older-models',
    refused: chat({ model: 'gpt-4.1', verbosity: 'low' }),
    accepted: chat({ model: 'gpt-5', verbosity: 'low' }),
    param: 'verbosity',
    code: 'unsupported_value',
  },
  {
    rule: 'chat-json-schema-of-older-models',
    refused: chat({
      model: 'gpt-4-turbo',
      response_format: { type: 'json_schema', json_schema: { name: 'x' } },
    }),
    accepted: chat({ model: 'gpt-4o', response_format: { type: 'json_schema', json_schema: { name: 'x' } } }),
    param: null,
    code: null,
  },
  {
    rule: 'chat-eight-choices',
    refused: chat({ model: 'gpt-5.6-terra', n: 64 }),
    accepted: chat({ model: 'gpt-5.6-terra', n: 8 }),
    param: 'n',
    code: 'integer_above_max_value',
    message: "Invalid 'n': integer above maximum value. Expected a value <= 8, but got 64 instead.",
  },
  {
    rule: 'chat-five-top-logprobs',
    refused: chat({ model: 'gpt-5.6-terra', reasoning_effort: 'none', logprobs: true, top_logprobs: 6 }),
    accepted: chat({ model: 'gpt-5.6-terra', reasoning_effort: 'none', logprobs: true, top_logprobs: 5 }),
    param: 'top_logprobs',
    code: null,
  },
  {
    rule: 'chat-prompt-cache-for-24-hours',
    refused: chat({ model: 'gpt-5.6-terra', prompt_cache_retention: 'in_memory' }),
    accepted: chat({ model: 'gpt-5.6-terra', prompt_cache_retention: '24h' }),
    param: 'prompt_cache_retention',
    code: null,
  },
  {
    rule: 'responses-prompt-cache-for-24-hours',
    refused: response({ model: 'gpt-5.6-terra', prompt_cache_retention: 'in_memory' }),
    accepted: response({ model: 'gpt-5.6-terra', prompt_cache_retention: '24h' }),
    param: 'prompt_cache_retention',
    code: 'invalid_parameter',
  },
  unsupportedInResponse('gpt-5.6-terra', 'temperature', 0.5),
  unsupportedInResponse('gpt-5', 'top_p', 0.5),
  unsupportedInResponse('o3', 'temperature', 0),
  unsupportedInResponse('gpt-5.2-codex', 'temperature', 0),
  {
    rule: 'responses-logprobs-of-reasoning-models',
    about: 'top_logprobs',
    refused: response({ model: 'gpt-5.6-terra', top_logprobs: 1 }),
    accepted: response({ model: 'gpt-5.6-terra', reasoning: { effort: 'none' }, top_logprobs: 1 }),
    param: 'top_logprobs',
    code: 'unsupported_parameter',
    message: 'logprobs are not supported with reasoning models.',
  },
  {
    rule: 'responses-logprobs-of-reasoning-models',
    about: 'include',
    refused: response({ model: 'gpt-5.6-terra', include: ['message.output_text.logprobs'] }),
    accepted: response({ model: 'gpt-4o', include: ['message.output_text.logprobs'] }),
    param: 'include',
    code: 'unsupported_parameter',
  },
  {
    rule: 'responses-reasoning-effort-of-model',
    refused: response({ model: 'gpt-5.6-terra', reasoning: { effort: 'minimal' } }),
    accepted: response({ model: 'gpt-5.6-terra', reasoning: { effort: 'max' } }),
    param: 'reasoning.effort',
    code: 'unsupported_value',
    message:
      "Unsupported value: 'minimal' is not supported with the 'gpt-5.6-terra' model. Supported values are: 'none', 'low', 'medium', 'high', 'xhigh', and 'max'.",
  },
  {
    rule: 'responses-reasoning-of-other-models',
    refused: response({ model: 'gpt-5-chat-latest', reasoning: { effort: 'low' } }),
    accepted: response({ model: 'gpt-5', reasoning: { effort: 'low' } }),
    param: 'reasoning.effort',
    code: 'unsupported_parameter',
  },
  {
    rule: 'responses-verbosity-of-older-models',
    refused: response({ model: 'gpt-4o', text: { verbosity: 'high' } }),
    accepted: response({ model: 'gpt-5', text: { verbosity: 'high' } }),
    param: 'text.verbosity',
    code: 'unsupported_value',
  },
  ...['o1-pro', 'o3-deep-research', 'gpt-5-codex', 'gpt-5-pro'].map((model): RuleCase => ({
    rule: 'chat-model-of-responses-only',
    about: `for ${model}`,
    refused: chat({ model }),
    accepted: response({ model }),
    param: 'model',
    code: null,
    message: 'This model is only supported in v1/responses and not in v1/chat/completions.',
  })),
  {
    rule: 'chat-model-chats',
    refused: chat({ model: 'text-embedding-3-small' }),
    accepted: chat({ model: 'my-deployment' }),
    param: 'model',
    code: null,
  },
  {
    rule: 'completions-model-completes',
    refused: post('/completions', { model: 'gpt-4o', prompt: 'x' }),
    accepted: post('/completions', { model: 'gpt-3.5-turbo-instruct', prompt: 'x' }),
    param: 'model',
    code: null,
  },
  {
    rule: 'completions-best-of-needs-one-answer',
    refused: post('/completions', { model: 'davinci-002', prompt: 'x', best_of: 2, stream: true }),
    accepted: post('/completions', { model: 'davinci-002', prompt: 'x', best_of: 2 }),
    param: 'best_of',
    code: null,
  },
  {
    rule: 'completions-best-of-covers-n',
    refused: post('/completions', { model: 'davinci-002', prompt: 'x', best_of: 1, n: 2 }),
    accepted: post('/completions', { model: 'davinci-002', prompt: 'x', best_of: 2, n: 2 }),
    param: 'best_of',
    code: null,
  },
]
