import { describe, expect, test } from 'vitest'
import { createMock } from '../../../../src/index.ts'
import { isRecord } from '../../../../src/web/json/is-record.ts'

const mock = createMock()
const headers = { authorization: 'Bearer sk-test', 'content-type': 'application/json' }
const TEXT = 'The quick brown fox jumps over the lazy dog, and then it rests.'

async function requestSpeech(
  asked: { response_format?: string; input?: string; speed?: number } = {},
): Promise<{ type: string | null; bytes: Uint8Array }> {
  const body = JSON.stringify({ model: 'tts-1', voice: 'alloy', input: TEXT, ...asked })
  const response = await mock.fetch('http://mock.test/v1/audio/speech', { method: 'POST', headers, body })
  return { type: response.headers.get('content-type'), bytes: new Uint8Array(await response.arrayBuffer()) }
}

describe('audio/transcriptions', () => {
  test.each(['wav', 'flac'])(
    'audio/transcriptions returns the duration of the uploaded %s file',
    async (response_format) => {
      const { bytes } = await requestSpeech({ response_format, input: 'x'.repeat(60) })
      const form = new FormData()
      form.set('file', new File([Uint8Array.from(bytes)], `speech.${response_format}`))
      form.set('model', 'whisper-1')
      form.set('response_format', 'verbose_json')
      const response = await mock.fetch('http://mock.test/v1/audio/transcriptions', {
        method: 'POST',
        headers: { authorization: 'Bearer sk-test' },
        body: form,
      })
      const transcript: unknown = await response.json()
      const { segments } = isRecord(transcript) ? transcript : {}
      expect(transcript).toMatchObject({ duration: 4, usage: { type: 'duration', seconds: 4 } })
      expect(Array.isArray(segments) ? segments.at(-1) : undefined).toMatchObject({ end: 4 })
    },
  )
})
