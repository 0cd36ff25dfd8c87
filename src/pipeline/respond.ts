import { serialize, toResponse } from '../answer/serialize.ts'
import type { Connection } from '../web/http/connection.ts'
import { handle } from './handle.ts'
import { deliver } from './inject-faults.ts'
import type { Services } from './services.ts'

/** A handled request and its response, for the log. */
export interface AnsweredRequest {
  request: Request
  status: number
  headers: Readonly<Record<string, string>>
  /** Time until the response started. */
  milliseconds: number
}

/** Called after each response. */
export type OnAnswer = (answered: AnsweredRequest) => void

/** The services of {@link respond}. */
export interface Responder {
  services: Services
  onAnswer?: OnAnswer | undefined
}

/**
 * Handles one request, then serializes and delivers its response.
 *
 * @param connection the connection of the response
 * @throws {import('../web/http/connection-lost.ts').ConnectionLost} if a fault ends the connection or the client
 *   disconnects
 */
export async function respond(
  request: Request,
  { services, onAnswer }: Responder,
  connection: Connection,
): Promise<Response> {
  const started = performance.now()
  const { outcome, effects } = await handle(request, services, { connection })
  let message = serialize(outcome, performance.now() - started)
  try {
    message = effects.length === 0 ? message : await deliver(message, effects)
  } finally {
    const { status, headers } = message
    onAnswer?.({ request, status, headers, milliseconds: performance.now() - started })
  }
  return toResponse(message)
}
