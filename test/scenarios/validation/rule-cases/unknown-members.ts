import { chat, form, input, post, response, type RuleCase, user } from './rule-case.ts'

const responseTool = (details: object) =>
  response({
    tools: [
      {
        type: 'function',
        name: 'f',
        parameters: { type: 'object', properties: {} },
        strict: false,
        ...details,
      },
    ],
  })

/** An unknown member at the top level: the request, its name, and the known member that is suggested. */
const unknown = (
  about: string,
  refused: RuleCase['refused'],
  details: { accepted: RuleCase['accepted']; param: string; suggestion?: string },
): RuleCase => ({
  rule: 'unknown-member',
  about,
  refused,
  accepted: details.accepted,
  param: details.param,
  code: 'unknown_parameter',
  message: `Unknown parameter: '${details.param}'.${details.suggestion ?? ''}`,
})

/** Members that the document does not contain. */
export const unknownMemberCases: readonly RuleCase[] = [
  unknown('of chat completions', chat({ zzz: 1 }), { accepted: chat({ user: 'x' }), param: 'zzz' }),
  unknown('similar to a known one', chat({ top_k: 40 }), {
    accepted: chat({ top_p: 0.4 }),
    param: 'top_k',
    suggestion: " Did you mean 'top_p'?",
  }),
  unknown('similar to two known ones', chat({ stor: 1 }), {
    accepted: chat({ store: true }),
    param: 'stor',
    suggestion: " Did you mean 'stop' or 'store'?",
  }),
  unknown('similar to one that was sent', chat({ messagess: 1 }), { accepted: chat(), param: 'messagess' }),
  unknown('of the Responses API', chat({ reasoning: { effort: 'low' } }), {
    accepted: chat({ model: 'o3', reasoning_effort: 'low' }),
    param: 'reasoning',
  }),
  unknown('of a chat format', chat({ response_format: { type: 'text', schema: {} } }), {
    accepted: chat({ response_format: { type: 'text' } }),
    param: 'response_format.schema',
  }),
  unknown('of stream options', chat({ stream: true, stream_options: { bogus: 1 } }), {
    accepted: chat({ stream: true, stream_options: { include_usage: true } }),
    param: 'stream_options.bogus',
  }),
  unknown('of a tool', chat({ tools: [{ type: 'function', function: { name: 'f' }, bogus: 1 }] }), {
    accepted: chat({ tools: [{ type: 'function', function: { name: 'f' } }] }),
    param: 'tools[0].bogus',
  }),
  ...['n', 'seed', 'logprobs', 'max_tokens'].map((name) =>
    unknown(`${name} of chat completions in a response`, response({ [name]: 1 }), {
      accepted: response({ client_metadata: { a: 'b' } }),
      param: name,
    }),
  ),
  unknown('stop in a response', response({ stop: ['x'] }), {
    accepted: response({ store: true }),
    param: 'stop',
    suggestion: " Did you mean 'store'?",
  }),
  unknown('two edits from a known one', response({ strem: 1 }), {
    accepted: response({ stream: true }),
    param: 'strem',
    suggestion: " Did you mean 'stream' or 'store'?",
  }),
  unknown('three edits from a known one', response({ st: 1 }), {
    accepted: response({ user: 'x' }),
    param: 'st',
  }),
  unknown('of text', response({ text: { zzz: 1 } }), { accepted: response({ text: {} }), param: 'text.zzz' }),
  unknown('of reasoning', response({ model: 'o3', reasoning: { bogus: 1 } }), {
    accepted: response({ model: 'o3', reasoning: { effort: 'low' } }),
    param: 'reasoning.bogus',
  }),
  unknown(
    'of stream options of a response',
    response({ stream: true, stream_options: { include_usage: true } }),
    {
      accepted: response({ stream: true, stream_options: { include_obfuscation: false } }),
      param: 'stream_options.include_usage',
    },
  ),
  unknown('of a user message', response({ input: [{ ...user(), bogus: 1 }] }), {
    accepted: response({ input: [{ ...user(), id: 'msg_1', status: 'completed', type: 'message' }] }),
    param: 'input[0].bogus',
  }),
  unknown('of an assistant message', input({ role: 'assistant', content: 'x', zzz: 1 }), {
    accepted: input({ role: 'assistant', content: 'x' }),
    param: 'input[1].zzz',
  }),
  unknown('of a content part', response({ input: [user([{ type: 'input_text', text: 'x', zzz: 1 }])] }), {
    accepted: response({ input: [user([{ type: 'input_text', text: 'x' }])] }),
    param: 'input[0].content[0].zzz',
  }),
  unknown('of a response tool', responseTool({ zzz: 1 }), {
    accepted: responseTool({}),
    param: 'tools[0].zzz',
  }),
  unknown('of legacy completions', post('/completions', { model: 'davinci-002', prompt: 'x', top_k: 1 }), {
    accepted: post('/completions', { model: 'davinci-002', prompt: 'x', top_p: 1 }),
    param: 'top_k',
  }),
  unknown('of images', post('/images/generations', { model: 'gpt-image-1', prompt: 'x', steps: 4 }), {
    accepted: post('/images/generations', { model: 'gpt-image-1', prompt: 'x' }),
    param: 'steps',
  }),
  unknown('of moderations', post('/moderations', { input: 'x', zzz: 1 }), {
    accepted: post('/moderations', { input: 'x' }),
    param: 'zzz',
  }),
  unknown(
    'of an image form',
    form('/images/edits', [
      ['model', 'gpt-image-1'],
      ['prompt', 'x'],
      ['image', { name: 'a.png', type: 'image/png' }],
      ['steps', '4'],
    ]),
    {
      accepted: form('/images/edits', [
        ['model', 'gpt-image-1'],
        ['prompt', 'x'],
        ['image', { name: 'a.png', type: 'image/png' }],
      ]),
      param: 'steps',
    },
  ),
]
