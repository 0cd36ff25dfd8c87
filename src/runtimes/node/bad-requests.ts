import type { Server } from 'node:http'
import type { Duplex } from 'node:stream'
import { type ApiError, errorEnvelope, refuse } from '../../openai/errors.ts'

/**
 * Responds to malformed or oversized HTTP requests with an error in OpenAI's envelope.
 *
 * Node's parser rejects them before a request exists, so the app never sees them.
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

const MALFORMED = refuse(400, 'Malformed HTTP request.').refusal

/** Errors by the code of Node's HTTP parser. */
const REFUSALS: Record<string, ApiError> = {
  HPE_HEADER_OVERFLOW: refuse(431, 'The request headers are too large.').refusal,
  HPE_CHUNK_EXTENSIONS_OVERFLOW: refuse(413, 'The chunk extensions of the request are too large.').refusal,
  ERR_HTTP_REQUEST_TIMEOUT: refuse(408, 'The request was not received in time.').refusal,
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
