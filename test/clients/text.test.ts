import OpenAI from 'openai'
import { zodFunction, zodResponseFormat, zodTextFormat } from 'openai/helpers/zod'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { createMock } from '../../src/index.ts'
import { schemaCheck } from '../support/stream-clients.ts'

const client = new OpenAI({ apiKey: 'sk-test', fetch: createMock().fetch })
const clock = { headers: { 'x-mock-clock': '1741569952' } }
const chatRequest = (content: string) => ({
  model: 'gpt-5.4',
  messages: [{ role: 'user' as const, content }],
})
const recipe = z.object({
  title: z.string(),
  minutes: z.int().min(1).max(240),
  level: z.enum(['easy', 'hard']),
  steps: z.array(z.object({ text: z.string(), optional: z.boolean() })).min(2),
  source: z.union([z.object({ kind: z.literal('book'), page: z.int() }), z.null()]),
})

describe('openai SDK helpers', () => {
  test('parse and stream return structured outputs of chat completions and responses', async () => {
    const chat = { ...chatRequest('A recipe?'), response_format: zodResponseFormat(recipe, 'recipe') }
    const plain = await client.chat.completions.parse(chat)
    expect(recipe.safeParse(plain.choices[0]?.message.parsed).error).toBeUndefined()
    const streamed = await client.chat.completions.stream(chat).finalChatCompletion()
    expect(streamed.choices[0]?.message.parsed).toEqual(plain.choices[0]?.message.parsed)
    const response = { model: 'm', input: 'A recipe?', text: { format: zodTextFormat(recipe, 'recipe') } }
    const parsed = await client.responses.parse(response)
    expect(recipe.safeParse(parsed.output_parsed).error).toBeUndefined()
    expect((await client.responses.stream(response).finalResponse()).output_parsed).toEqual(
      parsed.output_parsed,
    )
  })

  test('runTools runs tools to the final text, plain and streamed', async () => {
    const called: string[] = []
    const tools = [
      zodFunction({
        name: 'get_weather',
        parameters: z.object({ city: z.string(), unit: z.enum(['celsius', 'fahrenheit']) }),
        function: ({ city, unit }) => {
          called.push(`${city} ${unit}`)
          return { degrees: 21, city }
        },
      }),
    ]
    const request = { ...chatRequest('The weather in Paris in celsius?'), tools }
    expect(await client.chat.completions.runTools(request).finalContent()).toContain('21')
    expect(await client.chat.completions.runTools({ ...request, stream: true }).finalContent()).toContain(
      '21',
    )
    expect(called).toEqual(['Paris celsius', 'Paris celsius'])
  })

  test('chat.completions.stream collects audio and its token usage', async () => {
    const request = {
      ...chatRequest('Hello!'),
      modalities: ['text' as const, 'audio' as const],
      audio: { voice: 'alloy', format: 'pcm16' as const },
    }
    const plain = await client.chat.completions.create(request, clock)
    const stream = client.chat.completions.stream(request, clock)
    for await (const chunk of stream) {
      expect(chunk.object).toBe('chat.completion.chunk')
    }
    const { choices, usage } = await client.chat.completions
      .stream({ ...request, stream_options: { include_usage: true } }, clock)
      .finalChatCompletion()
    expect(choices[0]?.message.audio).toEqual(plain.choices[0]?.message.audio)
    expect(usage?.completion_tokens_details?.audio_tokens).toBeGreaterThan(0)
  })
})

