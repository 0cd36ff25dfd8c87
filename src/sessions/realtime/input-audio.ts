import { type RawFormat, rawDuration, rawFormat } from '../../media/audio/raw-sound.ts'
import { VoiceDetector } from '../../media/audio/voice-activity.ts'
import type { JsonObject } from '../../web/json/json.ts'
import { asNumber, asObject } from '../../web/json/narrow.ts'
import type { Emitter } from '../emitter.ts'
import { decodeSound } from './client-items.ts'
import type { Conversation, Item } from './conversation.ts'

/** Maximum sound of one append, in bytes (API reference, `input_audio_buffer.append`). */
const MAX_APPEND_BYTES = 15_728_640

/** Sound that a session keeps, in bytes. Older sound is not returned when an item is retrieved. */
const MAX_KEPT_BYTES = 33_554_432

/** Shortest sound that can be committed, in milliseconds. */
const MIN_COMMIT_MS = 100

/** Silence that ends an utterance for `semantic_vad`, in milliseconds. The mock takes every utterance as finished. */
const SEMANTIC_SILENCE_MS = 500

const IDLE_TIMER = 'idle'

/** The parts of a session that its input audio uses. */
export interface InputAudioContext {
  emitter: Emitter
  conversation: Conversation
  session: () => JsonObject
  /** Called after the user's sound became an item. */
  onItem: (item: Item) => void
  /** Called when the user starts to speak. */
  onSpeech: () => void
  /** Called when a turn ends and a response shall follow. */
  onTurn: () => void
}

/** The sound that the user sends, and the detection of turns in it. */
export class InputAudio {
  readonly #context: InputAudioContext
  readonly #detector = new VoiceDetector()
  #pieces: Uint8Array[] = []
  #bytes = 0
  #keptBytes = 0
  #itemId: string | undefined

  constructor(context: InputAudioContext) {
    this.#context = context
  }

