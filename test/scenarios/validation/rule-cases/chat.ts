import { chat, type RuleCase, user } from './rule-case.ts'

const call = (id: string) => ({ id, type: 'function', function: { name: 'f', arguments: '{}' } })
const calls = (...ids: string[]) => ({ role: 'assistant', content: null, tool_calls: ids.map(call) })
const tool = (id: string) => ({ role: 'tool', tool_call_id: id, content: 'sunny' })
const functionTool = {
  type: 'function',
  function: { name: 'f', parameters: { type: 'object', properties: {} } },
}
const history = (...messages: object[]) => chat({ messages: [user(), ...messages] })

/** History and options of chat completions. */
export const chatCases: readonly RuleCase[] = [
  {
    rule: 'chat-tool-message-follows-calls',
    refused: history(tool('c1')),
    accepted: history(calls('c1'), tool('c1')),
    param: 'messages.[1].role',
    code: null,
  },
  {
    rule: 'chat-tool-message-follows-calls',
    about: 'after an answer in text',
    refused: history({ role: 'assistant', content: 'x' }, tool('c1')),
    accepted: history({ role: 'assistant', content: 'x' }, user()),
    param: 'messages.[2].role',
    code: null,
  },
  {
    rule: 'chat-tool-message-has-its-call',
    refused: history(calls('c1'), tool('c1'), tool('c2')),
    accepted: history(calls('c1', 'c2'), tool('c1'), tool('c2')),
    param: 'messages.[3].tool_call_id',
    code: null,
  },
  {
    rule: 'chat-tool-calls-answered',
    refused: history(calls('c1', 'c2'), tool('c2'), user()),
    accepted: history(calls('c1', 'c2'), tool('c2'), tool('c1'), user()),
    param: 'messages.[3].role',
    code: null,
  },
  {
    rule: 'chat-tool-calls-answered',
    about: 'at the end',
    refused: history(calls('c1')),
    accepted: history(calls('c1'), tool('c1')),
    param: 'messages.[1].role',
    code: null,
  },
  {
    rule: 'chat-assistant-has-content',
    about: 'null',
    refused: history({ role: 'assistant', content: null }, user()),
    accepted: history({ role: 'assistant', content: '' }, user()),
    param: 'messages.[1].content',
    code: null,
    evidence: 'https://github.com/docker/docker-agent/issues/63',
  },
  {
    rule: 'chat-assistant-has-content',
    about: 'missing',
    refused: history({ role: 'assistant' }, user()),
    accepted: history({ role: 'assistant', refusal: 'no' }, user()),
    param: 'messages.[1].content',
    code: null,
  },
  {
    rule: 'chat-assistant-has-content',
    about: 'a null refusal',
    refused: history({ role: 'assistant', refusal: null }, user()),
    accepted: history({ role: 'assistant', audio: { id: 'a1' } }, user()),
    param: 'messages.[1].content',
    code: null,
  },
  {
    rule: 'chat-json-mode',
    refused: chat({ response_format: { type: 'json_object' } }),
    accepted: chat({ messages: [user('as JSON')], response_format: { type: 'json_object' } }),
    param: 'messages',
    code: null,
  },
  {
    rule: 'chat-tool-choice-exists',
    refused: chat({ tools: [functionTool], tool_choice: { type: 'function', function: { name: 'g' } } }),
    accepted: chat({ tools: [functionTool], tool_choice: { type: 'function', function: { name: 'f' } } }),
    param: 'function_call',
    code: null,
    message:
      "Invalid value for 'function_call': no function named 'g' was specified in the 'functions' parameter.",
  },
  {
    rule: 'chat-tool-choice-needs-tools',
    refused: chat({ tool_choice: 'auto' }),
    accepted: chat({ tools: [functionTool], tool_choice: 'auto' }),
    param: 'tool_choice',
    code: null,
  },
  {
    rule: 'chat-tool-choice-needs-tools',
    about: 'with an empty list',
    refused: chat({ tools: [], tool_choice: 'none' }),
    accepted: chat({ tools: [functionTool], tool_choice: 'none' }),
    param: 'tool_choice',
    code: null,
  },
  {
    rule: 'chat-parallel-tool-calls-need-tools',
    refused: chat({ parallel_tool_calls: false }),
    accepted: chat({ tools: [functionTool], parallel_tool_calls: false }),
    param: 'parallel_tool_calls',
    code: null,
  },
  {
    rule: 'chat-function-call-needs-functions',
    refused: chat({ function_call: 'auto' }),
    accepted: chat({ functions: [{ name: 'f' }], function_call: 'auto' }),
    param: 'function_call',
    code: null,
  },
  {
    rule: 'stream-options-need-stream',
    refused: chat({ stream_options: { include_usage: true } }),
    accepted: chat({ stream: true, stream_options: { include_usage: true } }),
    param: 'stream_options',
    code: null,
  },
  {
    rule: 'stream-options-need-stream',
    about: 'with stream: false',
    refused: chat({ stream: false, stream_options: { include_usage: true } }),
    accepted: chat({ stream: false, stream_options: null }),
    param: 'stream_options',
    code: null,
    evidence: 'https://github.com/BerriAI/litellm/issues/5803',
  },
  {
    rule: 'chat-top-logprobs-need-logprobs',
    refused: chat({ top_logprobs: 2 }),
    accepted: chat({ logprobs: true, top_logprobs: 2 }),
    param: 'top_logprobs',
    code: null,
    message: "The 'top_logprobs' parameter is only allowed when 'logprobs' is enabled.",
  },
  {
    rule: 'chat-one-limit-of-tokens',
    refused: chat({ max_tokens: 5, max_completion_tokens: 5 }),
    accepted: chat({ max_tokens: 5 }),
    param: 'max_tokens',
    code: 'invalid_parameter_combination',
  },
  {
    rule: 'chat-audio-output-needs-audio',
    refused: chat({ model: 'gpt-4o-audio-preview', modalities: ['text', 'audio'] }),
    accepted: chat({
      model: 'gpt-4o-audio-preview',
      modalities: ['text', 'audio'],
      audio: { voice: 'alloy', format: 'wav' },
    }),
    param: 'audio',
    code: 'missing_required_parameter',
  },
]
