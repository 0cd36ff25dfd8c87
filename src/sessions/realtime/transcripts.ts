import type { JsonObject } from '../../web/json/json.ts'
import { asObject, asString } from '../../web/json/narrow.ts'
import { concatenate } from '../../web/bytes/bytes.ts'
import type { Emitter } from '../emitter.ts'
import { StreamPlayer } from '../play-stream.ts'
import type { SessionAnswer } from '../session.ts'
import type { Item } from './conversation.ts'
import { idOf } from './conversation.ts'

/** A transcript whose events are being sent. */
interface Transcript {
  item: Item
  player: StreamPlayer
}

/** The parts of a session that its transcripts use. */
export interface TranscriptContext {
  emitter: Emitter
  session: () => JsonObject
  /** Called when the words of an item are known. */
  onWords: () => void
}

const TIMER_PREFIX = 'transcript '

const NAME = 'conversation.item.input_audio_transcription'

/** The words of the user's sound. They are also found without `transcription`, since the model hears them. */
export class Transcripts {
  readonly #context: TranscriptContext
  readonly #byQuestion = new Map<string, { item: Item; isSent: boolean }>()
  readonly #playing = new Map<string, Transcript>()

  constructor(context: TranscriptContext) {
    this.#context = context
  }

  /** Whether the words of an item are not known yet. */
  get isWaiting(): boolean {
    return this.#byQuestion.size > 0
  }

  /**
   * Finds the words of an item's sound.
   *
   * @param isSent whether events report them if the session has `transcription`
   */
  find(item: Item, isSent: boolean): void {
    const { emitter, session } = this.#context
    const settings = asObject(asObject(asObject(session()['audio'])?.['input'])?.['transcription'])
    const include = session()['include']
    const question = {
      operationId: 'createRealtimeTranscription',
      body: {
        model: 'gpt-realtime-whisper',
        ...settings,
        seconds: Math.round(item.milliseconds) / 1000,
        ...(include !== undefined && include !== null && { include }),
        stream: true,
      },
      turn: 0,
      sound: { bytes: concatenate(item.sound ?? []), milliseconds: item.milliseconds },
    }
    this.#byQuestion.set(emitter.ask(question), { item, isSent: isSent && settings !== undefined })
  }

  /** @returns whether the question was that of a transcript */
  answer(questionId: string, answer: SessionAnswer): boolean {
    const found = this.#byQuestion.get(questionId)
    if (found === undefined) {
      return false
    }
    this.#byQuestion.delete(questionId)
    if (answer.kind === 'lost') {
      this.#context.emitter.add({ kind: 'cut', by: answer.by })
      return true
    }
    const { item, isSent } = found
    const { answer: response, stream } = answer.handled.outcome
    item.words = asString(asObject(response.body)?.['text']) ?? ''
    if (isSent && stream !== undefined) {
      const id = idOf(item)
      this.#playing.set(id, { item, player: new StreamPlayer(stream) })
      this.#play(id)
    } else if (isSent) {
      this.#fail(item, asObject(asObject(response.body)?.['error']) ?? {})
    }
    this.#context.onWords()
    return true
  }

  /** @returns whether the timer was that of a transcript */
  timer(name: string): boolean {
    const id = name.startsWith(TIMER_PREFIX) ? name.slice(TIMER_PREFIX.length) : undefined
    if (id === undefined) {
      return false
    }
    this.#perform(id)
    return true
  }

  #play(id: string): void {
    const { emitter } = this.#context
    const step = this.#playing.get(id)?.player.step()
    switch (step?.kind) {
      case 'wait':
        emitter.startTimer(TIMER_PREFIX + id, step.milliseconds)
        return
      case 'cut':
        emitter.add({ kind: 'cut', by: step.by })
        return
      case 'close':
        emitter.close(step.code, step.reason)
        return
      default:
        this.#playing.delete(id)
    }
  }

  #perform(id: string): void {
    const { emitter } = this.#context
    const transcript = this.#playing.get(id)
    const step = transcript?.player.step()
    if (transcript !== undefined && step?.kind === 'event') {
      const { type = '', ...fields } = step.event
      emitter.event(asString(type) ?? '', { ...fields, item_id: id }, step.isBinary)
      if (type === `${NAME}.completed`) {
        setTranscript(transcript.item, asString(fields['transcript']) ?? '')
      }
    } else if (step?.kind === 'text') {
      emitter.add({ kind: 'send text', text: step.text })
    }
    this.#play(id)
  }

  #fail(item: Item, { type = 'server_error', code = null, message = '', param = null }: JsonObject): void {
    this.#context.emitter.event(`${NAME}.failed`, {
      item_id: idOf(item),
      content_index: 0,
      error: { type, code, message, param },
    })
  }
}

function setTranscript(item: Item, transcript: string): void {
  item.json = { ...item.json, content: [{ type: 'input_audio', transcript }] }
}
