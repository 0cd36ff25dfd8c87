import OpenAI from 'openai'
import { describe, expect, test } from 'vitest'
import { createMock } from '../../src/index.ts'
import { schemaCheck, clients, withoutParsed } from '../support/stream-clients.ts'
import { isSdkOnly } from '../support/sdk-only.ts'

describe('streams of patched responses', () => {
  const annotation = {
    type: 'url_citation',
    start_index: 0,
    end_index: 4,
    url: 'https://example.com/',
    title: 'T',
  }
  const items = [
    { type: 'mcp_list_tools', id: 'mcpl_1', server_label: 's', tools: [] },
    {
      type: 'mcp_call',
      id: 'mcp_1',
      server_label: 's',
      name: 'n',
      arguments: '{"a":1}',
      output: 'x',
      error: null,
    },
    { type: 'image_generation_call', id: 'ig_1', status: 'completed', result: 'aGk=' },
    {
      type: 'shell_call',
      id: 'sh_1',
      call_id: 'call_1',
      status: 'completed',
      action: { commands: ['ls -la', 'pwd'], timeout_ms: null, max_output_length: null },
      environment: null,
    },
    {
      type: 'reasoning',
      id: 'rs_1',
      summary: [],
      content: [{ type: 'reasoning_text', text: 'First, second.' }],
    },
    {
      type: 'message',
      id: 'msg_1',
      role: 'assistant',
      status: 'completed',
      content: [
        { type: 'output_text', text: 'Said so.', annotations: [annotation], logprobs: [] },
        { type: 'refusal', refusal: 'I cannot do that.' },
      ],
    },
  ]
  const client = new OpenAI({
    apiKey: 'sk-test',
    fetch: createMock({
      patches: {
        patches: [
          { operation: 'createResponse', merge: { output: items } },
          {
            operation: 'createChatCompletion',
            merge: {
              choices: [
                {
                  index: 0,
                  message: { role: 'assistant', content: null, refusal: 'I cannot do that.' },
                  finish_reason: 'stop',
                  logprobs: null,
                },
              ],
            },
          },
          { operation: 'createThreadAndRun', merge: { status: 'failed' } },
        ],
      },
    }).fetch,
  })

  test('patched output items of a response are streamed unchanged', async () => {
    const stream = client.responses.stream({
      model: 'm',
      input: 'x',
      tools: [{ type: 'image_generation', partial_images: 2 }],
    })
    const types: string[] = []
    for await (const event of stream) {
      types.push(event.type)
      expect(schemaCheck.component('ResponseStreamEvent', event), event.type).toEqual([])
    }
    expect(types.filter((type) => type === 'response.image_generation_call.partial_image')).toHaveLength(2)
    expect(types.filter((type) => type === 'response.shell_call_command.done')).toHaveLength(2)
    const { output } = await stream.finalResponse()
    expect(JSON.parse(JSON.stringify(output, withoutParsed))).toEqual(items)
  })

  test('a patched refusal of a chat completion is streamed', async () => {
    const stream = client.chat.completions.stream({ model: 'm', messages: [{ role: 'user', content: 'x' }] })
    const final = await stream.finalChatCompletion()
    expect(final.choices[0]?.message).toMatchObject({ content: null, refusal: 'I cannot do that.' })
  })

  test('a patched run with status failed ends the stream with thread.run.failed', async () => {
    const stream = await client.beta.threads.createAndRun({ assistant_id: 'asst_1', stream: true })
    const events: string[] = []
    for await (const { event } of stream) {
      events.push(event)
    }
    expect(events.at(-1)).toBe('thread.run.failed')
  })
})