describe('chat completions', () => {
  const answerOf = async (request: Partial<OpenAI.ChatCompletionCreateParamsNonStreaming>) => {
    const completion = await client.chat.completions.create({ ...chatRequest('What is new?'), ...request })
    expect(schemaCheck.component('CreateChatCompletionResponse', completion)).toEqual([])
    return completion
  }

  test('chat completions count more reasoning tokens for a higher reasoning_effort', async () => {
    const efforts = ['none', 'minimal', 'low', 'medium', 'high', 'xhigh'] as const
    const counts: number[] = []
    for (const effort of efforts) {
      const { usage } = await answerOf({ reasoning_effort: effort })
      counts.push(usage?.completion_tokens_details?.reasoning_tokens ?? -1)
      expect(usage?.total_tokens).toBe((usage?.prompt_tokens ?? 0) + (usage?.completion_tokens ?? 0))
    }
    expect(counts).toEqual(counts.toSorted((one, other) => one - other))
    expect(new Set(counts).size).toBe(efforts.length)
    const limited = await answerOf({ reasoning_effort: 'high', max_completion_tokens: 10 })
    expect(limited.usage?.completion_tokens).toBeLessThanOrEqual(10)
  })

  test('chat completions return a longer text for a higher verbosity', async () => {
    const lengths: number[] = []
    for (const verbosity of ['low', 'medium', 'high'] as const) {
      const { choices } = await answerOf({ verbosity })
      lengths.push(choices[0]?.message.content?.length ?? 0)
    }
    expect(lengths).toEqual(lengths.toSorted((one, other) => one - other))
    expect(new Set(lengths).size).toBe(3)
  })

  test('chat completions cite a source if web_search_options is set', async () => {
    const { choices } = await answerOf({ web_search_options: {} })
    const { content, annotations = [] } = choices[0]?.message ?? {}
    expect(annotations).toHaveLength(1)
    const { url, start_index: start = 0, end_index: end = 0 } = annotations[0]?.url_citation ?? {}
    expect(content?.slice(start, end)).toContain(`(${url})`)
    expect((await answerOf({})).choices[0]?.message.annotations).toEqual([])
  })

  test('chat completions count the accepted tokens of a prediction', async () => {
    const { choices, usage } = await answerOf({
      prediction: { type: 'content', content: 'const answer = 42' },
    })
    expect(choices[0]?.message.content).toBe('const answer = 42')
    expect(usage?.completion_tokens_details).toMatchObject({
      accepted_prediction_tokens: usage?.completion_tokens,
      rejected_prediction_tokens: 0,
    })
  })

  test('chat completions repeat the tier, keep metadata with the stored completion, and omit optional fields', async () => {
    const completion = await answerOf({
      service_tier: 'flex',
      metadata: { team: 'a' },
      store: true,
      seed: 5,
      user: 'u',
    })
    expect(completion.service_tier).toBe('flex')
    expect(completion).not.toHaveProperty('metadata')
    expect(await client.chat.completions.retrieve(completion.id)).toMatchObject({ metadata: { team: 'a' } })
    const plain = await answerOf({})
    expect(Object.keys(plain.choices[0]?.message ?? {})).toEqual([
      'role',
      'content',
      'refusal',
      'annotations',
    ])
    expect(plain.choices[0]?.logprobs).toBeNull()
    expect(plain).not.toHaveProperty('metadata')
  })

  test.each<[string, OpenAI.ChatCompletionToolChoiceOption, string[]]>([
    [
      'allowed_tools, required',
      {
        type: 'allowed_tools',
        allowed_tools: { mode: 'required', tools: [{ type: 'custom', custom: { name: 'run_code' } }] },
      },
      ['run_code'],
    ],
    [
      'allowed_tools, auto',
      {
        type: 'allowed_tools',
        allowed_tools: { mode: 'auto', tools: [{ type: 'custom', custom: { name: 'run_code' } }] },
      },
      [],
    ],
    ['a custom tool', { type: 'custom', custom: { name: 'run_code' } }, ['run_code']],
    ['a function', { type: 'function', function: { name: 'get_time' } }, ['get_time']],
    ['required', 'required', ['get_weather']],
    ['none', 'none', []],
    ['auto', 'auto', ['get_weather']],
  ])('chat completions honor tool_choice: %s', async (_, choice, names) => {
    const { choices } = await answerOf({
      messages: [{ role: 'user', content: 'The weather?' }],
      tools: [
        { type: 'function', function: { name: 'get_time' } },
        { type: 'function', function: { name: 'get_weather' } },
        {
          type: 'custom',
          custom: {
            name: 'run_code',
            format: { type: 'grammar', grammar: { syntax: 'regex', definition: '^[a-z]{3}$' } },
          },
        },
      ],
      tool_choice: choice,
    })
    const calls = choices[0]?.message.tool_calls ?? []
    expect(calls.map((call) => (call.type === 'function' ? call.function.name : call.custom.name))).toEqual(
      names,
    )
    for (const call of calls) {
      expect(call.type === 'custom' ? call.custom.input : 'abc').toMatch(/^[a-z]{3}$/)
    }
  })
})

