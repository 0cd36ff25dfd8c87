import { chat } from '../request/requests.ts'
import type { Scenario } from '../scenario.ts'

const MODELS = [
  'gpt-5.4',
  'gpt-4o-mini',
  'o3',
  'text-embedding-3-small',
  'gpt-image-1.5',
  'tts-1',
  'sora-2',
  'omni-moderation-latest',
]

const [NEWEST, SECOND] = ['asst_sbJuv60aIZTq7vrl4UKkjbqL', 'asst_g6bqcIWjykKe1wlJvYBbAUXG']

/** A namespace in which other scenarios create nothing, so that lists have examples. */
const withExamples = { 'x-mock-namespace': 'examples' }

/** Transforms that apply to all operations. */
export const generalTransforms: Scenario[] = [
  {
    title: 'assistants/{id} echoes the id of the path and the fields of the body',
    request: { path: '/v1/assistants/asst_mine', json: { name: 'Ada', metadata: { team: 'a' } } },
    response: { status: 200, json: { id: 'asst_mine', name: 'Ada', metadata: { team: 'a' } } },
  },
  {
    title: 'threads/{id}/messages returns a new id and the thread id of the path',
    request: { path: '/v1/threads/thread_mine/messages', json: { role: 'user', content: 'Hi' } },
    response: { status: 200, json: { id: /^msg_\w{24,}$/, thread_id: 'thread_mine', role: 'user' } },
  },
  {
    title: 'batches/{id}/cancel returns the batch with the id of the path',
    request: { method: 'POST', path: '/v1/batches/batch_mine/cancel' },
    response: { status: 200, json: { id: 'batch_mine' } },
  },
  {
    title: 'uploads/{id}/parts returns a new part id and the upload id of the path',
    request: { path: '/v1/uploads/upload_mine/parts', form: [['data', ['x']]] },
    response: { status: 200, json: { upload_id: 'upload_mine', id: /^part_/ } },
  },
  {
    title: 'assistants lists all items with has_more: false',
    request: { path: '/v1/assistants', headers: withExamples },
    response: {
      status: 200,
      json: { object: 'list', has_more: false, data: [{ object: 'assistant' }, {}, {}] },
    },
  },
  {
    title: 'assistants with limit=1 lists one item with has_more: true',
    request: { path: '/v1/assistants?limit=1', headers: withExamples },
    response: {
      status: 200,
      json: { data: [{ id: NEWEST }], first_id: NEWEST, last_id: NEWEST, has_more: true },
    },
  },
  {
    title: 'assistants with after continues behind that item',
    request: { path: `/v1/assistants?limit=1&after=${NEWEST}`, headers: withExamples },
    response: {
      status: 200,
      json: { data: [{ id: SECOND }], first_id: SECOND, has_more: true },
    },
  },
  {
    title: 'assistants with an unknown after returns the last page',
    request: { path: '/v1/assistants?after=asst_gone', headers: withExamples },
    response: { status: 200, json: { data: [{ object: 'assistant' }], first_id: /^asst_/, has_more: false } },
  },
  {
    title: 'X-Mock-Clock sets the created time of a chat completion',
    request: { path: '/v1/chat/completions', json: chat, headers: { 'x-mock-clock': '1741569952' } },
    response: { status: 200, json: { created: 1741569952 } },
  },
  {
    title: 'an example requested by name keeps its tool calls',
    request: { path: '/v1/chat/completions', json: chat, headers: { prefer: 'example=functions' } },
    response: { status: 200, json: { choices: [{ message: { tool_calls: [{}] } }] } },
  },
  {
    title: 'models lists current models of each kind',
    request: { path: '/v1/models' },
    response: {
      status: 200,
      json: { object: 'list' },
      text: new RegExp(MODELS.map((id) => `(?=.*"id":"${id}","object":"model")`).join('')),
    },
  },
  {
    title: 'models/{id} returns any model id',
    request: { path: '/v1/models/my-own-model' },
    response: { status: 200, json: { id: 'my-own-model', object: 'model' } },
  },
  {
    title: 'files returns the name, size and purpose of the upload',
    request: {
      path: '/v1/files',
      form: [
        ['file', ['{"a":1}']],
        ['purpose', 'batch'],
      ],
    },
    response: {
      status: 200,
      json: { filename: 'file.txt', bytes: 7, purpose: 'batch', status: 'processed' },
    },
  },
  {
    title: 'moderations returns an unflagged result per input',
    request: { path: '/v1/moderations', json: { input: ['one', 'two'] } },
    response: { status: 200, json: { results: [{ flagged: false }, { flagged: false }] } },
  },
  {
    title: 'images/generations returns n images in the requested format',
    request: { path: '/v1/images/generations', json: { prompt: 'A cat', n: 2, output_format: 'png' } },
    response: { status: 200, json: { data: [{ b64_json: /^iVBOR/ }, { b64_json: /^iVBOR/ }] } },
  },
  {
    title: 'legacy completions return n choices per prompt',
    request: { path: '/v1/completions', json: { model: 'm', prompt: ['one', 'two'], n: 2, max_tokens: 3 } },
    response: {
      status: 200,
      json: {
        choices: [{ index: 0, finish_reason: 'length' }, { index: 1 }, { index: 2 }, { index: 3 }],
        usage: { prompt_tokens: 2, completion_tokens: 12, total_tokens: 14 },
      },
    },
  },
  {
    title: 'audio/transcriptions returns segments and words for timestamp_granularities',
    needs: 'document',
    request: {
      path: '/v1/audio/transcriptions',
      form: [
        ['file', ['RIFF']],
        ['model', 'whisper-1'],
        ['response_format', 'verbose_json'],
        ['timestamp_granularities[]', 'word'],
        ['timestamp_granularities[]', 'segment'],
      ],
    },
    response: {
      status: 200,
      json: {
        text: /^Imagine/,
        segments: { 0: { id: 0, start: 0, text: /^ Imagine/ }, 1: { id: 1 } },
        words: { 0: { word: 'Imagine', start: 0 }, 4: { word: 'that' }, 5: { word: "you've" } },
      },
    },
  },
  {
    title: 'audio/transcriptions returns speakers for diarized_json',
    request: {
      path: '/v1/audio/transcriptions',
      form: [
        ['file', ['RIFF']],
        ['model', 'gpt-4o-transcribe-diarize'],
        ['response_format', 'diarized_json'],
      ],
    },
    response: { status: 200, json: { segments: { 0: { speaker: 'A' }, 1: { speaker: 'B' } } } },
  },
  {
    title: 'threads/{id}/messages echoes the text of the message',
    request: { path: '/v1/threads/thread_1/messages', json: { role: 'user', content: 'How are you?' } },
    response: {
      status: 200,
      json: { role: 'user', content: [{ type: 'text', text: { value: 'How are you?', annotations: [] } }] },
    },
  },
  {
    title: 'threads/{id}/messages echoes content parts and adds annotations to text',
    request: {
      path: '/v1/threads/thread_1/messages',
      json: {
        role: 'user',
        content: [
          { type: 'text', text: 'What is this?' },
          { type: 'image_url', image_url: { url: 'https://www.northwind.test/a.png' } },
        ],
      },
    },
    response: {
      status: 200,
      json: {
        content: [
          { type: 'text', text: { value: 'What is this?', annotations: [] } },
          { type: 'image_url', image_url: { url: 'https://www.northwind.test/a.png' } },
        ],
      },
    },
  },
  {
    title: 'threads/{id}/runs echoes tool_choice and truncation_strategy',
    request: {
      path: '/v1/threads/thread_1/runs',
      json: {
        assistant_id: 'asst_1',
        tool_choice: 'none',
        truncation_strategy: { type: 'last_messages', last_messages: 3 },
      },
    },
    response: {
      status: 200,
      json: { tool_choice: 'none', truncation_strategy: { type: 'last_messages', last_messages: 3 } },
    },
  },
  {
    title: 'realtime/client_secrets echoes the session and honors expires_after',
    needs: 'document',
    request: {
      path: '/v1/realtime/client_secrets',
      headers: { 'x-mock-clock': '1741569952' },
      json: {
        expires_after: { anchor: 'created_at', seconds: 60 },
        session: {
          type: 'realtime',
          model: 'gpt-realtime-2',
          instructions: 'Be brief.',
          audio: { output: { voice: 'marin' } },
        },
      },
    },
    response: {
      status: 200,
      json: {
        value: /^ek_/,
        expires_at: 1741570012,
        session: {
          type: 'realtime',
          object: 'realtime.session',
          model: 'gpt-realtime-2',
          instructions: 'Be brief.',
          audio: { input: { format: { type: 'audio/pcm', rate: 24000 } }, output: { voice: 'marin' } },
        },
      },
    },
  },
  {
    title: 'realtime/client_secrets returns a transcription session',
    request: { path: '/v1/realtime/client_secrets', json: { session: { type: 'transcription' } } },
    response: {
      status: 200,
      json: { session: { type: 'transcription', object: 'realtime.transcription_session', id: /^sess_/ } },
    },
  },
  {
    title: 'realtime/sessions returns a client secret and echoes the voice',
    request: { path: '/v1/realtime/sessions', json: { voice: 'ash' } },
    response: { status: 200, json: { voice: 'ash', client_secret: { value: /^ek_/ } } },
  },
  {
    title: 'organization/users filters by emails',
    needs: 'document',
    request: {
      path: '/v1/organization/users?emails[]=grace.hopper@northwind.test&emails[]=nobody@northwind.test',
    },
    response: { status: 200, text: /^(?=[^]*grace\.hopper)(?![^]*(?:ada\.lovelace|alan\.turing))/ },
  },
  {
    title: 'organization/audit_logs filters by event types and actor emails',
    needs: 'document',
    request: {
      path: '/v1/organization/audit_logs?event_types[]=api_key.updated&actor_emails[]=grace.hopper@northwind.test',
    },
    response: { status: 200, text: /^(?=[^]*"api_key\.updated")(?![^]*"project\.archived")/ },
  },
  {
    title: 'organization/audit_logs is an empty list for an unknown actor',
    needs: 'document',
    request: { path: '/v1/organization/audit_logs?actor_emails[]=nobody@northwind.test' },
    response: { status: 200, json: { data: [], has_more: false } },
  },
  {
    title: 'organization/audit_logs filters by effective_at[gt]',
    request: {
      path: '/v1/organization/audit_logs?effective_at[gt]=1741569951',
      headers: { 'x-mock-clock': '1741569952' },
    },
    response: { status: 200, text: /^(?=[^]*"effective_at": ?1741569952)(?![^]*"effective_at": ?1740)/ },
  },
]
