import type { Outcome } from '../../answer/outcome.ts'
import { rawFormat, type RawFormat } from '../../media/audio/raw-sound.ts'
import { rateLimitEntries } from '../../openai/rate-limits.ts'
import type { JsonObject } from '../../web/json/json.ts'
import { asNumber, asObject, asString } from '../../web/json/narrow.ts'
import type { Emitter } from '../emitter.ts'
import { StreamPlayer } from '../play-stream.ts'
import type { SessionAnswer } from '../session.ts'
import { type Conversation, idOf } from './conversation.ts'
import { cancelledResponse, failedResponse, openingResponse, withInputSound } from './final-responses.ts'
import { OwnIds } from './own-ids.ts'
import { PartialResponse, type PlainEvent } from './partial-response.ts'
import { type ResponseRequest, toResponsesBody } from './response-request.ts'

/** A response that is in progress. */
interface Run {
  id: string
  request: ResponseRequest
  body: JsonObject
  /** `event_id` of the client event, for errors. */
  clientEventId: string | null
  player: StreamPlayer | undefined
  /** Fields of the response that do not change, from `response.created`. */
  common: JsonObject
  ids: OwnIds
  partial: PartialResponse
  format: RawFormat
}

/** The parts of a session that its responses use. */
export interface RunContext {
  emitter: Emitter
  conversation: Conversation
  conversationId: string
  session: () => JsonObject
  /** Whether the words of the user's sound are not known yet, so that responses wait. */
  isWaiting: () => boolean
  /** Called after a response of the conversation is done; gets the length of its sound in milliseconds. */
  onDone: (milliseconds: number) => void
}

/** Maximum number of responses in progress at the same time. */
const MAX_RUNS = 50

const TIMER_PREFIX = 'response '

/** The responses of a Realtime session: at most one of the conversation, and others beside it. */
export class ResponseRuns {
  readonly #context: RunContext
  readonly #runs = new Map<string, Run>()
  readonly #byQuestion = new Map<string, Run>()
  #queue: Run[] = []
  #turns = 0

  constructor(context: RunContext) {
    this.#context = context
  }

  /** The id of the response that writes to the conversation, if one does. */
  get activeId(): string | undefined {
    return this.#active?.id
  }

  get #active(): Run | undefined {
    return [...this.#runs.values()].find(({ request }) => !request.isOutOfBand)
  }

  /** Starts a response, unless the conversation has one in progress. */
  start(request: ResponseRequest, clientEventId: string | null): void {
    const { emitter, session } = this.#context
    const active = request.isOutOfBand ? undefined : this.#active
    if (active !== undefined) {
      const message =
        `Conversation already has an active response in progress: ${active.id}. ` +
        'Wait until the response is finished before creating a new one.'
      emitter.error({ code: 'conversation_already_has_active_response', message }, clientEventId)
      return
    }
    if (this.#runs.size >= MAX_RUNS) {
      const message = `This session already has ${MAX_RUNS} responses in progress. Wait until one is finished.`
      emitter.error({ code: 'rate_limit_exceeded', message }, clientEventId)
      return
    }
    const body = toResponsesBody(session(), request)
    const id = emitter.newId('resp_')
    const run: Run = {
      id,
      request,
      body,
      clientEventId,
      player: undefined,
      common: {},
      ids: new OwnIds(id, () => emitter.newId('item_')),
      partial: new PartialResponse(),
      format: rawFormat(asObject(asObject(asObject(body['audio'])?.['output'])?.['format'])?.['type']),
    }
    this.#runs.set(run.id, run)
    this.#queue.push(run)
    this.askQueued()
  }

  /** Asks for the answers of the responses that waited for the words of the user's sound. */
  askQueued(): void {
    const { emitter, isWaiting, session } = this.#context
    if (isWaiting()) {
      return
    }
    for (const run of this.#queue) {
      // Read again: the words of the user's sound are known now.
      run.body = toResponsesBody(session(), run.request)
      this.#turns += 1
      const question = { operationId: 'createRealtimeResponse', body: run.body, turn: this.#turns }
      this.#byQuestion.set(emitter.ask(question), run)
    }
    this.#queue = []
  }

  /** @returns whether the question was that of a response */
  answer(questionId: string, answer: SessionAnswer): boolean {
    const run = this.#byQuestion.get(questionId)
    if (run === undefined) {
      return false
    }
    this.#byQuestion.delete(questionId)
    if (!this.#runs.has(run.id)) {
      return true
    }
    if (answer.kind === 'lost') {
      this.#context.emitter.add({ kind: 'cut', by: answer.by })
      return true
    }
    const { outcome } = answer.handled
    if (outcome.stream === undefined) {
      this.#fail(run, outcome)
    } else {
      run.player = new StreamPlayer(outcome.stream)
      this.#play(run)
    }
    return true
  }

  /** @returns whether the timer was that of a response */
  timer(name: string): boolean {
    const run = name.startsWith(TIMER_PREFIX) ? this.#runs.get(name.slice(TIMER_PREFIX.length)) : undefined
    if (run !== undefined) {
      this.#perform(run)
    }
    return run !== undefined
  }

  /**
   * Cancels a response.
   *
   * @param id defaults to that of the conversation
   * @returns false if no such response is in progress
   */
  cancel(id: string | undefined, reason: 'client_cancelled' | 'turn_detected'): boolean {
    const run = id === undefined ? this.#active : this.#runs.get(id)
    if (run === undefined) {
      return false
    }
    this.#open(run)
    for (const event of run.partial.closingEvents()) {
      this.#send(run, event, false)
    }
    this.#end(run, cancelledResponse(reason, run.partial.output))
    return true
  }

  /** Sends `response.created` if the answer has not come yet. */
  #open(run: Run): void {
    if (run.common['id'] !== undefined) {
      return
    }
    const response = openingResponse(run.id, run.body)
    this.#send(run, { type: 'response.created', fields: { response } }, false)
  }

