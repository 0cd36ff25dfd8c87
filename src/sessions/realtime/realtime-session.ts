import { updatedSession } from '../../operations/sockets/realtime-session.ts'
import type { JsonObject } from '../../web/json/json.ts'
import { asNumber, asObject, asString } from '../../web/json/narrow.ts'
import type { Random } from '../../web/random/seeded-random.ts'
import {
  BINARY_FRAME,
  type ClientEvent,
  invalidType,
  missingParameter,
  parseClientEvent,
  unknownParameter,
} from '../client-event.ts'
import { Emitter } from '../emitter.ts'
import type { Session, SessionEffect, SessionInput } from '../session.ts'
import { Conversation } from './conversation.ts'
import { LISTED_TYPES, SESSION_MEMBERS, SHAPES } from './event-shapes.ts'
import { InputAudio } from './input-audio.ts'
import { ItemEvents } from './item-events.ts'
import { type CheckSession, readResponseRequest } from './response-request.ts'
import { ResponseRuns } from './response-runs.ts'
import { Transcripts } from './transcripts.ts'

/** Options of {@link RealtimeSession}. */
export interface RealtimeOptions {
  /** The session as `session.created` returns it. */
  session: JsonObject
  /** Seeded by the handshake. */
  random: Random
  /** Validates the configuration of a session against the document. */
  check: CheckSession
  /** Whether violations of the service's rules are errors. */
  strict: boolean
}

const EXPIRY_TIMER = 'expiry'

const EXPIRED = {
  code: 'session_expired',
  message: 'Your session hit the maximum duration of 60 minutes.',
}

/** A conversation or transcription session of the Realtime API. */
export class RealtimeSession implements Session {
  #session: JsonObject
  readonly #options: RealtimeOptions
  readonly #emitter: Emitter
  readonly #conversation = new Conversation()
  readonly #items: ItemEvents
  readonly #transcripts: Transcripts
  readonly #audio: InputAudio
  readonly #responses: ResponseRuns

