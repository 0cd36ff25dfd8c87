import type { Scenario } from '../scenario.ts'

const imageRequest = { model: 'gpt-image-1', prompt: 'An otter' }

/** Form fields of a transcription in a response format. */
const transcriptionForm = (format: string): [string, string | [string]][] => [
  ['file', ['RIFF']],
  ['model', 'whisper-1'],
  ['response_format', format],
]

/** Images, audio, video and file downloads. */
export const media: Scenario[] = [
  {
    title: 'images/generations returns base64 in the requested output_format',
    request: { path: '/v1/images/generations', json: { ...imageRequest, output_format: 'png' } },
    response: { status: 200, json: { output_format: 'png', data: [{ b64_json: /^iVBORw0KGgo/ }] } },
  },
  {
    title: 'images/generations returns image URLs on the mock for a namespace in the path',
    request: {
      path: '/@team-a/v1/images/generations',
      json: { model: 'dall-e-3', prompt: 'An otter', size: '1792x1024' },
    },
    response: {
      status: 200,
      json: { data: [{ url: /^http:\/\/[^/]+\/__mock\/files\/[0-9a-f]{8}-1792x1024\.png$/ }] },
    },
  },
  {
    title: 'image URLs use X-Forwarded-Proto and X-Forwarded-Host',
    request: {
      path: '/v1/images/generations',
      headers: { 'x-forwarded-proto': 'https, http', 'x-forwarded-host': 'mock.team.test:8443, inner' },
      json: { model: 'dall-e-3', prompt: 'An otter' },
    },
    response: {
      status: 200,
      json: { data: [{ url: /^https:\/\/mock\.team\.test:8443\/__mock\/files\// }] },
    },
  },
  {
    title: 'image URLs ignore invalid X-Forwarded headers',
    request: {
      path: '/v1/images/generations',
      headers: { 'x-forwarded-proto': 'javascript', 'x-forwarded-host': 'evil.test/path?' },
      json: { model: 'dall-e-3', prompt: 'An otter' },
    },
    response: { status: 200, json: { data: [{ url: /^http:\/\/(?!evil)[^/]+\/__mock\/files\// }] } },
  },
  {
    title: '/__mock/files serves an image without a key as immutable',
    request: { path: '/__mock/files/0123abcd-64x64.webp', headers: { authorization: null } },
    response: {
      status: 200,
      headers: { 'content-type': 'image/webp', 'cache-control': /immutable/ },
      text: /^RIFF.+WEBP/s,
    },
  },
  {
    title: '/__mock/files rejects an unsupported image size with 404',
    request: { path: '/__mock/files/0123abcd-9999x9999.png' },
    response: { status: 404, json: { error: { message: /^No such file/ } } },
  },
  ...(
    [
      ['mp3', 'audio/mpeg', /^\S/],
      ['opus', 'audio/opus', /^OggS/],
      ['aac', 'audio/aac', /./],
      ['flac', 'audio/flac', /^fLaC/],
      ['wav', 'audio/wav', /^RIFF[^]{4}WAVEfmt /],
      ['pcm', 'audio/pcm', /./],
    ] as const
  ).map(([response_format, contentType, text]): Scenario => ({
    title: `audio/speech returns ${response_format} with its content type`,
    request: {
      path: '/v1/audio/speech',
      json: { model: 'tts-1', voice: 'alloy', input: 'Hello there!', response_format },
    },
    response: { status: 200, headers: { 'content-type': contentType }, text },
  })),
  ...(
    [
      ['text', 'text/plain; charset=utf-8', /^Imagine [^\n]+\n$/],
      ['srt', 'text/plain; charset=utf-8', /^1\n00:00:00,000 --> 00:00:0\d,\d{3}\nImagine [^\n]+\n\n2\n/],
      ['vtt', 'text/plain; charset=utf-8', /^WEBVTT\n\n00:00:00\.000 --> 00:00:0\d\.\d{3}\nImagine /],
    ] as const
  ).map(([format, contentType, text]): Scenario => ({
    title: `audio/transcriptions returns ${format} with its content type`,
    request: { path: '/v1/audio/transcriptions', form: transcriptionForm(format) },
    response: { status: 200, headers: { 'content-type': contentType }, text },
  })),
  {
    title: "merge of a transcript's text applies to the srt format",
    patches: { default: { patches: [{ operation: 'createTranscription', merge: { text: 'Said. Done.' } }] } },
    request: { path: '/v1/audio/transcriptions', form: transcriptionForm('srt') },
    response: {
      status: 200,
      text: '1\n00:00:00,000 --> 00:00:00,050\nSaid.\n\n2\n00:00:00,050 --> 00:00:00,100\nDone.\n\n',
    },
  },
  {
    title: 'audio/transcriptions returns logprobs if included',
    request: {
      path: '/v1/audio/transcriptions',
      form: [
        ['file', ['RIFF']],
        ['model', 'gpt-4o-transcribe'],
        ['include[]', 'logprobs'],
      ],
    },
    response: {
      status: 200,
      json: { logprobs: { 0: { token: 'Imagin', logprob: -0.01 } }, usage: { type: 'tokens' } },
    },
  },
  {
    title: 'audio/transcriptions uses known_speaker_names',
    request: {
      path: '/v1/audio/transcriptions',
      form: [...transcriptionForm('diarized_json'), ['known_speaker_names[]', 'agent']],
    },
    response: { status: 200, json: { segments: { 0: { speaker: 'agent' }, 1: { speaker: 'agent' } } } },
  },
  {
    title: 'audio/transcriptions varies the transcript by the uploaded file',
    needs: 'document',
    request: {
      path: '/v1/audio/transcriptions',
      form: [
        ['file', ['fLaC']],
        ['model', 'whisper-1'],
      ],
    },
    response: { status: 200, json: { text: /do that\. I look forward to hearing from you\.$/ } },
  },
  {
    title: 'audio/translations returns an English translation with segments',
    request: { path: '/v1/audio/translations', form: transcriptionForm('verbose_json') },
    response: {
      status: 200,
      json: { task: 'translate', language: 'english', segments: { 0: { id: 0 }, 1: { id: 1 } } },
    },
  },
  {
    title: 'videos/{id}/content returns an MP4 file',
    request: { path: '/v1/videos/video_mine/content' },
    response: { status: 200, headers: { 'content-type': 'video/mp4' }, text: /^[^]{4}ftypisom/ },
  },
  {
    title: 'videos/{id}/content with variant=thumbnail returns a WebP image',
    request: { path: '/v1/videos/video_mine/content?variant=thumbnail' },
    response: { status: 200, headers: { 'content-type': 'image/webp' }, text: /^RIFF[^]{4,16}WEBP/ },
  },
  {
    title: 'files/{id}/content returns JSON Lines as an attachment',
    request: { path: '/v1/files/file-mine/content' },
    response: {
      status: 200,
      headers: {
        'content-type': 'application/octet-stream',
        'content-disposition': 'attachment; filename="batch_output.jsonl"',
      },
      text: /^\{"id":"batch_req_\w+","custom_id":"request-1",.+\}\n\{.+\}\n$/,
    },
  },
  {
    title: "videos parses a JSON body with curl's default form content type",
    needs: 'document',
    request: {
      path: '/v1/videos',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: JSON.stringify({ prompt: 'A paper boat', seconds: '8' }),
    },
    response: { status: 200, json: { prompt: 'A paper boat', seconds: '8' } },
  },
  {
    title: 'videos parses a form whose field value looks like JSON',
    request: {
      path: '/v1/videos',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({ prompt: '{"A": "paper boat"}', seconds: '8' }).toString(),
    },
    response: { status: 200, json: { prompt: '{"A": "paper boat"}', seconds: '8' } },
  },
]
