import type { JsonObject } from '../../web/json/json.ts'
import { asObject, asString } from '../../web/json/narrow.ts'
import type { Random } from '../../web/random/seeded-random.ts'
import { BINARY_FRAME } from '../client-event.ts'
import { Emitter } from '../emitter.ts'
import { StreamPlayer } from '../play-stream.ts'
import type { Session, SessionAnswer, SessionEffect, SessionError, SessionInput } from '../session.ts'
import {
  type CurrentRequest,
  type Lane,
  type LaneRequest,
  noteEvent,
  renameIds,
  startRequest,
} from './lane.ts'
import { parseResponseFrame, type ResponseFrame } from './response-frames.ts'
import { ResponseMemory, toItems } from './response-memory.ts'
import { errorFrame, failureFrame, warmUpEvents } from './server-frames.ts'
import { checkSteerInput, isSafeBoundary, steeredEvents } from './steer.ts'

/** Options of {@link ResponsesSession}. */
export interface ResponsesOptions {
  random: Random
  /** Whether an unknown `previous_response_id` is an error. */
  strict: boolean
}

/** A connection ends after an hour. */
const MAX_LIFETIME_MS = 3_600_000

const EXPIRY_TIMER = 'expiry'
const LANE_TIMER = 'lane '

const EXPIRED: SessionError = {
  code: 'websocket_connection_limit_reached',
  message:
    'Responses websocket connection limit reached (60 minutes). Create a new websocket connection to continue.',
}

/** Maximum number of lanes of a connection. */
const MAX_LANES = 64

/** Maximum number of requests that wait in a lane. */
const MAX_QUEUED = 100

/** Maximum number of steering inputs of one response. */
const MAX_STEERS = 10

type CreateFrame = Extract<ResponseFrame, { type: 'response.create' }>
type SteerFrame = Extract<ResponseFrame, { type: 'response.steer' }>

/** The Responses API over WebSocket: each `response.create` is answered by the events of the HTTP stream. */
export class ResponsesSession implements Session {
  readonly #options: ResponsesOptions
  readonly #emitter: Emitter
  readonly #memory = new ResponseMemory()
  readonly #lanes = new Map<string, Lane>()
  readonly #byQuestion = new Map<string, Lane>()
  /** Steering input that waits for the outputs of calls, by the id of the response. */
  readonly #pending = new Map<string, JsonObject[]>()
  #turns = 0

  constructor(options: ResponsesOptions) {
    this.#options = options
    this.#emitter = new Emitter(options.random)
  }

  handle(input: SessionInput): SessionEffect[] {
    switch (input.kind) {
      case 'open':
        this.#emitter.startTimer(EXPIRY_TIMER, MAX_LIFETIME_MS)
        break
      case 'binary':
        this.#sendError(BINARY_FRAME)
        break
      case 'text':
        this.#receive(input.text)
        break
      case 'timer':
        this.#timer(input.name)
        break
      case 'answer':
        this.#answer(input.id, input.answer)
    }
    return this.#emitter.take()
  }

