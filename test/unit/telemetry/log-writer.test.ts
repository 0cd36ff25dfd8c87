import { Writable } from 'node:stream'
import { setImmediate } from 'node:timers/promises'
import { describe, expect, test } from 'vitest'
import { lineWriter } from '../../../src/telemetry/log-writer.ts'

/** A stream that accepts writes but never finishes one, like a pipe that nobody reads. */
class Unread extends Writable {
  readonly chunks: string[] = []

  override _write(chunk: Buffer): void {
    this.chunks.push(chunk.toString())
  }
}

describe('log writer', () => {
  test('lines of one tick are written together', async () => {
    const stream = new Unread()
    const write = lineWriter(stream)
    write('first')
    write('second')
    expect(stream.chunks).toEqual([])
    await setImmediate()
    expect(stream.chunks).toEqual(['first\nsecond\n'])
  })

  test('lines are dropped while a megabyte is unread', async () => {
    const stream = new Unread()
    const write = lineWriter(stream)
    for (let count = 0; count < 50; count += 1) {
      write('x'.repeat(100_000))
      await setImmediate()
    }
    expect(stream.writableLength).toBeGreaterThanOrEqual(1_000_000)
    expect(stream.writableLength).toBeLessThan(1_200_000)
  })
})
