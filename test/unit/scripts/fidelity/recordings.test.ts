import { expect, test } from 'vitest'
import { bodyBytes, bodyText } from '../../../../scripts/fidelity/recordings.ts'

test('a recorded form is joined from its parts, of which marked ones are Base64', () => {
  const body = ['--boundary\r\n', 'abcd', 'b64://AAEC', '\r\n--boundary--']
  const expected = Buffer.concat([
    Buffer.from('--boundary\r\nabcd'),
    Buffer.from([0, 1, 2]),
    Buffer.from('\r\n--boundary--'),
  ])
  expect(bodyBytes(body).equals(expected)).toBe(true)
})

test('a recorded body that is one Base64 text is decoded', () => {
  expect([...bodyBytes('AAEC')]).toEqual([0, 1, 2])
})

test('lines that were stored parsed are serialized again', () => {
  expect(bodyText(['data: ', { type: 'a' }, '\n\n'])).toBe('data: {"type":"a"}\n\n')
})
