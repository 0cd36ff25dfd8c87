import OpenAI from 'openai'
import { describe, expect, test } from 'vitest'
import { createMock } from '../../src/index.ts'
import { freshNamespace } from '../support/fresh-namespace.ts'
import { schemaCheck } from '../support/stream-clients.ts'

type ResponseRequest = OpenAI.Responses.ResponseCreateParamsNonStreaming
type Tool = OpenAI.Responses.Tool
type InputItem = OpenAI.Responses.ResponseInputItem

const client = new OpenAI({ apiKey: 'sk-test', fetch: createMock().fetch })
const deferredTool = {
  type: 'function',
  name: 'get_weather',
  strict: true,
  parameters: {},
  defer_loading: true,
} as const
const mcp = { type: 'mcp', server_label: 'deepwiki', server_url: 'https://mcp.example.com' } as const

/** A tool, an input that shares a word with its name, and the types of the output items. */
const toolCases: [title: string, request: Partial<ResponseRequest> & { input: string }, types: string[]][] = [
  [
    'web search',
    { input: 'Search the web', tools: [{ type: 'web_search' }] },
    ['web_search_call', 'message'],
  ],
  [
    'file search',
    { input: 'Look into the file', tools: [{ type: 'file_search', vector_store_ids: ['vs_1'] }] },
    ['file_search_call', 'message'],
  ],
  [
    'the code interpreter',
    { input: 'Run code', tools: [{ type: 'code_interpreter', container: { type: 'auto' } }] },
    ['code_interpreter_call', 'message'],
  ],
  [
    'image generation',
    { input: 'An image of a cat', tools: [{ type: 'image_generation', partial_images: 2 }] },
    ['image_generation_call', 'message'],
  ],
  ['computer use', { input: 'Use the computer', tools: [{ type: 'computer' }] }, ['computer_call']],
  [
    'the preview of computer use',
    {
      input: 'Use the computer',
      tools: [
        { type: 'computer_use_preview', display_width: 800, display_height: 600, environment: 'browser' },
      ],
    },
    ['computer_call'],
  ],
  ['a client-executed shell', { input: 'Open a shell', tools: [{ type: 'shell' }] }, ['shell_call']],
  [
    'a shell in a container',
    { input: 'Open a shell', tools: [{ type: 'shell', environment: { type: 'container_auto' } }] },
    ['shell_call', 'shell_call_output', 'message'],
  ],
  ['the local shell', { input: 'Open a shell', tools: [{ type: 'local_shell' }] }, ['local_shell_call']],
  ['apply_patch', { input: 'Apply a patch', tools: [{ type: 'apply_patch' }] }, ['apply_patch_call']],
  [
    'an MCP server that requires approval',
    { input: 'Ask deepwiki', tools: [mcp] },
    ['mcp_list_tools', 'mcp_approval_request'],
  ],
  [
    'an MCP server without approval',
    { input: 'Ask deepwiki', tools: [{ ...mcp, require_approval: 'never' }] },
    ['mcp_list_tools', 'mcp_call', 'message'],
  ],
  [
    'an MCP tool with pre-approved calls',
    {
      input: 'I have a question',
      tools: [{ ...mcp, require_approval: { never: { tool_names: ['ask_question'] } } }],
    },
    ['mcp_list_tools', 'mcp_call', 'message'],
  ],
  [
    'a deferred tool behind tool search',
    {
      input: 'The weather?',
      tools: [{ type: 'tool_search' }, deferredTool],
    },
    ['tool_search_call', 'tool_search_output', 'function_call'],
  ],
  [
    'a deferred tool behind client-executed tool search',
    {
      input: 'The weather?',
      tools: [{ type: 'tool_search', execution: 'client' }, deferredTool],
    },
    ['tool_search_call'],
  ],
  [
    'a custom tool with a grammar',
    {
      input: 'What is the time?',
      tools: [
        {
          type: 'custom',
          name: 'time',
          format: { type: 'grammar', syntax: 'regex', definition: '^\\d{2}$' },
        },
      ],
    },
    ['custom_tool_call'],
  ],
  [
    'a tool in a namespace',
    {
      input: 'The weather?',
      tools: [
        {
          type: 'namespace',
          name: 'outdoors',
          description: 'd',
          tools: [{ type: 'function', name: 'get_weather', parameters: {} }],
        },
      ],
    },
    ['function_call'],
  ],
  [
    'programmatic tool calling',
    {
      input: 'Hello!',
      tools: [{ type: 'programmatic_tool_calling' }],
      tool_choice: { type: 'programmatic_tool_calling' },
    },
    ['program', 'program_output', 'message'],
  ],
]