  constructor(options: RealtimeOptions) {
    this.#options = options
    this.#session = options.session
    const emitter = new Emitter(options.random)
    const conversation = this.#conversation
    const session = (): JsonObject => this.#session
    this.#emitter = emitter
    this.#transcripts = new Transcripts({ emitter, session, onWords: () => this.#responses.askQueued() })
    this.#responses = new ResponseRuns({
      emitter,
      conversation,
      conversationId: emitter.newId('conv_'),
      session,
      isWaiting: () => this.#transcripts.isWaiting,
      onDone: (milliseconds) => this.#audio.startIdleTimer(milliseconds),
    })
    this.#items = new ItemEvents({
      emitter,
      conversation,
      session,
      strict: options.strict,
      onSound: (item) => this.#transcripts.find(item, false),
    })
    this.#audio = new InputAudio({
      emitter,
      conversation,
      session,
      onItem: (item) => this.#transcripts.find(item, true),
      onSpeech: () => this.#interrupt(),
      onTurn: () => this.#endTurn(),
    })
  }

  handle(input: SessionInput, now: number): SessionEffect[] {
    switch (input.kind) {
      case 'open':
        this.#emitter.event('session.created', { session: this.#session })
        this.#startExpiry(now)
        break
      case 'binary':
        this.#emitter.error(BINARY_FRAME)
        break
      case 'text':
        this.#receive(input.text)
        break
      case 'timer':
        this.#timer(input.name)
        break
      case 'answer':
        if (!this.#transcripts.answer(input.id, input.answer)) {
          this.#responses.answer(input.id, input.answer)
        }
    }
    return this.#emitter.take()
  }

  #startExpiry(now: number): void {
    const milliseconds = (asNumber(this.#session['expires_at']) ?? 0) * 1000 - now
    this.#emitter.startTimer(EXPIRY_TIMER, Math.min(Math.max(0, milliseconds), MAX_LIFETIME_MS))
  }

  #timer(name: string): void {
    if (name === EXPIRY_TIMER) {
      this.#emitter.error(EXPIRED)
      this.#emitter.close(1001, EXPIRED.message)
      return
    }
    const isHandled = this.#responses.timer(name) || this.#transcripts.timer(name)
    if (!isHandled) {
      this.#audio.timer(name)
    }
  }

  #receive(text: string): void {
    const parsed = parseClientEvent(text, SHAPES, LISTED_TYPES)
    if ('error' in parsed) {
      this.#emitter.error(parsed.error, parsed.eventId)
    } else {
      this.#dispatch(parsed.event)
    }
  }

  #dispatch(event: ClientEvent): void {
    const { type, fields, eventId } = event
    switch (type) {
      case 'session.update':
        return this.#update(event)
      case 'input_audio_buffer.append':
        return this.#audio.append(fields['audio'], eventId)
      case 'input_audio_buffer.commit':
        return this.#audio.commit(eventId)
      case 'input_audio_buffer.clear':
        return this.#audio.clear()
      case 'conversation.item.create':
        return this.#items.create(event)
      case 'conversation.item.retrieve':
        return this.#items.retrieve(event)
      case 'conversation.item.delete':
        return this.#items.delete(event)
      case 'conversation.item.truncate':
        return this.#items.truncate(event)
      case 'response.create':
        return this.#respond(asObject(fields['response']) ?? {}, eventId)
      default:
        return this.#cancel(event)
    }
  }

  get #isTranscription(): boolean {
    return this.#session['type'] === 'transcription'
  }

  #update({ fields, eventId }: ClientEvent): void {
    const update = asObject(fields['session'])
    if (update === undefined) {
      return this.#emitter.error(invalidType('session', 'an object'), eventId)
    }
    const type = update['type']
    if (type === undefined && this.#options.strict) {
      return this.#emitter.error(missingParameter('session.type'), eventId)
    }
    if (
      type !== undefined &&
      type !== this.#session['type'] &&
      (type === 'realtime' || type === 'transcription')
    ) {
      const [sent, own] = [type, asString(this.#session['type']) ?? '']
      const message = `Passing a ${sent} session update event to a ${own} session is not allowed.`
      return this.#emitter.error({ code: 'invalid_parameter', message, param: 'session.type' }, eventId)
    }
    const unknown = Object.keys(update).find((name) => !SESSION_MEMBERS.includes(name))
    if (unknown !== undefined) {
      return this.#emitter.error(unknownParameter(`session.${unknown}`), eventId)
    }
    const error = this.#options.check(
      { ...update, type: type ?? this.#session['type'] ?? 'realtime' },
      'session',
    )
    if (error !== undefined) {
      return this.#emitter.error(error, eventId)
    }
    const updated = updatedSession(this.#session, update)
    if (this.#hasSpoken && voiceOf(updated) !== voiceOf(this.#session)) {
      const message = "Cannot update a conversation's voice if assistant audio is present."
      return this.#emitter.error({ code: 'cannot_update_voice', message }, eventId)
    }
    this.#session = updated
    this.#emitter.event('session.updated', { session: updated })
  }

  get #hasSpoken(): boolean {
    return this.#conversation.recent.some(
      ({ json, milliseconds }) => json['role'] === 'assistant' && milliseconds > 0,
    )
  }

  #respond(response: JsonObject, eventId: string | null): void {
    if (this.#isTranscription) {
      const message = 'Responses are not supported in a transcription session.'
      return this.#emitter.error({ code: 'invalid_parameter', message }, eventId)
    }
    const request = readResponseRequest(response, this.#conversation, this.#options.check)
    if ('error' in request) {
      this.#emitter.error(request.error, eventId)
    } else {
      this.#responses.start(request, eventId)
    }
  }

  /** The user stopped speaking: a response follows in a conversation. */
  #endTurn(): void {
    if (!this.#isTranscription) {
      this.#respond({}, null)
    }
  }

  #cancel({ fields, eventId }: ClientEvent): void {
    const id = fields['response_id'] ?? undefined
    if (id !== undefined && typeof id !== 'string') {
      return this.#emitter.error(invalidType('response_id', 'a string'), eventId)
    }
    if (!this.#responses.cancel(id, 'client_cancelled')) {
      const message = 'Cancellation failed: no active response found'
      this.#emitter.error({ code: 'response_cancel_not_active', message }, eventId)
    }
  }

  /** The user speaks: the running response is cancelled, unless the session keeps it. */
  #interrupt(): void {
    const detection = asObject(asObject(asObject(this.#session['audio'])?.['input'])?.['turn_detection'])
    if (detection?.['interrupt_response'] !== false) {
      this.#responses.cancel(undefined, 'turn_detected')
    }
  }
}

/** Longest time that a timer can wait. */
const MAX_LIFETIME_MS = 3_600_000

function voiceOf(session: JsonObject): string {
  return JSON.stringify(asObject(asObject(session['audio'])?.['output'])?.['voice'] ?? null)
}
