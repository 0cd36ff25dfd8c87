import type { MockedAnswer } from '../answer/answer.ts'
import { serialize, toResponse } from '../answer/serialize.ts'
import type { Connection } from '../web/http/connection.ts'
import { asObject, asString } from '../web/json/narrow.ts'
import { type Handled, handle } from './handle.ts'
import type { MemorySource } from './incoming.ts'
import { deliver } from './inject-faults.ts'
import { recordExchange } from './record-exchange.ts'
import { Forwarded } from './memory.ts'
import type { Services } from './services.ts'

/** A handled request and its response, for the log. */
export interface AnsweredRequest {
  request: Request
  status: number
  headers: Readonly<Record<string, string>>
  /** The API error, if the response is one. */
  error?: Refusal
  /** Time until the response started. */
  milliseconds: number
}

/** The parts of an API error that identify its cause. */
export interface Refusal {
  message: string
  /** The invalid parameter. */
  param?: string
}

/** Called after each response. */
export type OnAnswer = (answered: AnsweredRequest) => void

/** The connection of a request, and the kept objects that it can reach. */
export interface Surroundings {
  connection: Connection
  memory?: MemorySource
}

/** The services of {@link respond}. */
export interface Responder {
  services: Services
  onAnswer?: OnAnswer | undefined
}

/**
 * Handles one request, then serializes and delivers its response.
 *
 * @param surroundings the connection of the response, and the kept objects
 * @throws {import('../web/http/connection-lost.ts').ConnectionLost} if a fault ends the connection or the client
 *   disconnects
 */
export async function respond(
  request: Request,
  responder: Responder,
  surroundings: Surroundings,
): Promise<Response> {
  const { services, onAnswer } = responder
  const started = performance.now()
  const send = (another: Request) => respond(another, { services }, surroundings)
  let handled: Handled
  try {
    handled = await handle(request, services, { ...surroundings, send })
  } catch (error) {
    if (!(error instanceof Forwarded)) {
      throw error
    }
    const { response } = error
    const headers = Object.fromEntries(response.headers)
    onAnswer?.({ request, status: response.status, headers, milliseconds: performance.now() - started })
    return response
  }
  const { outcome, effects } = handled
  let message = serialize(outcome, performance.now() - started)
  recordExchange(handled, message, { memory: surroundings.memory, milliseconds: performance.now() - started })
  try {
    message = effects.length === 0 ? message : await deliver(message, effects)
  } finally {
    const { status, headers } = message
    const error = refusalOf(outcome.answer)
    const milliseconds = performance.now() - started
    onAnswer?.({ request, status, headers, milliseconds, ...(error && { error }) })
  }
  return toResponse(message)
}

function refusalOf({ status, body }: MockedAnswer): Refusal | undefined {
  const error = status < 400 ? undefined : asObject(asObject(body)?.['error'])
  const message = asString(error?.['message'])
  const param = asString(error?.['param'])
  return message === undefined ? undefined : { message, ...(param !== undefined && { param }) }
}
