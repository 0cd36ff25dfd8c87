import { rawDuration } from '../../media/audio/raw-sound.ts'
import { VoiceDetector } from '../../media/audio/voice-activity.ts'
import type { JsonObject } from '../../web/json/json.ts'
import { asObject, asObjects, asString } from '../../web/json/narrow.ts'
import type { Random } from '../../web/random/seeded-random.ts'
import { BINARY_FRAME, type ClientEvent, type EventShapes, parseClientEvent } from '../client-event.ts'
import { Emitter } from '../emitter.ts'
import { StreamPlayer } from '../play-stream.ts'
import { decodeSound } from '../realtime/client-items.ts'
import type { Session, SessionAnswer, SessionEffect, SessionError, SessionInput } from '../session.ts'
import type { StoredSession } from './stored-sessions.ts'

const SHAPES: EventShapes = {
  'session.start': ['session!'],
  'session.update': ['session!'],
  'session.close': [],
  'session.input_audio.append': ['audio!'],
  'session.input_audio.mute': [],
  'session.input_audio.unmute': [],
  'session.instructions.append': ['content!', 'delegation_id'],
  'session.thinking.append': ['content!', 'delegation_id'],
  'session.commentary.append': ['content!', 'delegation_id'],
  'response.item.create': ['item!'],
  'response.create': [],
}

/** Client events that are only acknowledged, and the events that do so. */
const ACKNOWLEDGED: Readonly<Record<string, string>> = {
  'session.input_audio.mute': 'session.input_audio.muted',
  'session.input_audio.unmute': 'session.input_audio.unmuted',
}

/** Client events that add text to the session. */
const APPENDED = /^session\.(instructions|thinking|commentary)\.append$/

const VOICE = { threshold: 0.5, silenceMs: 500 }

const PLAY_TIMER = 'play'
const EXPIRY_TIMER = 'expiry'
const MAX_LIFETIME_MS = 3_600_000
const MAX_ITEMS = 500

/** Events of the answer that are sent by other names, and the names. */
const EVENT_NAMES: Readonly<Record<string, string>> = {
  'response.output_audio_transcript.delta': 'session.output_transcript.delta',
  'response.output_audio.delta': 'session.output_audio.delta',
}

/** Options of {@link LiveSession}. */
export interface LiveOptions {
  /** Seeded by the handshake. */
  random: Random
  /** The session that this one is a fork of; its model and conversation are inherited. */
  origin?: StoredSession | undefined
  /** Called when the session starts. */
  onStart: (id: string, read: () => StoredSession) => void
}

/** A GPT-Live session: the client starts it, and sound flows in both directions. */
export class LiveSession implements Session {
  readonly #emitter: Emitter
  readonly #options: LiveOptions
  readonly #detector = new VoiceDetector()
  #session: JsonObject | undefined
  #items: JsonObject[] = []
  #player: StreamPlayer | undefined
  #isMuted = false
  #turns = 0
  #spokenMs = 0
  #startedAt = 0

  constructor(options: LiveOptions) {
    this.#options = options
    this.#emitter = new Emitter(options.random)
  }

  handle(input: SessionInput, now: number): SessionEffect[] {
    switch (input.kind) {
      case 'open':
        break
      case 'binary':
        this.#error(BINARY_FRAME, null)
        break
      case 'text':
        this.#receive(input.text, now)
        break
      case 'timer':
        this.#timer(input.name)
        break
      case 'answer':
        this.#answer(input.answer)
    }
    return this.#emitter.take()
  }

