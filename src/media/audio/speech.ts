import { aac } from './aac.ts'
import { flac } from './flac.ts'
import type { SoundFormat } from './format.ts'
import { mp3 } from './mp3.ts'
import { opus } from './opus.ts'
import { pcm } from './pcm.ts'
import { wav } from './wav.ts'

/** Speech formats by their names in the API; chat completions use `pcm16` for PCM. */
const FORMATS: Readonly<Record<string, SoundFormat>> = { mp3, opus, aac, flac, wav, pcm, pcm16: pcm }

/** Average speaking rate. */
const CHARACTERS_PER_SECOND = 15

const MIN_SECONDS = 0.2

/** Beyond this, the duration grows more slowly than the text, up to twice this value. */
const LINEAR_SECONDS = 30

/**
 * @param text the spoken text
 * @param speed 1 is the normal rate, 2 twice as fast
 * @returns the duration in seconds, which grows with the text and is less than a minute
 */
export function spokenSeconds(text: string, speed = 1): number {
  const seconds = Math.max(MIN_SECONDS, text.length / CHARACTERS_PER_SECOND) / speed
  return seconds <= LINEAR_SECONDS ? seconds : LINEAR_SECONDS * (2 - LINEAR_SECONDS / seconds)
}

/** A generated audio file. */
export interface Speech {
  contentType: string
  bytes: Uint8Array<ArrayBuffer>
}

/**
 * Creates an audio file as long as the spoken text; it contains a melody.
 *
 * @param format `mp3`, `opus`, `aac`, `flac`, `wav`, `pcm` or `pcm16`. Defaults to `mp3`.
 * @param speed 1 is the normal rate
 */
export function makeSpeech(text: string, format: unknown, speed = 1): Speech {
  const { contentType, make } = (typeof format === 'string' ? FORMATS[format] : undefined) ?? mp3
  return { contentType, bytes: make(spokenSeconds(text, speed)) }
}