describe('built-in tools', () => {
  test.each(toolCases)(
    'responses calls %s for a matching word in the input, plain and streamed',
    async (_, request, types) => {
      // A repeated creation in one namespace has other ids.
      const options = () => ({ headers: { 'x-mock-clock': '1741569952', ...freshNamespace() } })
      const plain = await client.responses.create({ model: 'm', ...request }, options())
      expect(plain.output.map(({ type }) => type)).toEqual(types)
      // The SDK adds `output_text`, which the server does not send.
      const { output_text: _text, ...sent } = plain
      expect(schemaCheck.component('Response', sent)).toEqual([])
      const stream = await client.responses.create({ model: 'm', ...request, stream: true }, options())
      let last: unknown
      for await (const event of stream) {
        expect(schemaCheck.component('ResponseStreamEvent', event), event.type).toEqual([])
        last = event
      }
      expect(last).toMatchObject({ type: 'response.completed', response: { output: plain.output } })
    },
  )

  test.each(toolCases)('responses does not call %s for an unrelated input', async (_, request) => {
    const { output } = await client.responses.create({
      model: 'm',
      ...request,
      input: 'Why?',
      tool_choice: 'auto',
    })
    expect(output.map(({ type }) => type).filter((type) => type !== 'mcp_list_tools')).toEqual(['message'])
  })

  test.each<[string, Tool]>([
    ['file_search', { type: 'file_search', vector_store_ids: ['vs_1'] }],
    ['web_search_preview', { type: 'web_search_preview' }],
    ['image_generation', { type: 'image_generation' }],
    ['code_interpreter', { type: 'code_interpreter', container: 'cntr_1' }],
    ['computer', { type: 'computer' }],
    [
      'computer_use_preview',
      { type: 'computer_use_preview', display_width: 1, display_height: 1, environment: 'mac' },
    ],
    ['shell', { type: 'shell' }],
    ['apply_patch', { type: 'apply_patch' }],
  ])('tool_choice with type %s calls that tool', async (type, tool) => {
    const { output } = await client.responses.create({
      model: 'm',
      input: 'Hello!',
      tools: [{ type: 'web_search' }, tool],
      tool_choice: { type } as ResponseRequest['tool_choice'] & object,
    })
    expect(output[0]?.type).toMatch(new RegExp(`^${type.replace(/(_use)?_preview/, '')}(_call)?`))
  })
})

