import { describe, expect, test } from 'vitest'
import type { Fault } from '../../../../src/faults/types.ts'
import { createMock } from '../../../../src/index.ts'

/** The chunks in which a stream arrives. The clock is stopped so that two streams are identical. */
async function readChunks(fault: Fault): Promise<Uint8Array[]> {
  const mock = createMock({ patches: { patches: [{ reply: 'Größe 日本 🎉', fault }] } })
  const { body } = await mock.fetch('http://mock.test/v1/chat/completions', {
    method: 'POST',
    headers: {
      authorization: 'Bearer sk-test',
      'content-type': 'application/json',
      'x-mock-clock': '1741569952',
    },
    body: JSON.stringify({ model: 'm', messages: [{ role: 'user', content: 'Hi' }], stream: true }),
  })
  const pieces: Uint8Array[] = []
  for await (const piece of body ?? []) {
    pieces.push(piece)
  }
  return pieces
}

describe('stream chunks', () => {
  const isText = (bytes: Uint8Array): boolean => {
    try {
      new TextDecoder('utf-8', { fatal: true }).decode(bytes)
      return true
    } catch {
      return false
    }
  }

  test('stream chunks are valid UTF-8 by default', async () => {
    const pieces = await readChunks({ delay: 0 })
    expect(pieces.every((piece) => isText(piece))).toBe(true)
  })

  test('stream.splitCharacters splits events inside multi-byte characters', async () => {
    const whole = await readChunks({ delay: 0 })
    const pieces = await readChunks({ stream: { splitCharacters: true } })
    expect(pieces.filter((piece) => !isText(piece))).toHaveLength(2 * 3)
    expect(Buffer.concat(pieces)).toEqual(Buffer.concat(whole))
  })

  test('stream.bytesPerWrite limits the length of every chunk', async () => {
    const pieces = await readChunks({ stream: { bytesPerWrite: 64 } })
    expect(Math.max(...pieces.map(({ length }) => length))).toBe(64)
    expect(Buffer.concat(pieces)).toEqual(Buffer.concat(await readChunks({ delay: 0 })))
  })
})
