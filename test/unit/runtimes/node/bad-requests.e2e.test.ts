import { once } from 'node:events'
import { connect } from 'node:net'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type RunningServer, startServer } from '../../../support/server.ts'

let server: RunningServer

beforeAll(async () => {
  server = await startServer()
})

afterAll(async () => {
  await server.stop()
})

describe('malformed HTTP requests', () => {
  test.each([
    ['too many headers', 'GET /v1/models HTTP/1.1\r\nhost: a\r\n' + 'x: y\r\n'.repeat(10_000), 431],
    ['a long header', 'GET /v1/models HTTP/1.1\r\nhost: a\r\nx: ' + 'y'.repeat(70_000), 431],
    ['an invalid request line', 'GET nonsense\r\n\r\n', 400],
    ['a TLS greeting', '\u0016\u0003\u0001 a TLS greeting\r\n\r\n', 400],
    [
      'two lengths',
      'GET / HTTP/1.1\r\nhost: a\r\ntransfer-encoding: chunked\r\ncontent-length: 3\r\n\r\n',
      400,
    ],
  ])('a malformed HTTP request is rejected with an API error: %s', async (_, text, status) => {
    const { port } = new URL(server.url)
    const socket = connect(Number(port), '127.0.0.1').setEncoding('utf8')
    let answer = ''
    socket.on('data', (chunk: string) => {
      answer += chunk
    })
    socket.write(`${text}\r\n`)
    await once(socket, 'close')
    const [head = '', body = ''] = answer.split('\r\n\r\n')
    expect(head).toMatch(new RegExp(`^HTTP/1.1 ${status} `))
    expect(JSON.parse(body)).toMatchObject({ error: { type: 'invalid_request_error' } })
  })
})