  #fail(run: Run, { answer }: Outcome): void {
    const message = `The mock responded with status ${answer.status}.`
    const error = { message, ...asObject(asObject(answer.body)?.['error']) }
    this.#open(run)
    this.#end(run, failedResponse(error, []))
  }

  /** Plays events until one has to wait. */
  #play(run: Run): void {
    const { emitter } = this.#context
    const step = this.#runs.has(run.id) ? run.player?.step() : undefined
    switch (step?.kind) {
      case 'wait':
        emitter.startTimer(TIMER_PREFIX + run.id, step.milliseconds)
        return
      case 'cut':
        emitter.add({ kind: 'cut', by: step.by })
        return
      case 'close':
        emitter.close(step.code, step.reason)
        return
      default:
    }
  }

  /** Sends the event that the timer delayed, then plays on. */
  #perform(run: Run): void {
    const step = run.player?.step()
    if (step?.kind === 'event') {
      const { type = '', ...fields } = step.event
      this.#send(run, { type: asString(type) ?? '', fields }, step.isBinary)
    } else if (step?.kind === 'text') {
      this.#context.emitter.add({ kind: 'send text', text: step.text })
    }
    this.#play(run)
  }

  #send(run: Run, { type, fields }: PlainEvent, isBinary: boolean): void {
    const { emitter, conversation } = this.#context
    const event = { type, fields: run.ids.replace(fields) }
    switch (type) {
      case 'response.created': {
        const response = asObject(event.fields['response']) ?? {}
        run.common = this.#commonFields(run, response)
        emitter.event(type, { response: { ...response, ...run.common } }, isBinary)
        return
      }
      case 'conversation.item.added':
      case 'conversation.item.done':
        if (!run.request.isOutOfBand) {
          const item = asObject(event.fields['item']) ?? {}
          emitter.event(type, { previous_item_id: this.#store(run, item, conversation), item }, isBinary)
        }
        run.partial.note(event)
        return
      case 'response.done': {
        const {
          status = 'completed',
          status_details = null,
          output = [],
          usage = null,
        } = asObject(event.fields['response']) ?? {}
        this.#end(
          run,
          { status, status_details, output, usage: withInputSound(run.request.context, usage) },
          isBinary,
        )
        return
      }
      case 'error':
        emitter.event(type, fields, isBinary)
        this.#endByError(run, asObject(fields['error']) ?? {})
        return
      default:
        run.partial.note(event)
        emitter.event(type, event.fields, isBinary)
        this.#noteSound(run, event)
    }
  }

  /** @returns the fields that the first and the last event of a response share */
  #commonFields(run: Run, response: JsonObject): JsonObject {
    const { metadata = null } = run.body
    const { status: _, status_details: __, output: ___, usage: ____, ...common } = response
    const { conversationId } = this.#context
    return { ...common, conversation_id: run.request.isOutOfBand ? null : conversationId, metadata }
  }

  /** Keeps an item of the response in the conversation. */
  #store(run: Run, json: JsonObject, conversation: Conversation): string | null {
    const id = idOf({ json })
    const known = conversation.find(id)
    if (known === undefined) {
      return conversation.add({ json, milliseconds: 0 }) ?? null
    }
    known.json = json
    known.milliseconds = run.partial.milliseconds(run.format)
    return conversation.previousId(id)
  }

  #noteSound(run: Run, { type, fields }: PlainEvent): void {
    const item =
      type === 'response.output_audio.delta'
        ? this.#context.conversation.find(asString(fields['item_id']) ?? '')
        : undefined
    if (item !== undefined) {
      item.milliseconds = run.partial.milliseconds(run.format)
    }
  }

  #endByError(run: Run, error: JsonObject): void {
    for (const event of run.partial.closingEvents()) {
      this.#send(run, event, false)
    }
    this.#end(run, failedResponse(error, run.partial.output))
  }

  #end(run: Run, final: JsonObject, isBinary = false): void {
    const { emitter, onDone } = this.#context
    this.#runs.delete(run.id)
    this.#queue = this.#queue.filter((queued) => queued !== run)
    emitter.stopTimer(TIMER_PREFIX + run.id)
    // A fault may have removed the first event.
    const common =
      run.common['id'] === undefined ? this.#commonFields(run, openingResponse(run.id, run.body)) : run.common
    emitter.event('response.done', { response: { ...common, ...final } }, isBinary)
    const tokens = asNumber(asObject(final['usage'])?.['total_tokens']) ?? 0
    emitter.event('rate_limits.updated', { rate_limits: rateLimitEntries(tokens) })
    if (!run.request.isOutOfBand) {
      onDone(run.partial.milliseconds(run.format))
    }
  }
}
