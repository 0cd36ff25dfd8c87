import type { Scenario } from './scenario.ts'

const painted = { model: 'gpt-image-1', prompt: 'An otter' }

/** Form of a transcription in a format. */
const transcription = (format: string): [string, string | [string]][] => [
  ['file', ['RIFF']],
  ['model', 'whisper-1'],
  ['response_format', format],
]

/** Pictures, sound and files. */
export const media: Scenario[] = [
  {
    title: 'a picture is base64 of a file in the format that was asked for',
    request: { path: '/v1/images/generations', json: { ...painted, output_format: 'png' } },
    response: { status: 200, json: { output_format: 'png', data: [{ b64_json: /^iVBORw0KGgo/ }] } },
  },
  {
    title: 'a URL of a picture is served by the mock, whatever the namespace',
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
    title: 'behind a proxy, a URL of a picture has the address that the client knows',
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
    title: 'what is no address of a proxy is none of the URL',
    request: {
      path: '/v1/images/generations',
      headers: { 'x-forwarded-proto': 'javascript', 'x-forwarded-host': 'evil.test/path?' },
      json: { model: 'dall-e-3', prompt: 'An otter' },
    },
    response: { status: 200, json: { data: [{ url: /^http:\/\/(?!evil)[^/]+\/__mock\/files\// }] } },
  },
  {
    title: 'a picture is served without a key, for good',
    request: { path: '/__mock/files/0123abcd-64x64.webp', headers: { authorization: null } },
    response: {
      status: 200,
      headers: { 'content-type': 'image/webp', 'cache-control': /immutable/ },
      text: /^RIFF.+WEBP/s,
    },
  },
  {
    title: 'a picture of a size that nobody could ask for is not served',
    request: { path: '/__mock/files/0123abcd-9999x9999.png' },
    response: { status: 404, json: { error: { message: /^No such file/ } } },
  },
  ...(
    [
      ['mp3', 'audio/mpeg', /^\S/],
      ['opus', 'audio/ogg', /^OggS/],
      ['aac', 'audio/aac', /./],
      ['flac', 'audio/flac', /^fLaC/],
      ['wav', 'audio/wav', /^RIFF[^]{4}WAVEfmt /],
      ['pcm', 'audio/pcm', /./],
    ] as const
  ).map(([response_format, contentType, text]): Scenario => ({
    title: `speech comes as ${response_format}, under its content type`,
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
      ['vtt', 'text/vtt; charset=utf-8', /^WEBVTT\n\n00:00:00\.000 --> 00:00:0\d\.\d{3}\nImagine /],
    ] as const
  ).map(([format, contentType, text]): Scenario => ({
    title: `a transcript comes as ${format}, under its content type`,
    request: { path: '/v1/audio/transcriptions', form: transcription(format) },
    response: { status: 200, headers: { 'content-type': contentType }, text },
  })),
  {
    title: 'a patch of a transcript holds in every format',
    patches: { default: { patches: [{ operation: 'createTranscription', merge: { text: 'Said. Done.' } }] } },
    request: { path: '/v1/audio/transcriptions', form: transcription('srt') },
    response: {
      status: 200,
      text: '1\n00:00:00,000 --> 00:00:00,050\nSaid.\n\n2\n00:00:00,050 --> 00:00:00,100\nDone.\n\n',
    },
  },
  {
    title: 'a transcript says how likely its tokens are, when that is asked for',
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
    title: 'a transcript names the speakers that are known',
    request: {
      path: '/v1/audio/transcriptions',
      form: [...transcription('diarized_json'), ['known_speaker_names[]', 'agent']],
    },
    response: { status: 200, json: { segments: { 0: { speaker: 'agent' }, 1: { speaker: 'agent' } } } },
  },
  {
    title: 'a transcript ends in its own way for another sound',
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
    title: 'a translation is in English',
    request: { path: '/v1/audio/translations', form: transcription('verbose_json') },
    response: {
      status: 200,
      json: { task: 'translate', language: 'english', segments: { 0: { id: 0 }, 1: { id: 1 } } },
    },
  },
  {
    title: 'a video is an MP4 file',
    request: { path: '/v1/videos/video_mine/content' },
    response: { status: 200, headers: { 'content-type': 'video/mp4' }, text: /^[^]{4}ftypisom/ },
  },
  {
    title: 'a video has a thumbnail',
    request: { path: '/v1/videos/video_mine/content?variant=thumbnail' },
    response: { status: 200, headers: { 'content-type': 'image/webp' }, text: /^RIFF[^]{4,16}WEBP/ },
  },
  {
    title: 'a file is downloaded as its bytes, line by line',
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
    title: 'JSON that curl calls a form is read as JSON where there are forms, too',
    needs: 'document',
    request: {
      path: '/v1/videos',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: JSON.stringify({ prompt: 'A paper boat', seconds: '8' }),
    },
    response: { status: 200, json: { prompt: 'A paper boat', seconds: '8' } },
  },
  {
    title: 'a form is read as a form, though what is in it looks like JSON',
    request: {
      path: '/v1/videos',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({ prompt: '{"A": "paper boat"}', seconds: '8' }).toString(),
    },
    response: { status: 200, json: { prompt: '{"A": "paper boat"}', seconds: '8' } },
  },
]
