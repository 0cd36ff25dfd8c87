import { describe, expect, test } from 'vitest'
import { createMock } from '../../../../src/index.ts'
import { hasFfmpeg, probeMedia } from '../../../support/media-probe.ts'

const mock = createMock()
const headers = { authorization: 'Bearer sk-test', 'content-type': 'application/json' }
const TEXT = 'The quick brown fox jumps over the lazy dog, and then it rests.'
const RATE = 24_000
const BYTES_PER_SAMPLE = 2

async function requestSpeech(
  asked: { response_format?: string; input?: string; speed?: number } = {},
): Promise<{ type: string | null; bytes: Uint8Array }> {
  const body = JSON.stringify({ model: 'tts-1', voice: 'alloy', input: TEXT, ...asked })
  const response = await mock.fetch('http://mock.test/v1/audio/speech', { method: 'POST', headers, body })
  return { type: response.headers.get('content-type'), bytes: new Uint8Array(await response.arrayBuffer()) }
}

/** Content type, container and codec by API format name. */
const FORMATS = {
  mp3: ['audio/mpeg', 'mp3', 'mp3'],
  opus: ['audio/opus', 'ogg', 'opus'],
  aac: ['audio/aac', 'aac', 'aac'],
  flac: ['audio/flac', 'flac', 'flac'],
  wav: ['audio/wav', 'wav', 'pcm_s16le'],
} as const

describe('audio/speech', () => {
  test.skipIf(!hasFfmpeg).each(Object.entries(FORMATS))(
    'audio/speech returns %s that decodes without errors and has the declared duration',
    async (response_format, [contentType, format, codec]) => {
      const { type, bytes } = await requestSpeech({ response_format })
      const played = probeMedia(bytes, response_format)
      expect(type).toBe(contentType)
      expect(played).toMatchObject({ format, codec, complaints: '' })
      const rate = played.sampleRate ?? 0
      expect(played.decoded / (BYTES_PER_SAMPLE * rate)).toBeCloseTo(TEXT.length / 15, 0)
      expect(played.duration).toBeCloseTo(played.decoded / (BYTES_PER_SAMPLE * rate), 0)
    },
  )

  test.skipIf(!hasFfmpeg)('audio/speech returns the same samples as WAV, FLAC and PCM', async () => {
    const [wav, flac, pcm] = await Promise.all(
      ['wav', 'flac', 'pcm'].map(async (response_format) =>
        requestSpeech({ response_format, input: 'x'.repeat(30) }),
      ),
    )
    expect(pcm?.type).toBe('audio/pcm')
    expect(pcm?.bytes.length).toBe(2 * RATE * BYTES_PER_SAMPLE)
    expect(wav?.bytes.subarray(44)).toStrictEqual(pcm?.bytes)
    expect(probeMedia(flac?.bytes ?? new Uint8Array(), 'flac').decoded).toBe(pcm?.bytes.length)
  })

  test.each([...Object.keys(FORMATS), 'pcm'])(
    'audio/speech as %s grows with the input and shrinks with the speed',
    async (response_format) => {
      const length = async (asked: object) =>
        (await requestSpeech({ response_format, ...asked })).bytes.length
      const [whole, half, double, longest] = await Promise.all([
        length({}),
        length({ speed: 0.5 }),
        length({ input: TEXT + TEXT }),
        length({ input: 'word '.repeat(819), speed: 0.25 }),
      ])
      expect(half).toBeGreaterThan(1.5 * whole)
      expect(double).toBeGreaterThan(1.5 * whole)
      expect(longest).toBeGreaterThan(2 * double)
      expect(longest).toBeLessThan(3_000_000)
    },
  )

  test('audio/speech defaults to MP3', async () => {
    expect((await requestSpeech()).type).toBe('audio/mpeg')
  })

  test.skipIf(!hasFfmpeg).each(Object.entries(FORMATS).map(([name, [, , codec]]) => [name, codec] as const))(
    'chat/completions returns audio as %s',
    async (format, codec) => {
      const response = await mock.fetch('http://mock.test/v1/chat/completions', {
        method: 'POST',
        headers,
        body: JSON.stringify({
          model: 'gpt-4o-audio-preview',
          modalities: ['text', 'audio'],
          audio: { voice: 'alloy', format },
          messages: [{ role: 'user', content: 'Hello!' }],
        }),
      })
      const [, data = ''] = /"data":"([^"]+)"/.exec(await response.text()) ?? []
      expect(probeMedia(Buffer.from(data, 'base64'), format)).toMatchObject({ codec, complaints: '' })
    },
  )
})