describe('results of built-in tools', () => {
  test('include adds the results of search and code tools, and the text cites them', async () => {
    const request: ResponseRequest = {
      model: 'm',
      input: 'Search the web and the file, and run the code',
      tools: [
        { type: 'web_search' },
        { type: 'file_search', vector_store_ids: ['vs_1'] },
        { type: 'code_interpreter', container: 'cntr_mine' },
      ],
    }
    const { output } = await client.responses.create({
      ...request,
      include: [
        'web_search_call.action.sources',
        'file_search_call.results',
        'code_interpreter_call.outputs',
      ],
    })
    expect(output).toMatchObject([
      {
        type: 'web_search_call',
        action: { sources: [{ type: 'url', url: expect.stringMatching(/^https:/) }] },
      },
      { type: 'file_search_call', results: [{ file_id: expect.stringMatching(/^file-/), score: 0.87 }] },
      { type: 'code_interpreter_call', container_id: 'cntr_mine', outputs: [{ type: 'logs', logs: '55\n' }] },
      { type: 'message' },
    ])
    const message = output.find((item) => item.type === 'message')
    const [part] = message?.content ?? []
    if (part?.type !== 'output_text') {
      throw new Error('There is no text.')
    }
    const [page, file] = part.annotations
    expect(page).toMatchObject({ type: 'url_citation' })
    expect(file).toMatchObject({ type: 'file_citation', filename: 'handbook.md' })
    if (page?.type === 'url_citation') {
      expect(part.text.slice(page.start_index, page.end_index)).toBe(
        `([${new URL(page.url).host}](${page.url}))`,
      )
    }
    const without = await client.responses.create(request)
    expect(without.output).toMatchObject([
      { action: { query: request.input } },
      { results: null },
      { outputs: null },
      { type: 'message' },
    ])
    expect(JSON.stringify(without.output[0])).not.toContain('sources')
  })

  test('outputs of client-executed tools are answered with text instead of another call', async () => {
    const outputs: InputItem[] = [
      {
        type: 'computer_call_output',
        call_id: 'call_1',
        output: { type: 'computer_screenshot', image_url: 'data:image/png;base64,AA==' },
      },
      {
        type: 'shell_call_output',
        call_id: 'call_1',
        output: [{ stdout: 'hello.txt', stderr: '', outcome: { type: 'exit', exit_code: 0 } }],
      },
      { type: 'local_shell_call_output', id: 'call_1', output: 'hello.txt' },
      { type: 'apply_patch_call_output', call_id: 'call_1', status: 'completed', output: 'hello.txt' },
      { type: 'custom_tool_call_output', call_id: 'call_1', output: 'hello.txt' },
      {
        type: 'function_call_output',
        call_id: 'call_1',
        output: [{ type: 'input_text', text: 'hello.txt' }],
      },
    ]
    for (const output of outputs) {
      const response = await client.responses.create({
        model: 'm',
        previous_response_id: 'resp_1',
        input: [output],
        tools: [{ type: 'computer' }, { type: 'shell' }],
      })
      expect(response.output.map(({ type }) => type)).toEqual(['message'])
      if (output.type !== 'computer_call_output') {
        expect(response.output_text, JSON.stringify(output)).toContain('hello.txt')
      }
    }
  })

  test('tool_choice with an MCP tool name calls that tool', async () => {
    const { output } = await client.responses.create({
      model: 'm',
      input: 'Hello!',
      tools: [{ ...mcp, allowed_tools: ['read_page', 'ask_question'], require_approval: 'never' }],
      tool_choice: { type: 'mcp', server_label: 'deepwiki', name: 'ask_question' },
    })
    expect(output).toMatchObject([
      { type: 'mcp_list_tools', tools: [{ name: 'read_page' }, { name: 'ask_question' }] },
      { type: 'mcp_call', name: 'ask_question' },
      { type: 'message' },
    ])
  })

  test('an approved MCP call runs and a rejected one does not', async () => {
    const asked = await client.responses.create({ model: 'm', input: 'Ask deepwiki', tools: [mcp] })
    const request = asked.output.find((item) => item.type === 'mcp_approval_request')
    const approval = { type: 'mcp_approval_response', approval_request_id: request?.id ?? '' } as const
    const answered = await client.responses.create({
      model: 'm',
      previous_response_id: asked.id,
      tools: [mcp],
      input: [{ ...approval, approve: true }],
    })
    expect(answered.output).toMatchObject([
      { type: 'mcp_call', server_label: 'deepwiki', approval_request_id: request?.id },
      { type: 'message' },
    ])
    expect(answered.output_text).toBe('This is a mock answer to your message: "Ask deepwiki"')
    const refused = await client.responses.create({
      model: 'm',
      tools: [mcp],
      input: [
        { role: 'user', content: 'Ask deepwiki' },
        ...(request ? [request] : []),
        { ...approval, approve: false },
      ],
    })
    expect(refused.output.map(({ type }) => type)).toEqual(['mcp_list_tools', 'message'])
  })

  test('a tool returned by client-executed tool search is called', async () => {
    const { output } = await client.responses.create({
      model: 'm',
      tools: [{ type: 'tool_search', execution: 'client' }],
      input: [
        { role: 'user', content: 'The weather?' },
        {
          type: 'tool_search_output',
          call_id: 'call_1',
          execution: 'client',
          status: 'completed',
          tools: [deferredTool],
        },
      ],
    })
    expect(output).toMatchObject([{ type: 'function_call', name: 'get_weather' }])
  })
})
