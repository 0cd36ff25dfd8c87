import type { Server } from 'node:http'
import type { Duplex } from 'node:stream'
import { type ApiErrorData, errorEnvelope, apiErrorData } from '../../openai/errors.ts'

/**
 * Responds to malformed or oversized HTTP requests with an error in OpenAI's envelope.
 *
 * Node's parser rejects them before a request exists, so the app never sees them.
 */
export function respondToBadRequests(server: Pick<Server, 'on'>): void {
  server.on('clientError', (error: NodeJS.ErrnoException, socket: Duplex) => {
    if (error.code === 'ECONNRESET' || !socket.writable) {
      socket.destroy()
      return
    }
    socket.end(serializeResponse(ERRORS_BY_CODE[error.code ?? ''] ?? MALFORMED_REQUEST))
  })
}

const MALFORMED_REQUEST = apiErrorData(400, 'Malformed HTTP request.')

/** Errors by the code of Node's HTTP parser. */
const ERRORS_BY_CODE: Record<string, ApiErrorData> = {
  HPE_HEADER_OVERFLOW: apiErrorData(431, 'The request headers are too large.'),
  HPE_CHUNK_EXTENSIONS_OVERFLOW: apiErrorData(413, 'The chunk extensions of the request are too large.'),
  ERR_HTTP_REQUEST_TIMEOUT: apiErrorData(408, 'The request was not received in time.'),
}

const STATUS_TEXTS: Record<number, string> = {
  400: 'Bad Request',
  408: 'Request Timeout',
  413: 'Content Too Large',
  431: 'Request Header Fields Too Large',
}

function serializeResponse(error: ApiErrorData): string {
  const body = JSON.stringify(errorEnvelope(error))
  const head = [
    `HTTP/1.1 ${error.status} ${STATUS_TEXTS[error.status] ?? ''}`,
    'content-type: application/json',
    `content-length: ${Buffer.byteLength(body)}`,
    'connection: close',
  ]
  return `${head.join('\r\n')}\r\n\r\n${body}`
}
