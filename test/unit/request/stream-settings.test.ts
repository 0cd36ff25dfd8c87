import { describe, expect, test } from 'vitest'
import { readStreamSettings } from '../../../src/request/stream-settings.ts'

const read = (header: string) => readStreamSettings(new Headers({ 'x-mock-stream': header }))

describe('the X-Mock-Stream header', () => {
  test('the X-Mock-Stream header is parsed into stream settings', () => {
    expect(read('timeToFirstByte=200, tokensPerSecond=50, jitter=0.2, chunk=word')).toEqual({
      timeToFirstByte: 200,
      tokensPerSecond: 50,
      jitter: 0.2,
      chunk: 'word',
    })
    expect(readStreamSettings(new Headers())).toEqual({})
  })

  test.each(['interval=-1', 'interval=soon', 'jitter=2', 'chunk=0', 'speed=5', 'interval'])(
    'the X-Mock-Stream header rejects %s',
    (part) => {
      let error: unknown
      try {
        read(`chunk=word, ${part}`)
      } catch (thrown) {
        error = thrown
      }
      expect(error).toMatchObject({
        status: 400,
        param: 'X-Mock-Stream',
        message: expect.stringContaining(`Invalid X-Mock-Stream: ${part}. Expected a list`),
      })
    },
  )
})
