import type { Scenario } from './scenario.ts'

const painted = { model: 'gpt-image-1', prompt: 'An otter' }

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
]