describe('image and audio streams', () => {
  const client = new OpenAI({ apiKey: 'sk-test', fetch: createMock().fetch })
  const file = () => new File(['RIFF'], 'a.wav')

  test('image events match the document', async () => {
    const request = { prompt: 'A cat', stream: true as const, partial_images: 1 }
    const generated = await client.images.generate({ model: 'gpt-image-1.5', ...request })
    for await (const event of generated) {
      expect(schemaCheck.component('ImageGenStreamEvent', event)).toEqual([])
    }
    const edited = await client.images.edit({ image: file(), ...request })
    for await (const event of edited) {
      expect(schemaCheck.component('ImageEditStreamEvent', event)).toEqual([])
    }
  })

  test('transcription events match the document and join to the full text', async () => {
    const request = { file: file(), model: 'gpt-4o-transcribe' }
    const plain = await client.audio.transcriptions.create(request)
    let text = ''
    for await (const event of await client.audio.transcriptions.create({ ...request, stream: true })) {
      expect(schemaCheck.component('CreateTranscriptionResponseStreamEvent', event)).toEqual([])
      text += event.type === 'transcript.text.delta' ? event.delta : ''
    }
    expect(text).toBe(plain.text)
  })

  // The SDK does not declare a type for these events.
  test.skipIf(isSdkOnly)(
    'speech events match the document and join to the bytes of the plain response',
    async () => {
      const request = { model: 'gpt-4o-mini-tts', voice: 'alloy', input: 'Hi' } as const
      const plain = Buffer.from(await (await client.audio.speech.create(request)).arrayBuffer())
      const streamed = await client.audio.speech.create({ ...request, stream_format: 'sse' })
      const data = [...(await streamed.text()).matchAll(/^data: (.*)$/gm)].map(([, text = '']) => text)
      expect(data.pop()).toBe('[DONE]')
      const pieces = data.map((text) => {
        const event: { type: string; audio?: string } = JSON.parse(text)
        expect(schemaCheck.component('CreateSpeechResponseStreamEvent', event)).toEqual([])
        return Buffer.from(event.audio ?? '', 'base64')
      })
      expect(Buffer.concat(pieces)).toEqual(plain)
    },
  )
})

describe.each(clients)('assistant runs read by the openai SDK %s', (_, clientOf) => {
  test('a run streams message deltas that join to its text, and completes', async () => {
    const stream = clientOf().beta.threads.createAndRunStream({
      assistant_id: 'asst_1',
      thread: { messages: [{ role: 'user', content: 'Why is the sky blue?' }] },
    })
    let text = ''
    for await (const event of stream) {
      expect(schemaCheck.component('AssistantStreamEvent', event), event.event).toEqual([])
      if (event.event === 'thread.message.delta') {
        const [part] = event.data.delta.content ?? []
        text += part?.type === 'text' ? (part.text?.value ?? '') : ''
      }
    }
    const [message] = await stream.finalMessages()
    const [content] = message?.content ?? []
    expect(content?.type === 'text' ? content.text.value : '').toBe(text)
    expect(text).toContain('Why is the sky blue?')
    expect((await stream.finalRun()).status).toBe('completed')
  })

  test('a run streams on an existing thread and after tool outputs', async () => {
    const { runs } = clientOf().beta.threads
    const started = runs.stream('thread_mine', {
      assistant_id: 'asst_1',
      additional_messages: [{ role: 'user', content: 'Why?' }],
    })
    expect(await started.finalRun()).toMatchObject({ status: 'completed', thread_id: 'thread_mine' })
    const goneOn = runs.submitToolOutputsStream('run_mine', {
      thread_id: 'thread_mine',
      tool_outputs: [{ tool_call_id: 'call_1', output: '21 degrees' }],
    })
    const [message] = await goneOn.finalMessages()
    expect(JSON.stringify(message?.content)).toContain('21 degrees')
    expect((await goneOn.finalRun()).id).toBe('run_mine')
  })

  test('runs.createAndPoll completes the run', async () => {
    const run = await clientOf().beta.threads.runs.createAndPoll('thread_mine', { assistant_id: 'asst_1' })
    expect(run).toMatchObject({ status: 'completed', thread_id: 'thread_mine' })
  })
})

test('beta.responses streams events that match the document', async () => {
  const client = new OpenAI({ apiKey: 'sk-test', fetch: createMock().fetch })
  const stream = await client.beta.responses.create({ model: 'm', input: 'Hello!', stream: true })
  const types: string[] = []
  for await (const event of stream) {
    types.push(event.type)
    expect(schemaCheck.component('BetaResponseStreamEvent', event), event.type).toEqual([])
  }
  expect(types.at(0)).toBe('response.created')
  expect(types.at(-1)).toBe('response.completed')
})