  #receive(text: string, now: number): void {
    const parsed = parseClientEvent(text, SHAPES, Object.keys(SHAPES))
    if ('error' in parsed) {
      return this.#error(parsed.error, parsed.eventId)
    }
    const { event } = parsed
    if (event.type === 'session.start') {
      return this.#start(event, now)
    }
    if (this.#session === undefined) {
      const message = 'The session has not started. Send session.start first.'
      return this.#error({ code: 'session_not_started', message }, event.eventId)
    }
    this.#dispatch(event, this.#session, now)
  }

  #start({ fields, eventId }: ClientEvent, now: number): void {
    const { origin } = this.#options
    const sent = asObject(fields['session'])
    const config =
      origin === undefined ? sent : { ...origin.session, ...sent, model: origin.session['model'] ?? '' }
    if (this.#session !== undefined) {
      return this.#error(
        { code: 'session_already_started', message: 'The session has already started.' },
        eventId,
      )
    }
    if (typeof config?.['model'] !== 'string') {
      const error = {
        code: 'missing_required_parameter',
        message: "Missing required parameter: 'session.model'.",
        param: 'session.model',
      }
      return this.#error(error, eventId)
    }
    const expiresAt = Math.floor(now / 1000) + MAX_LIFETIME_MS / 1000
    this.#startedAt = now
    const id = this.#emitter.newId('live_')
    this.#session = { ...config, id, status: 'active', expires_at: expiresAt }
    this.#items = [...(origin?.items ?? []), ...asObjects(sent?.['input'])]
    this.#options.onStart(id, () => ({ session: this.#session ?? {}, items: [...this.#items] }))
    this.#emitter.startTimer(EXPIRY_TIMER, MAX_LIFETIME_MS)
    this.#event('session.started', { session: this.#session }, eventId)
  }

  #dispatch({ type, fields, eventId }: ClientEvent, session: JsonObject, now: number): void {
    const acknowledgement = ACKNOWLEDGED[type]
    const [, appended] = APPENDED.exec(type) ?? []
    if (acknowledgement !== undefined) {
      this.#isMuted = type.endsWith('.mute')
      return this.#event(acknowledgement, {}, eventId)
    }
    if (appended !== undefined) {
      const at = Math.round(this.#detector.milliseconds)
      this.#items.push({ type: 'message', role: 'developer', content: asString(fields['content']) ?? '' })
      return this.#event(`session.${appended}.appended`, { start_ms: at, end_ms: at }, eventId)
    }
    switch (type) {
      case 'session.update':
        this.#session = {
          ...session,
          ...asObject(fields['session']),
          id: session['id'] ?? '',
          model: session['model'] ?? '',
        }
        return this.#event('session.updated', { session: this.#session }, eventId)
      case 'session.close': {
        const usage = { seconds: Math.round((now - this.#startedAt) / 1000) }
        this.#emitter.stopTimer(PLAY_TIMER)
        this.#event('session.closed', { reason: 'close_requested', session, usage }, eventId)
        return this.#emitter.close(1000, 'close_requested')
      }
      case 'response.item.create':
        if (this.#items.length < MAX_ITEMS) {
          this.#items.push(asObject(fields['item']) ?? {})
        }
        return undefined
      case 'response.create':
        return this.#ask()
      default:
        return this.#append(fields['audio'], eventId)
    }
  }

  #append(audio: unknown, eventId: string | null): void {
    const bytes = decodeSound(audio)
    if (bytes === undefined) {
      return this.#error(
        { code: 'invalid_value', message: "Invalid 'audio': expected base64.", param: 'audio' },
        eventId,
      )
    }
    if (this.#isMuted) {
      return this.#detector.skip(rawDuration(bytes.length, 'audio/pcm'))
    }
    for (const { kind } of this.#detector.add(bytes, 'audio/pcm', VOICE)) {
      if (kind === 'stopped') {
        this.#ask()
      } else {
        // The user speaks, so the assistant stops.
        this.#player = undefined
        this.#emitter.stopTimer(PLAY_TIMER)
      }
    }
  }

  #ask(): void {
    const session = this.#session ?? {}
    this.#turns += 1
    this.#emitter.ask({
      operationId: 'createRealtimeResponse',
      body: {
        model: session['model'] ?? '',
        ...(typeof session['instructions'] === 'string' && { instructions: session['instructions'] }),
        output_modalities: ['audio'],
        input: [...this.#items],
        stream: true,
      },
      turn: this.#turns,
    })
  }

  #answer(answer: SessionAnswer): void {
    if (answer.kind === 'lost') {
      this.#emitter.add({ kind: 'cut', by: answer.by })
      return
    }
    const { answer: response, stream } = answer.handled.outcome
    if (stream === undefined) {
      const {
        type = 'server_error',
        code = 'server_error',
        message = '',
      } = asObject(asObject(response.body)?.['error']) ?? {}
      this.#event('error', { error: { type, code: code ?? 'server_error', message } }, null)
      return
    }
    this.#player = new StreamPlayer(stream)
    this.#play()
  }

  #timer(name: string): void {
    if (name === EXPIRY_TIMER) {
      const usage = { seconds: MAX_LIFETIME_MS / 1000 }
      this.#event('session.closed', { reason: 'expired', session: this.#session ?? {}, usage }, null)
      this.#emitter.close(1001, 'expired')
      return
    }
    const step = this.#player?.step()
    if (step?.kind === 'event') {
      this.#forward(step.event)
    } else if (step?.kind === 'text') {
      this.#emitter.add({ kind: 'send text', text: step.text })
    }
    this.#play()
  }

  /** Sends the parts of a response that Live has. */
  #forward(event: JsonObject): void {
    const type = asString(event['type']) ?? ''
    const name = EVENT_NAMES[type]
    const delta = asString(event['delta']) ?? ''
    if (name !== undefined) {
      const start = Math.round(this.#spokenMs)
      const length = name.includes('audio') ? rawDuration((delta.length * 3) / 4, 'audio/pcm') : 0
      this.#spokenMs += length
      const fields = { delta, start_ms: start, end_ms: Math.round(start + length) }
      if (name === 'session.output_audio.delta') {
        // Events with sound have no id.
        this.#emitter.add({ kind: 'send', event: { type: name, ...fields } })
      } else {
        this.#event(name, fields, null)
      }
      return
    }
    if (type === 'response.done') {
      this.#items.push(...asObjects(asObject(event['response'])?.['output']).map(toInput))
    }
    if (type === 'response.output_item.done' && asObject(event['item'])?.['type'] === 'function_call') {
      this.#event('response.event', { event, delegation_id: null }, null)
    }
  }

  #play(): void {
    const step = this.#player?.step()
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
        this.#player = undefined
    }
  }

  #event(type: string, fields: JsonObject, clientEventId: string | null): void {
    this.#emitter.event(type, {
      ...fields,
      ...(clientEventId !== null && { client_event_id: clientEventId }),
    })
  }

  #error(
    { type = 'invalid_request_error', code, message, param }: SessionError,
    clientEventId: string | null,
  ): void {
    const error: JsonObject = {
      type,
      code: code ?? 'invalid_request_error',
      message,
      ...(typeof param === 'string' && { param }),
      ...(clientEventId !== null && { client_event_id: clientEventId }),
    }
    this.#event('error', { error }, clientEventId)
  }
}

/** @returns an item of a response as the input of the next one */
function toInput(item: JsonObject): JsonObject {
  if (item['type'] !== 'message') {
    return item
  }
  const text = asObjects(item['content'])
    .map((part) => asString(part['transcript']) ?? '')
    .join('')
  return { type: 'message', role: 'assistant', content: [{ type: 'output_text', text, annotations: [] }] }
}
