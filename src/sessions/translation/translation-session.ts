import { VoiceDetector } from '../../media/audio/voice-activity.ts'
import { updatedTranslation } from '../../operations/sockets/realtime-session.ts'
import type { JsonObject } from '../../web/json/json.ts'
import { asObject, asString } from '../../web/json/narrow.ts'
import type { Random } from '../../web/random/seeded-random.ts'
import { BINARY_FRAME, type EventShapes, invalidType, parseClientEvent } from '../client-event.ts'
import { Emitter } from '../emitter.ts'
import { StreamPlayer } from '../play-stream.ts'
import { decodeSound } from '../realtime/client-items.ts'
import type { Session, SessionAnswer, SessionEffect, SessionInput } from '../session.ts'

const SHAPES: EventShapes = {
  'session.update': ['session!'],
  'session.input_audio_buffer.append': ['audio!'],
  'session.close': [],
}

/** Detection of a stretch of speech that is translated. */
const VOICE = { threshold: 0.5, silenceMs: 400 }

const PLAY_TIMER = 'play'
const EXPIRY_TIMER = 'expiry'
const MAX_LIFETIME_MS = 3_600_000
const MAX_QUEUED = 100

/** A translation session: sound flows in, and its translation out. */
export class TranslationSession implements Session {
  #session: JsonObject
  readonly #emitter: Emitter
  readonly #detector = new VoiceDetector()
  /** Translations that are sent one after the other. */
  #players: StreamPlayer[] = []
  #questions = 0
  #turns = 0
  #startedAt = 0
  #isClosing = false

  constructor(session: JsonObject, random: Random) {
    this.#session = session
    this.#emitter = new Emitter(random)
  }

  handle(input: SessionInput): SessionEffect[] {
    switch (input.kind) {
      case 'open':
        this.#emitter.event('session.created', { session: this.#session })
        this.#emitter.startTimer(EXPIRY_TIMER, MAX_LIFETIME_MS)
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
        this.#answer(input.answer)
    }
    return this.#emitter.take()
  }

  #receive(text: string): void {
    const parsed = parseClientEvent(text, SHAPES, Object.keys(SHAPES))
    if ('error' in parsed) {
      return this.#emitter.error(parsed.error, parsed.eventId)
    }
    const { type, fields, eventId } = parsed.event
    if (type === 'session.close') {
      this.#isClosing = true
      if (this.#detector.isActive) {
        this.#detector.reset()
        this.#translate()
      }
      return this.#closeIfDone()
    }
    if (type === 'session.update') {
      const update = asObject(fields['session'])
      if (update === undefined) {
        return this.#emitter.error(invalidType('session', 'an object'), eventId)
      }
      this.#session = updatedTranslation(this.#session, update)
      return this.#emitter.event('session.updated', { session: this.#session })
    }
    return this.#append(fields['audio'], eventId)
  }

  #append(audio: unknown, eventId: string | null): void {
    const bytes = decodeSound(audio)
    if (bytes === undefined) {
      const message = "Invalid 'audio'. Expected base64-encoded audio bytes."
      return this.#emitter.error({ code: 'invalid_value', message, param: 'audio' }, eventId)
    }
    for (const { kind, at } of this.#detector.add(bytes, 'audio/pcm', VOICE)) {
      if (kind === 'started') {
        this.#startedAt = at
      } else {
        this.#translate()
      }
    }
  }

  /** Asks for the translation of the stretch of speech that ended. */
  #translate(): void {
    if (this.#questions + this.#players.length >= MAX_QUEUED) {
      return
    }
    const { audio } = this.#session
    const input = asObject(asObject(audio)?.['input'])
    const hasTranscript = asObject(input?.['transcription']) !== undefined
    this.#questions += 1
    this.#turns += 1
    this.#emitter.ask({
      operationId: 'createRealtimeTranslation',
      body: {
        model: this.#session['model'] ?? '',
        language: asString(asObject(asObject(audio)?.['output'])?.['language']) ?? 'en',
        elapsed_ms: this.#startedAt,
        turn: this.#turns,
        ...(hasTranscript && { source_text: 'Thank you for listening.' }),
        stream: true,
      },
      turn: this.#turns,
      sound: { bytes: new Uint8Array(), milliseconds: this.#detector.milliseconds - this.#startedAt },
    })
  }

  #answer(answer: SessionAnswer): void {
    this.#questions -= 1
    if (answer.kind === 'lost') {
      this.#emitter.add({ kind: 'cut', by: answer.by })
      return
    }
    const { answer: response, stream } = answer.handled.outcome
    if (stream !== undefined) {
      this.#players.push(new StreamPlayer(stream))
      if (this.#players.length === 1) {
        this.#play()
      }
      return
    }
    const {
      type = 'server_error',
      code = null,
      message = '',
      param = null,
    } = asObject(asObject(response.body)?.['error']) ?? {}
    this.#emitter.event('error', { error: { type, code, message, param, event_id: null } })
    this.#closeIfDone()
  }

  #timer(name: string): void {
    if (name === EXPIRY_TIMER) {
      this.#emitter.event('session.closed')
      this.#emitter.close(1001, 'Your session hit the maximum duration of 60 minutes.')
      return
    }
    const step = this.#players[0]?.step()
    if (step?.kind === 'event') {
      const { type = '', ...fields } = step.event
      this.#emitter.event(asString(type) ?? '', fields, step.isBinary)
    } else if (step?.kind === 'text') {
      this.#emitter.add({ kind: 'send text', text: step.text })
    }
    this.#play()
  }

  #play(): void {
    const step = this.#players[0]?.step()
    switch (step?.kind) {
      case 'wait':
        this.#emitter.startTimer(PLAY_TIMER, step.milliseconds)
        return
      case 'cut':
        this.#emitter.add({ kind: 'cut', by: step.by })
        return
      case 'close':
        this.#emitter.close(step.code, step.reason)
        return
      default:
        this.#players = this.#players.slice(1)
        if (this.#players.length > 0) {
          this.#play()
        } else {
          this.#closeIfDone()
        }
    }
  }

  /** Ends the session when everything was sent. The client then closes the connection. */
  #closeIfDone(): void {
    if (this.#isClosing && this.#questions === 0 && this.#players.length === 0) {
      this.#emitter.event('session.closed')
    }
  }
}