  #receive(text: string): void {
    const frame = parseResponseFrame(text)
    if ('error' in frame) {
      this.#sendError(frame.error, { streamId: frame.streamId })
    } else if (frame.type === 'response.create') {
      this.#create(frame)
    } else {
      this.#steer(frame)
    }
  }

  #create({ streamId, generate, body }: CreateFrame): void {
    const name = streamId === undefined ? '' : `#${streamId}`
    const lane = this.#lanes.get(name) ?? { id: streamId, queue: [], current: undefined }
    if (!this.#lanes.has(name) && this.#lanes.size >= MAX_LANES) {
      const message = `This connection already has ${MAX_LANES} streams. Wait until one is finished, or reuse its stream_id.`
      const error = { code: 'websocket_stream_limit_reached', message, param: 'stream_id' }
      return this.#sendError(error, { streamId, status: 429 })
    }
    if (lane.queue.length >= MAX_QUEUED) {
      const message = `This stream already has ${MAX_QUEUED} requests in the queue. Wait until some are answered.`
      return this.#sendError({ code: 'rate_limit_exceeded', message }, { streamId, status: 429 })
    }
    this.#lanes.set(name, lane)
    lane.queue.push({ body, generate, items: [], previousResponseId: undefined })
    this.#next(lane)
  }

  /** Starts the next request of a lane, unless one is being answered. */
  #next(lane: Lane): void {
    while (lane.current === undefined) {
      const request = lane.queue.shift()
      if (request === undefined) {
        this.#lanes.delete(lane.id === undefined ? '' : `#${lane.id}`)
        return
      }
      this.#start(lane, request)
    }
  }

  #start(lane: Lane, { body, generate }: LaneRequest): void {
    const { previous_response_id: previousId, ...rest } = body
    const previous = typeof previousId === 'string' ? this.#memory.find(previousId) : undefined
    if (typeof previousId === 'string' && previous === undefined && this.#options.strict) {
      const message = `Previous response with id '${previousId}' not found.`
      const error = { code: 'previous_response_not_found', message, param: 'previous_response_id' }
      return this.#sendError(error, { streamId: lane.id })
    }
    const pending = this.#pending.get(asString(previousId) ?? '') ?? []
    this.#pending.delete(asString(previousId) ?? '')
    const items = [...(previous?.items ?? []), ...pending, ...toItems(body['input'])]
    // The connection knows the previous response, so its items are part of the request.
    const asked = previous === undefined ? body : { ...rest, input: items }
    lane.current = startRequest({
      body,
      generate,
      items,
      previousResponseId: previous === undefined ? undefined : asString(previousId),
    })
    this.#turns += 1
    const question = { operationId: 'createResponse', body: asked, turn: this.#turns }
    this.#byQuestion.set(this.#emitter.ask(question), lane)
  }

  #answer(id: string, answer: SessionAnswer): void {
    const lane = this.#byQuestion.get(id)
    const current = lane?.current
    this.#byQuestion.delete(id)
    if (lane === undefined || current === undefined) {
      return
    }
    if (answer.kind === 'lost') {
      this.#emitter.add({ kind: 'cut', by: answer.by })
      return
    }
    const { outcome } = answer.handled
    if (outcome.stream === undefined) {
      this.#emitter.add({ kind: 'send', event: failureFrame(outcome.answer, lane.id) })
      this.#finish(lane)
    } else if (current.generate) {
      current.player = new StreamPlayer(outcome.stream)
      this.#play(lane, current)
    } else {
      for (const event of warmUpEvents(asObject(outcome.answer.body) ?? {})) {
        this.#send(lane, current, event)
      }
      this.#finish(lane)
    }
  }

  #timer(name: string): void {
    if (name === EXPIRY_TIMER) {
      this.#sendError(EXPIRED)
      this.#emitter.close(1001, EXPIRED.code ?? '')
      return
    }
    const lane = this.#lanes.get(name.slice(LANE_TIMER.length))
    if (lane?.current !== undefined) {
      this.#perform(lane, lane.current)
    }
  }

  /** Plays events until one has to wait. */
  #play(lane: Lane, current: CurrentRequest): void {
    const step = current.player?.step()
    switch (step?.kind) {
      case 'wait':
        this.#emitter.startTimer(
          `${LANE_TIMER}${lane.id === undefined ? '' : `#${lane.id}`}`,
          step.milliseconds,
        )
        return
      case 'cut':
        this.#emitter.add({ kind: 'cut', by: step.by })
        return
      case 'close':
        this.#emitter.close(step.code, step.reason)
        return
      default:
        this.#finish(lane)
    }
  }

  /** Sends the event that the timer delayed, then plays on. */
  #perform(lane: Lane, current: CurrentRequest): void {
    const step = current.player?.step()
    if (step?.kind === 'text') {
      this.#emitter.add({ kind: 'send text', text: step.text })
    } else if (step?.kind === 'event') {
      this.#send(lane, current, step.event, step.isBinary)
      if (isSafeBoundary(current, step.event)) {
        return this.#finishSteered(lane, current)
      }
    }
    this.#play(lane, current)
  }

  #send(lane: Lane, current: CurrentRequest, event: JsonObject, isBinary = false): void {
    const id = asString(asObject(event['response'])?.['id'])
    if (current.response === undefined && id !== undefined && this.#memory.find(id) !== undefined) {
      current.renamed = new Map()
    }
    const own =
      current.renamed === undefined ? event : renameIds(event, current.renamed, this.#options.random)
    const response = asObject(own['response'])
    const previous = current.previousResponseId
    const sent: JsonObject = {
      ...own,
      ...(response !== undefined &&
        previous !== undefined && { response: { ...response, previous_response_id: previous } }),
      ...(lane.id !== undefined && { stream_id: lane.id }),
    }
    noteEvent(current, sent)
    this.#emitter.add({ kind: 'send', event: sent, isBinary })
  }

  /** Remembers the response and starts the next one of the lane: the steered successor, or the next request. */
  #finish(lane: Lane): void {
    const { current } = lane
    lane.current = undefined
    if (current?.response !== undefined) {
      const response = {
        ...current.response,
        output: current.isFinal ? (current.response['output'] ?? []) : current.output,
      }
      this.#memory.add(response, current.items)
      this.#continueSteered(lane, current)
    }
    this.#next(lane)
  }

  #finishSteered(lane: Lane, current: CurrentRequest): void {
    for (const event of steeredEvents(current)) {
      this.#send(lane, current, { ...event, sequence_number: current.sequence })
    }
    this.#finish(lane)
  }

  /** Starts the successor of a steered response, unless the client has to answer calls first. */
  #continueSteered(lane: Lane, { steers, response, body }: CurrentRequest): void {
    const id = asString(response?.['id']) ?? ''
    const openCalls = this.#memory.find(id)?.openCalls ?? []
    if (steers.length === 0) {
      return
    }
    if (openCalls.length > 0) {
      for (const steer of steers) {
        this.#emitSteer(lane, 'response.steer.pending', {
          reason: 'waiting_for_required_input',
          required_input: openCalls.map((call) => ({ ...call })),
          steer: { id: steer.id, previous_response_id: id },
        })
      }
      this.#pending.set(
        id,
        steers.flatMap(({ input }) => input),
      )
      return
    }
    const input = steers.flatMap((steer) => steer.input)
    lane.queue.unshift({
      body: { ...body, input, previous_response_id: id },
      generate: true,
      items: [],
      previousResponseId: id,
    })
  }

  #steer({ previousResponseId: id, input }: SteerFrame): void {
    const lane = [...this.#lanes.values()].find(({ current }) => current?.response?.['id'] === id)
    const items = toItems(input)
    const problem = checkSteerInput(items, typeof input === 'string')
    const isKnown = lane !== undefined || this.#memory.find(id) !== undefined
    const error = !isKnown
      ? { code: 'response_not_found', message: `Response with id '${id}' not found on this connection.` }
      : problem !== undefined
        ? { code: 'invalid_input', message: problem }
        : lane?.current === undefined
          ? {
              code: 'response_already_completed',
              message: `Response '${id}' is already completed. Send response.create instead.`,
            }
          : lane.current.steers.length >= MAX_STEERS
            ? {
                code: 'too_many_pending_steers',
                message: `Response '${id}' already has ${MAX_STEERS} pending steers.`,
              }
            : undefined
    if (error !== undefined || lane?.current === undefined) {
      this.#emitSteer(lane, 'response.steer.failed', {
        error: error ?? {},
        steer: { previous_response_id: id, input },
      })
      return
    }
    const steer = { id: this.#emitter.newId('steer_'), input: items }
    lane.current.steers.push(steer)
    this.#emitSteer(lane, 'response.steer.accepted', { steer: { id: steer.id, previous_response_id: id } })
  }

  #emitSteer(lane: Lane | undefined, type: string, fields: JsonObject): void {
    const sequence = lane?.current?.sequence ?? 0
    if (lane?.current !== undefined) {
      lane.current.sequence += 1
    }
    const event = {
      type,
      sequence_number: sequence,
      ...fields,
      ...(lane?.id !== undefined && { stream_id: lane.id }),
    }
    this.#emitter.add({ kind: 'send', event })
  }

  #sendError(error: SessionError, place?: { streamId?: string | undefined; status?: number }): void {
    this.#emitter.add({ kind: 'send', event: errorFrame(error, place) })
  }
}
