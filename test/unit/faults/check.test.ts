import { describe, expect, test } from 'vitest'
import { checkFault } from '../../../src/faults/check.ts'

describe('fault checks', () => {
  const worker = { disconnectModes: [] }

  test('a fault that the runtime cannot inject is rejected with the closest alternative', () => {
    expect(checkFault({ connection: 'reset' }, worker)).toEqual([
      {
        pointer: '/connection',
        message: '"reset" is not supported on this runtime, which cannot access the socket',
        suggestion:
          'use "truncate": 0 to close the connection after the headers, or "empty": true, or run the mock on Node',
      },
    ])
    expect(checkFault([{}, { stream: { disconnect: { after: 1, by: 'reset' } } }], worker)).toMatchObject([
      { pointer: '/1/stream/disconnect/by', suggestion: expect.stringContaining('"by": "close"') },
    ])
  })

  test('a fault that the runtime can inject has no issues', () => {
    expect(checkFault({ connection: 'close' }, { disconnectModes: ['close', 'reset'] })).toEqual([])
    expect(checkFault({ stream: { disconnect: { after: 1 } } }, worker)).toEqual([])
  })

  test('the issue of a stream fault points to its old name if the document uses it', () => {
    expect(checkFault({ stream: { cut: { after: 1, by: 'reset' } } }, worker)).toMatchObject([
      { pointer: '/stream/cut/by' },
    ])
  })

  test('a stream fault with both its old and its standard name is rejected', () => {
    expect(checkFault({ stream: { gap: { after: 1 }, drop: { after: 2 } } }, worker)).toEqual([
      {
        pointer: '/stream/gap',
        message: 'is the old name of "drop", which is also set',
        suggestion: 'remove it',
      },
    ])
  })

  test('stream.close accepts only codes that an endpoint may send, and a reason that fits a close frame', () => {
    const close = (code: number, reason = '') =>
      checkFault({ stream: { close: { after: 1, code, reason } } }, worker)
    expect([1000, 1001, 1011, 1012, 3000, 4999].flatMap((code) => close(code))).toEqual([])
    expect([1004, 1005, 1006, 1015, 2000].map((code) => close(code)[0]?.pointer)).toEqual(
      Array(5).fill('/stream/close/code'),
    )
    expect(close(1012, 'é'.repeat(62))).toMatchObject([{ pointer: '/stream/close/reason' }])
    expect(close(1012, 'é'.repeat(61))).toEqual([])
  })

  test('stream.close cannot be combined with stream.disconnect', () => {
    const stream = { close: { after: 1, code: 1012 }, disconnect: { after: 1 } }
    expect(checkFault({ stream }, worker)).toMatchObject([{ pointer: '/stream/close' }])
  })
})
