import type { Server } from 'node:http'
import type { Duplex } from 'node:stream'
import { type ApiError, errorEnvelope, refuse } from '../openai/errors.ts'

/**
 * Answers what is no HTTP request, or too much of one, in the API's own envelope: Node gives up on it before there is a
 * request to answer.
 *
 * @param server gets a listener
 */
export function answerClientErrors(server: Pick<Server, 'on'>): void {
  server.on('clientError', (error: NodeJS.ErrnoException, socket: Duplex) => {
    if (error.code === 'ECONNRESET' || !socket.writable) {
      socket.destroy()
      return
    }
    socket.end(responseText(REFUSALS[error.code ?? ''] ?? MALFORMED))
  })
}

const MALFORMED = refuse(400, 'Your request is no well-formed HTTP request.').refusal

/** By the codes of Node's HTTP parser. */
const REFUSALS: Record<string, ApiError> = {
  HPE_HEADER_OVERFLOW: refuse(431, 'The headers of your request are too large.').refusal,
  HPE_CHUNK_EXTENSIONS_OVERFLOW: refuse(413, 'The chunk extensions of your request are too large.').refusal,
  ERR_HTTP_REQUEST_TIMEOUT: refuse(408, 'Your request took too long to arrive.').refusal,
}

const REASONS: Record<number, string> = {
  400: 'Bad Request',
  408: 'Request Timeout',
  413: 'Content Too Large',
  431: 'Request Header Fields Too Large',
}

function responseText(error: ApiError): string {
  const body = JSON.stringify(errorEnvelope(error))
  const head = [
    `HTTP/1.1 ${error.status} ${REASONS[error.status] ?? ''}`,
    'content-type: application/json',
    `content-length: ${Buffer.byteLength(body)}`,
    'connection: close',
  ]
  return `${head.join('\r\n')}\r\n\r\n${body}`
}