  get #format(): RawFormat {
    return rawFormat(asObject(this.#input['format'])?.['type'])
  }

  get #input(): JsonObject {
    return asObject(asObject(this.#context.session()['audio'])?.['input']) ?? {}
  }

  get #detection(): JsonObject | undefined {
    return asObject(this.#input['turn_detection'])
  }

  /** Adds sound, and ends a turn if the user stopped speaking. */
  append(audio: unknown, clientEventId: string | null): void {
    const { emitter } = this.#context
    const bytes = decodeSound(audio)
    if (bytes === undefined) {
      const message = "Invalid 'audio'. Expected base64-encoded audio bytes."
      emitter.error({ code: 'invalid_value', message, param: 'audio' }, clientEventId)
      return
    }
    if (bytes.length > MAX_APPEND_BYTES || this.#bytes + bytes.length > MAX_KEPT_BYTES) {
      const message =
        bytes.length > MAX_APPEND_BYTES
          ? `Invalid 'audio': ${bytes.length} bytes exceed the maximum of ${MAX_APPEND_BYTES} bytes.`
          : 'The input audio buffer is full. Commit or clear it before you append more audio.'
      emitter.error({ code: 'invalid_value', message, param: 'audio' }, clientEventId)
      return
    }
    this.#pieces.push(bytes)
    this.#bytes += bytes.length
    const detection = this.#detection
    if (detection === undefined) {
      this.#detector.skip(rawDuration(bytes.length, this.#format))
      return
    }
    const isSemantic = detection['type'] === 'semantic_vad'
    const silenceMs = isSemantic ? SEMANTIC_SILENCE_MS : (asNumber(detection['silence_duration_ms']) ?? 200)
    const threshold = asNumber(detection['threshold']) ?? 0.5
    for (const { kind, at } of this.#detector.add(bytes, this.#format, { threshold, silenceMs })) {
      if (kind === 'started') {
        this.#started(at, asNumber(detection['prefix_padding_ms']) ?? 300)
      } else {
        this.#stopped(at + silenceMs, detection)
      }
    }
    this.#dropSilence()
  }

  /** Makes an item of the sound, as the client asks. */
  commit(clientEventId: string | null): void {
    const milliseconds = rawDuration(this.#bytes, this.#format)
    if (milliseconds < MIN_COMMIT_MS) {
      const message =
        `Error committing input audio buffer: buffer too small. Expected at least ${MIN_COMMIT_MS}ms of audio, ` +
        `but buffer only has ${milliseconds.toFixed(2)}ms of audio.`
      this.#context.emitter.error({ code: 'input_audio_buffer_commit_empty', message }, clientEventId)
      return
    }
    this.#detector.reset()
    this.#commit()
  }

  clear(): void {
    this.#pieces = []
    this.#bytes = 0
    this.#itemId = undefined
    this.#detector.reset()
    this.#context.emitter.event('input_audio_buffer.cleared')
  }

  /**
   * Starts the time after which the assistant speaks again.
   *
   * @param soundMs length of the last response's sound, which the user hears first
   */
  startIdleTimer(soundMs: number): void {
    const idle = asNumber(this.#detection?.['idle_timeout_ms'])
    if (idle !== undefined) {
      this.#context.emitter.startTimer(IDLE_TIMER, idle + soundMs)
    }
  }

  /** @returns whether the timer was that of silence */
  timer(name: string): boolean {
    if (name !== IDLE_TIMER) {
      return false
    }
    const { emitter, onTurn } = this.#context
    const end = Math.round(this.#detector.milliseconds)
    const start = Math.max(0, end - Math.round(rawDuration(this.#bytes, this.#format)))
    this.#itemId = emitter.newId('item_')
    emitter.event('input_audio_buffer.timeout_triggered', {
      audio_start_ms: start,
      audio_end_ms: end,
      item_id: this.#itemId,
    })
    this.#commit()
    onTurn()
    return true
  }

  #started(at: number, paddingMs: number): void {
    const { emitter, onSpeech } = this.#context
    emitter.stopTimer(IDLE_TIMER)
    this.#itemId = emitter.newId('item_')
    emitter.event('input_audio_buffer.speech_started', {
      audio_start_ms: Math.max(0, at - paddingMs),
      item_id: this.#itemId,
    })
    onSpeech()
  }

  #stopped(at: number, detection: JsonObject): void {
    const { emitter, onTurn } = this.#context
    emitter.event('input_audio_buffer.speech_stopped', { audio_end_ms: at, item_id: this.#itemId ?? '' })
    this.#commit()
    if (detection['create_response'] !== false) {
      onTurn()
    }
  }

  #commit(): void {
    const { emitter, conversation, onItem } = this.#context
    const id = this.#itemId ?? emitter.newId('item_')
    const json: JsonObject = {
      id,
      object: 'realtime.item',
      type: 'message',
      status: 'completed',
      role: 'user',
      content: [{ type: 'input_audio', transcript: null }],
    }
    const isKept = this.#keptBytes + this.#bytes <= MAX_KEPT_BYTES
    this.#keptBytes += isKept ? this.#bytes : 0
    const item: Item = {
      json,
      milliseconds: rawDuration(this.#bytes, this.#format),
      ...(isKept && { sound: this.#pieces }),
    }
    this.#pieces = []
    this.#bytes = 0
    this.#itemId = undefined
    const previous = conversation.add(item) ?? null
    emitter.event('input_audio_buffer.committed', { previous_item_id: previous, item_id: id })
    emitter.event('conversation.item.added', { previous_item_id: previous, item: json })
    emitter.event('conversation.item.done', { previous_item_id: previous, item: json })
    onItem(item)
  }

  /** Silence before speech is not part of a turn, except for the padding. */
  #dropSilence(): void {
    const maxBytes = rawBytes(MAX_SILENCE_MS, this.#format)
    while (
      !this.#detector.isActive &&
      this.#pieces.length > 1 &&
      this.#bytes - (this.#pieces[0]?.length ?? 0) >= maxBytes
    ) {
      this.#bytes -= this.#pieces.shift()?.length ?? 0
    }
  }
}

/** Silence before speech that is kept, in milliseconds: more than any padding. */
const MAX_SILENCE_MS = 2000

function rawBytes(milliseconds: number, format: RawFormat): number {
  return milliseconds / rawDuration(1, format)
}
