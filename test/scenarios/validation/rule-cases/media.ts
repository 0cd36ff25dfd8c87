import { form, type FormField, post, type RuleCase } from './rule-case.ts'

const image = (body: object) => post('/images/generations', { prompt: 'x', ...body })
const png: FormField = { name: 'a.png', type: 'image/png' }
const edit = (...fields: [string, FormField][]) =>
  form('/images/edits', [['model', 'gpt-image-1'], ['prompt', 'x'], ...fields])
const recording = (file: FormField, ...fields: [string, FormField][]) =>
  form('/audio/transcriptions', [['model', 'whisper-1'], ...fields, ['file', file]])
const wav: FormField = { name: 'a.wav', type: 'audio/wav', content: 'RIFF$   WAVEfmt ' }
const transcription = (model: string, format: string) =>
  form('/audio/transcriptions', [
    ['model', model],
    ['response_format', format],
    ['file', wav],
  ])

/** Images, audio, embeddings and files. */
export const mediaCases: readonly RuleCase[] = [
  ...(
    [
      ['gpt-image-1', { response_format: 'b64_json' }, { output_format: 'png' }],
      ['gpt-image-1', { style: 'vivid' }, { background: 'opaque' }],
      ['dall-e-3', { background: 'opaque' }, { style: 'vivid' }],
      ['dall-e-2', { style: 'vivid' }, { response_format: 'url' }],
    ] as const
  ).map(([model, body, accepted]): RuleCase => {
    const [param = ''] = Object.keys(body)
    return {
      rule: 'images-parameters-of-model',
      about: `${param} of ${model}`,
      refused: image({ model, ...body }),
      accepted: image({ model, ...accepted }),
      param,
      code: 'unknown_parameter',
      message: `Unknown parameter: '${param}'.`,
    }
  }),
  {
    rule: 'images-count-of-dall-e-3',
    refused: image({ model: 'dall-e-3', n: 2 }),
    accepted: image({ model: 'dall-e-2', n: 2 }),
    param: 'n',
    code: 'integer_above_max_value',
  },
  {
    rule: 'images-values-of-model',
    about: 'size of gpt-image-1',
    refused: image({ model: 'gpt-image-1', size: '256x256' }),
    accepted: image({ model: 'dall-e-2', size: '256x256' }),
    param: 'size',
    code: 'invalid_value',
    message:
      "Invalid value: '256x256'. Supported values are: '1024x1024', '1024x1536', '1536x1024', and 'auto'.",
  },
  {
    rule: 'images-values-of-model',
    about: 'quality of gpt-image-1',
    refused: image({ model: 'gpt-image-1', quality: 'hd' }),
    accepted: image({ model: 'dall-e-3', quality: 'hd' }),
    param: 'quality',
    code: 'invalid_value',
  },
  {
    rule: 'images-prompt-length-of-model',
    refused: image({ model: 'dall-e-2', prompt: 'x'.repeat(1001) }),
    accepted: image({ model: 'dall-e-3', prompt: 'x'.repeat(1001) }),
    param: 'prompt',
    code: 'string_above_max_length',
  },
  {
    rule: 'form-image-type',
    about: 'octet-stream',
    refused: edit(['image', { name: 'a.png', type: 'application/octet-stream' }]),
    accepted: edit(['image', png]),
    param: 'image',
    code: 'unsupported_file_mimetype',
    message:
      "Invalid file 'image': unsupported mimetype ('application/octet-stream'). Supported file formats are 'image/jpeg', 'image/png', and 'image/webp'.",
  },
  {
    rule: 'form-image-type',
    about: 'of a mask',
    refused: edit(['image', png], ['mask', { name: 'a.gif', type: 'image/gif' }]),
    accepted: edit(['image', png], ['mask', png]),
    param: 'mask',
    code: 'unsupported_file_mimetype',
  },
  {
    rule: 'form-field-once',
    refused: edit(['image', png], ['image', png]),
    accepted: edit(['image[]', png], ['image[]', png]),
    param: 'image',
    code: 'duplicate_parameter',
  },
  {
    rule: 'form-file-is-a-file',
    about: 'of an image',
    refused: edit(['image', 'hello']),
    accepted: edit(['image', png]),
    param: 'image',
    code: 'invalid_type',
    message: "Invalid type for 'image': expected one of a file or array of files, but got a string instead.",
  },
  {
    rule: 'form-file-is-a-file',
    about: 'of an upload',
    refused: form('/files', [
      ['purpose', 'assistants'],
      ['file', 'hello'],
    ]),
    accepted: form('/files', [
      ['purpose', 'assistants'],
      ['file', { name: 'a.txt', type: 'text/plain' }],
    ]),
    param: 'file',
    code: 'invalid_type',
  },
  {
    rule: 'form-audio-extension',
    about: 'missing',
    refused: recording({ name: 'blob', type: 'audio/wav', content: 'x' }),
    accepted: recording(wav),
    param: null,
    code: null,
  },
  {
    rule: 'form-audio-extension',
    about: 'of another format',
    refused: recording({ name: 'a.txt', type: 'text/plain', content: 'x' }),
    accepted: recording({ name: 'a.MP3', type: 'audio/mpeg', content: 'x' }),
    param: null,
    code: null,
    evidence: 'https://github.com/openai/openai-python/pull/733',
  },
  {
    rule: 'form-audio-not-empty',
    refused: recording({ name: 'a.wav', type: 'audio/wav', content: '' }),
    accepted: recording(wav),
    param: 'file',
    code: 'audio_too_short',
  },
  {
    rule: 'form-jsonl-purpose',
    refused: form('/files', [
      ['purpose', 'batch'],
      ['file', { name: 'a.txt', type: 'text/plain' }],
    ]),
    accepted: form('/files', [
      ['purpose', 'batch'],
      ['file', { name: 'a.jsonl', type: 'text/plain' }],
    ]),
    param: null,
    code: null,
  },
  {
    rule: 'transcription-format-of-model',
    refused: transcription('gpt-4o-transcribe', 'verbose_json'),
    accepted: transcription('whisper-1', 'verbose_json'),
    param: 'response_format',
    code: 'unsupported_value',
    message:
      "response_format 'verbose_json' is not compatible with model 'gpt-4o-transcribe'. Use 'json' or 'text' instead.",
  },
  {
    rule: 'transcription-timestamps-need-verbose-json',
    refused: recording(wav, ['timestamp_granularities[]', 'word']),
    accepted: recording(wav, ['timestamp_granularities[]', 'word'], ['response_format', 'verbose_json']),
    param: 'timestamp_granularities',
    code: null,
  },
  {
    rule: 'speech-instructions-of-model',
    refused: post('/audio/speech', { model: 'tts-1', voice: 'alloy', input: 'x', instructions: 'softly' }),
    accepted: post('/audio/speech', {
      model: 'gpt-4o-mini-tts',
      voice: 'alloy',
      input: 'x',
      instructions: 'softly',
    }),
    param: 'instructions',
    code: 'unsupported_parameter',
  },
  {
    rule: 'speech-stream-format-of-model',
    refused: post('/audio/speech', { model: 'tts-1-hd', voice: 'alloy', input: 'x', stream_format: 'sse' }),
    accepted: post('/audio/speech', {
      model: 'tts-1-hd',
      voice: 'alloy',
      input: 'x',
      stream_format: 'audio',
    }),
    param: 'stream_format',
    code: 'unsupported_value',
  },
  {
    rule: 'embeddings-dimensions-of-ada',
    refused: post('/embeddings', { model: 'text-embedding-ada-002', input: 'x', dimensions: 256 }),
    accepted: post('/embeddings', { model: 'text-embedding-3-small', input: 'x', dimensions: 256 }),
    param: null,
    code: null,
    message: 'This model does not support specifying dimensions.',
  },
  {
    rule: 'embeddings-dimensions-of-model',
    refused: post('/embeddings', { model: 'text-embedding-3-small', input: 'x', dimensions: 1537 }),
    accepted: post('/embeddings', { model: 'text-embedding-3-large', input: 'x', dimensions: 1537 }),
    param: null,
    code: null,
  },
  ...[
    ['', 'x'],
    [
      ['a', ''],
      ['a', 'b'],
    ],
  ].map(([refused, accepted]): RuleCase => ({
    rule: 'embeddings-empty-input',
    about: typeof refused === 'string' ? 'text' : 'in a list',
    refused: post('/embeddings', { model: 'text-embedding-3-small', input: refused }),
    accepted: post('/embeddings', { model: 'text-embedding-3-small', input: accepted }),
    param: null,
    code: null,
  })),
]
