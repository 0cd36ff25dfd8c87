import { G711_RATE } from './g711.ts'
import { SAMPLE_RATE } from './melody.ts'
import { type RawFormat, rawSamples } from './raw-sound.ts'

/** Length of one measurement, in milliseconds. */
export const WINDOW_MS = 20

/** Speech shorter than this is noise, in milliseconds. */
const MIN_SPEECH_MS = 60

const FULL_SCALE = 32_768

/** Root mean square of speech at the default threshold, relative to full scale. */
const DEFAULT_LIMIT = 0.01
const DEFAULT_THRESHOLD = 0.5

/** Settings of voice detection. */
export interface VoiceSettings {
  /** 0 to 1; a higher one needs louder speech. */
  threshold: number
  /** Silence that ends speech, in milliseconds. */
  silenceMs: number
}

/** A change between silence and speech. */
export interface VoiceChange {
  kind: 'started' | 'stopped'
  /** Start of the speech, or its end without the silence after it; in milliseconds of sound. */
  at: number
}

/**
 * Detects speech by its loudness. Times count the sound that was added, not the clock, so that a run is reproducible at
 * any speed.
 */
export class VoiceDetector {
  #milliseconds = 0
  #isSpeaking = false
  #loudMs = 0
  #silentMs = 0
  #rest = new Int16Array()

  /** The sound added so far, in milliseconds. */
  get milliseconds(): number {
    return this.#milliseconds
  }

  /** Whether the last sound was speech, or may be the start of it. */
  get isActive(): boolean {
    return this.#isSpeaking || this.#loudMs > 0
  }

  /** Counts sound in which no speech is detected. */
  skip(milliseconds: number): void {
    this.#milliseconds += milliseconds
  }

  /** Forgets speech that is in progress. */
  reset(): void {
    this.#isSpeaking = false
    this.#loudMs = 0
    this.#silentMs = 0
  }

  /** @returns the changes in the added sound, in order */
  add(bytes: Uint8Array, format: RawFormat, { threshold, silenceMs }: VoiceSettings): VoiceChange[] {
    const changes: VoiceChange[] = []
    const rate = format === 'audio/pcm' ? SAMPLE_RATE : G711_RATE
    const windowLength = (rate * WINDOW_MS) / 1000
    const limit = DEFAULT_LIMIT * (threshold / DEFAULT_THRESHOLD) * FULL_SCALE
    const samples = joinSamples(this.#rest, rawSamples(bytes, format))
    let position = 0
    for (; position + windowLength <= samples.length; position += windowLength) {
      const change = this.#addWindow(loudness(samples, position, windowLength) > limit, silenceMs)
      if (change !== undefined) {
        changes.push(change)
      }
    }
    this.#rest = samples.slice(position)
    return changes
  }

  #addWindow(isLoud: boolean, silenceMs: number): VoiceChange | undefined {
    this.#milliseconds += WINDOW_MS
    this.#loudMs = isLoud ? this.#loudMs + WINDOW_MS : 0
    this.#silentMs = isLoud ? 0 : this.#silentMs + WINDOW_MS
    if (!this.#isSpeaking && this.#loudMs >= MIN_SPEECH_MS) {
      this.#isSpeaking = true
      return { kind: 'started', at: this.#milliseconds - this.#loudMs }
    }
    if (this.#isSpeaking && this.#silentMs >= silenceMs) {
      this.#isSpeaking = false
      return { kind: 'stopped', at: this.#milliseconds - this.#silentMs }
    }
    return undefined
  }
}

function joinSamples(first: Int16Array, second: Int16Array): Int16Array<ArrayBuffer> {
  const joined = new Int16Array(first.length + second.length)
  joined.set(first)
  joined.set(second, first.length)
  return joined
}

function loudness(samples: Int16Array, start: number, length: number): number {
  let sum = 0
  for (let index = start; index < start + length; index += 1) {
    sum += (samples[index] ?? 0) ** 2
  }
  return Math.sqrt(sum / length)
}
