import { mockHeaders, serialize } from '../../answer/serialize.ts'
import { answerCall, type Handled } from '../../pipeline/handle.ts'
import { deliver } from '../../pipeline/inject-faults.ts'
import type { Incoming } from '../../pipeline/incoming.ts'
import { recordExchange } from '../../pipeline/record-exchange.ts'
import type { OnAnswer } from '../../pipeline/respond.ts'
import type { Services } from '../../pipeline/services.ts'
import type { Call } from '../../request/call.ts'
import { ConnectionLost } from '../../web/http/connection-lost.ts'
import type { Connection } from '../../web/http/connection.ts'
import { parseBoundedJson } from '../../web/json/parse-bounded.ts'
import { RequestBudget } from '../../web/limits/request-budget.ts'
import type { SessionAnswer, SessionQuestion } from '../session.ts'

/** Dependencies of {@link answerTurn}. */
export interface TurnContext {
  /** The call of the handshake, whose headers apply to the whole connection. */
  handshake: Call
  services: Services
  incoming: Incoming
  onAnswer: OnAnswer | undefined
  /** Aborts when the connection ends. */
  signal: AbortSignal
}

/** A fault that ends the connection is performed by the session. */
const SESSION_CONNECTION: Connection = { end: async () => {} }

/** Bytes of the user's sound that its transcript depends on. */
const MAX_HEAD_BYTES = 4096

/** Bytes of a second of sound, as the duration of an unknown file is estimated. */
const BYTES_PER_SECOND = 16_000

/** Answers one turn of a session like a request, with the patches and faults that match now. */
export async function answerTurn(question: SessionQuestion, context: TurnContext): Promise<SessionAnswer> {
  const { services, incoming, onAnswer } = context
  const started = performance.now()
  const call = turnCall(question, context)
  const headerPatches = services.headerPatches(call.headers, call.route)
  const handled = await answerCall(call, {
    ...incoming,
    services,
    connection: SESSION_CONNECTION,
    headerPatches,
  })
  const milliseconds = performance.now() - started
  const message = serialize({ ...handled.outcome, stream: undefined }, milliseconds)
  recordExchange(handled, message, { memory: incoming.memory, milliseconds })
  try {
    return { kind: 'answered', handled: await delivered(handled) }
  } catch (error) {
    if (error instanceof ConnectionLost) {
      return { kind: 'lost', by: error.mode }
    }
    throw error
  } finally {
    onAnswer?.({
      request: call.request,
      status: handled.outcome.answer.status,
      headers: mockHeaders(handled.outcome),
      milliseconds: performance.now() - started,
    })
  }
}

function turnCall(
  { operationId, body, sound }: SessionQuestion,
  { handshake, services, signal }: TurnContext,
): Call {
  const operation = services.catalogue.operation(operationId)
  return {
    ...handshake,
    budget: new RequestBudget(),
    request: new Request(handshake.request, { signal }),
    route: operation.route,
    operation,
    content: { kind: 'json', value: body },
    body,
    uploads:
      sound === undefined
        ? []
        : [
            {
              name: 'file',
              size: Math.round((sound.milliseconds / 1000) * BYTES_PER_SECOND),
              head: sound.bytes.subarray(0, MAX_HEAD_BYTES),
              read: async () => Uint8Array.from(sound.bytes),
            },
          ],
  }
}

/** Waits as faults ask for. A fault that replaces the response, such as a timeout, leaves no stream. */
async function delivered(handled: Handled): Promise<Handled> {
  const { outcome, effects } = handled
  if (effects.length === 0) {
    return handled
  }
  const { status, headers } = outcome.answer
  const message = await deliver({ status, headers, body: '' }, effects)
  if (message.status === status || typeof message.body !== 'string') {
    return handled
  }
  const parsed = parseBoundedJson(message.body)
  const body = 'value' in parsed ? parsed.value : undefined
  return {
    ...handled,
    outcome: {
      ...outcome,
      stream: undefined,
      answer: { status: message.status, headers: message.headers, body },
    },
  }
}
