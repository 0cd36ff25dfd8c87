import type { Server } from 'node:http'
import type { Duplex } from 'node:stream'
import { RequestError } from '@hono/node-server'
import { errorResponse } from '../../answer/error-response.ts'
import { serialize, toResponse } from '../../answer/serialize.ts'
import type { OnAnswer } from '../../pipeline/respond.ts'
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

/**
 * Responds to requests that Node accepts and that have no valid URL, with an error in OpenAI's envelope and a log entry.
 *
 * @param onAnswer called after each response, for the log
 */
export function respondToRequestErrors(onAnswer: OnAnswer | undefined): (error: unknown) => Response {
  return (error) => {
    if (!(error instanceof RequestError)) {
      // The connection is closed, or the app has reported the error.
      return new Response(null, { status: 500 })
    }
    const answer = errorResponse({
      ...MALFORMED_REQUEST,
      message: `Malformed HTTP request: ${error.message}.`,
    })
    const message = serialize({ answer }, 0)
    const { status, headers } = message
    onAnswer?.({ request: UNPARSED_REQUEST, status, headers, milliseconds: 0 })
    return toResponse(message)
  }
}

/** Stands for a request whose URL could not be parsed, in the log. */
const UNPARSED_REQUEST = new Request('http://mock/')

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
    'access-control-allow-origin: *',
    `content-length: ${Buffer.byteLength(body)}`,
    'connection: close',
  ]
  return `${head.join('\r\n')}\r\n\r\n${body}`
}
