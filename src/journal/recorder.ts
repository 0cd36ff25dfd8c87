import type { Outcome } from '../answer/outcome.ts'
import type { EventStream } from '../answer/event-stream.ts'
import { conversationFacts } from '../operations/conversation-facts.ts'
import type { OperationRoute } from '../catalogue/contract.ts'
import type { PatchRequest } from '../patches/match/request-view.ts'
import { viewOf } from '../patches/match/view-request.ts'
import type { MatchInputs } from '../patches/resolve-patches.ts'
import type { Call } from '../request/call.ts'
import type { RequestContext } from '../request/request-context.ts'
import { isBytes } from '../web/bytes/bytes.ts'
import type { WireMessage } from '../web/http/wire-message.ts'
import type { Json } from '../web/json/json.ts'
import { asObject } from '../web/json/narrow.ts'
import { ellipsize } from '../web/truncate.ts'
import type { Journal } from './journal.ts'
import type { RequestRecord } from './record.ts'

/** Longer requests and responses are cut. */
const MAX_RECORDED_BYTES = 1024 * 1024

/** Longer texts in a request that is cut. */
const MAX_CUT_TEXT = 1000

/** Estimated size of a record without bodies: its headers and objects. */
const RECORD_BYTES = 2048

/** The data of a handled request. */
export interface Exchange {
  context: RequestContext
  /** The operation, if the router found one. */
  route: OperationRoute | undefined
  /** The parsed request; undefined if it was refused before. */
  call: Call | undefined
  matching: MatchInputs | undefined
  outcome: Outcome
  message: WireMessage
  /** Milliseconds since 1970. */
  time: number
  milliseconds: number
}

/** Records a request. Streams add their events as they are sent. */
export function record(journal: Journal, exchange: Exchange): void {
  const { context, route, call, matching, outcome, message, time, milliseconds } = exchange
  const { stream } = outcome
  const requestBytes = call?.bytes.length ?? 0
  const isLong = requestBytes > MAX_RECORDED_BYTES
  const { body, isCut } = recordedBody(message.body)
  const made: RequestRecord = {
    seq: journal.nextSeq(),
    time,
    milliseconds,
    url: context.request.url,
    see: call === undefined ? unparsed(context) : viewer(call, isLong),
    isTextBody: call?.content.kind === 'form',
    route,
    status: message.status,
    headers: message.headers,
    body,
    events: stream && [],
    isComplete: stream === undefined,
    isTruncated: isLong || isCut,
    patchNames: outcome.patchNames ?? [],
    faultNames: outcome.faultNames ?? [],
    warnings: outcome.warnings ?? [],
    matching: matching && {
      candidates: matching.candidates,
      patches: matching.patches,
      applying: matching.applying,
    },
    bytes: RECORD_BYTES + Math.min(requestBytes, MAX_RECORDED_BYTES) + (body?.length ?? 0),
  }
  if (stream !== undefined) {
    recordEvents(stream, made, journal)
  }
  journal.append(made)
}

/**
 * Returns a function that reads a request as patches see it. Requests whose files or length would stay in memory are
 * read at once.
 */
function viewer(call: Call, isLong: boolean): () => PatchRequest {
  const view = viewOf(call)
  if (!isLong && call.content.kind !== 'form') {
    return () => view.request
  }
  const { request } = view
  const { body, prompt } = request
  const cut = isLong
    ? {
        ...request,
        body: body === undefined ? body : cutTexts(body),
        prompt: ellipsize(prompt, MAX_CUT_TEXT),
      }
    : request
  return () => cut
}

function unparsed({ method, path, query, headers, namespace }: RequestContext): () => PatchRequest {
  return () => ({
    method,
    path,
    params: {},
    query: Object.fromEntries(query),
    headers: Object.fromEntries(headers),
    body: undefined,
    prompt: '',
    ...conversationFacts({}),
    namespace,
  })
}

function cutTexts(value: Json): Json {
  if (typeof value === 'string') {
    return ellipsize(value, MAX_CUT_TEXT)
  }
  if (Array.isArray(value)) {
    return value.map(cutTexts)
  }
  const object = asObject(value)
  return object === undefined
    ? value
    : Object.fromEntries(Object.entries(object).map(([name, member]) => [name, cutTexts(member)]))
}

function recordedBody(body: WireMessage['body']): { body: RequestRecord['body']; isCut: boolean } {
  if (typeof body === 'string' || isBytes(body)) {
    const isCut = body.length > MAX_RECORDED_BYTES
    return { body: isCut ? body.slice(0, MAX_RECORDED_BYTES) : body, isCut }
  }
  return { body: null, isCut: false }
}

function recordEvents(stream: EventStream, made: RequestRecord, journal: Journal): void {
  const { events = [] } = made
  const started = performance.now() - made.milliseconds
  let recordedBytes = 0
  stream.onSend = (part, bytes) => {
    if (!('data' in part)) {
      return
    }
    recordedBytes += bytes
    if (recordedBytes > MAX_RECORDED_BYTES) {
      made.isTruncated = true
      return
    }
    const { event, data } = part
    events.push({ milliseconds: performance.now() - started, data, ...(event !== undefined && { event }) })
    journal.grow(made, bytes)
  }
  stream.onEnd = () => journal.complete(made)
}