describe('responses', () => {
  test('responses echo request parameters', async () => {
    const request: OpenAI.Responses.ResponseCreateParamsNonStreaming = {
      model: 'm',
      previous_response_id: 'resp_before',
      instructions: 'Be brief.',
      truncation: 'auto',
      service_tier: 'flex',
      metadata: { team: 'a' },
      safety_identifier: 'u-1',
      prompt_cache_key: 'k',
      max_tool_calls: 3,
      store: false,
      top_p: 0.5,
      text: { verbosity: 'low' },
      input: [
        {
          role: 'user',
          content: [
            { type: 'input_text', text: 'Summarise the file' },
            { type: 'input_file', file_id: 'file-1' },
            { type: 'input_image', image_url: 'https://example.com/a.png', detail: 'auto' },
          ],
        },
      ],
    }
    const { input: _, ...told } = request
    const response = await client.responses.create(request)
    expect(response).toMatchObject({ ...told, text: { verbosity: 'low', format: { type: 'text' } } })
    expect(response.output_text).toContain('Summarise the file')
    const inConversation = await client.responses.create({ model: 'm', input: 'Hi', conversation: 'conv_1' })
    expect(inConversation.conversation).toEqual({ id: 'conv_1' })
  })

  test('responses count reasoning tokens against max_output_tokens', async () => {
    const response = await client.responses.create({
      model: 'm',
      input: 'Tell me all about the history of the city of Rome',
      reasoning: { effort: 'high' },
      max_output_tokens: 24,
    })
    expect(response).toMatchObject({
      status: 'incomplete',
      incomplete_details: { reason: 'max_output_tokens' },
    })
    expect(response.usage?.output_tokens).toBeLessThanOrEqual(24)
    expect(response.usage?.output_tokens_details.reasoning_tokens).toBe(12)
  })

  test('background responses complete when polled', async () => {
    let response = await client.responses.create({ model: 'm', input: 'Hello!', background: true })
    expect(response.status).toBe('queued')
    const { id } = response
    for (let look = 0; look < 2 && response.status !== 'completed'; look += 1) {
      response = await client.responses.retrieve(id)
    }
    expect(response).toMatchObject({ id, status: 'completed' })
    expect(response.output_text).toMatch(/\w/)
  })
})

describe('legacy completions', () => {
  const complete = (request: Partial<OpenAI.CompletionCreateParamsNonStreaming>) =>
    client.completions.create({ model: 'gpt-3.5-turbo-instruct', prompt: 'One two', ...request }, clock)

  test('legacy completions return n choices per prompt and charge for best_of', async () => {
    const one = await complete({ prompt: ['One'], max_tokens: 3 })
    const many = await complete({ prompt: ['One', 'Two'], n: 2, best_of: 3, max_tokens: 3 })
    expect(many.choices.map(({ index }) => index)).toEqual([0, 1, 2, 3])
    expect(many.usage?.completion_tokens).toBe(6 * (one.usage?.completion_tokens ?? 0))
    expect((await complete({ prompt: [[1, 2, 3], [4]] })).choices).toHaveLength(2)
    expect((await complete({ prompt: [1, 2, 3] })).usage?.prompt_tokens).toBe(3)
  })

  test('legacy completions return parallel lists of log probabilities, plain and streamed', async () => {
    const request = { echo: true, logprobs: 2, max_tokens: 4 }
    const { choices } = await complete(request)
    const {
      tokens = [],
      token_logprobs: likely,
      top_logprobs: others,
      text_offset: offsets = [],
    } = choices[0]?.logprobs ?? {}
    expect(tokens.join('')).toBe(choices[0]?.text)
    expect(choices[0]?.text).toMatch(/^One two/)
    expect(likely).toHaveLength(tokens.length)
    expect(others?.map((candidates) => Object.keys(candidates))).toEqual(
      tokens.map((token) => [token, expect.any(String)]),
    )
    expect(offsets.map((offset, index) => choices[0]?.text.startsWith(tokens[index] ?? '', offset))).toEqual(
      tokens.map(() => true),
    )
    const stream = await client.completions.create(
      { model: 'gpt-3.5-turbo-instruct', prompt: 'One two', ...request, stream: true },
      clock,
    )
    const streamed: string[] = []
    for await (const chunk of stream) {
      streamed.push(...(chunk.choices[0]?.logprobs?.tokens ?? []))
    }
    expect(streamed).toEqual(tokens)
  })

  test('legacy completions end at the default of 16 tokens, at max_tokens or at stop', async () => {
    expect((await complete({ prompt: 'A long question about everything' })).choices[0]).toMatchObject({
      finish_reason: 'length',
    })
    expect((await complete({ prompt: 'Hello', stop: ' How' })).choices[0]).toMatchObject({
      text: 'Hello!',
      finish_reason: 'stop',
    })
    expect((await complete({ max_tokens: 0, echo: true })).choices[0]?.text).toBe('One two')
  })
})
