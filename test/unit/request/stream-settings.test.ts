import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
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

  test.each(['timeToFirstByte', 'interval', 'jitter'])(
    'the X-Mock-Stream header has the limits of the patch document schema for %s',
    (name) => {
      const { minimum = NaN, maximum = NaN } = settingSchema(name)
      expect(read(`${name}=${minimum}`)).toEqual({ [name]: minimum })
      expect(read(`${name}=${maximum}`)).toEqual({ [name]: maximum })
      expect(() => read(`${name}=${minimum - 1}`)).toThrow('Invalid X-Mock-Stream')
      expect(() => read(`${name}=${maximum + 1}`)).toThrow('Invalid X-Mock-Stream')
    },
  )
})

/** Returns the JSON Schema of a setting in patch documents. */
function settingSchema(name: string): { minimum?: number; maximum?: number } {
  const file = resolve(import.meta.dirname, '../../../src/generated/patch-document.schema.json')
  const schema: { definitions: { StreamSettings: { properties: Record<string, object> } } } = JSON.parse(
    readFileSync(file, 'utf8'),
  )
  return schema.definitions.StreamSettings.properties[name] ?? {}
}
