import { createMock } from '../../src/index.ts'
import { isRecord } from '../../src/web/json/is-record.ts'

/** The mock that generates the images. */
export const mock = createMock()

/** Generates images and returns the response. */
export async function generate(asked: object, path = 'generations'): Promise<Record<string, unknown>> {
  return readObject(
    await mock.fetch(`http://mock.test/v1/images/${path}`, {
      method: 'POST',
      headers: { authorization: 'Bearer sk-test', 'content-type': 'application/json' },
      body: JSON.stringify({ model: 'gpt-image-1', prompt: 'A cute baby sea otter', ...asked }),
    }),
  )
}

/** Reads a JSON object from a response. */
export async function readObject(response: Response): Promise<Record<string, unknown>> {
  const body: unknown = await response.json()
  if (!isRecord(body)) {
    throw new TypeError('the response is not an object')
  }
  return body
}

/** Returns the images of a response. */
export function decodeImages({ data }: Record<string, unknown>): Buffer[] {
  return [data].flat().map((picture) => Buffer.from(stringAt(picture, 'b64_json'), 'base64'))
}

/** Returns a string member of an object. */
export function stringAt(value: unknown, name: string): string {
  const text = isRecord(value) ? value[name] : undefined
  if (typeof text !== 'string') {
    throw new TypeError(`${name} is not a string`)
  }
  return text
}
