import { aac } from './aac.ts'
import { flac } from './flac.ts'
import type { SoundFormat } from './format.ts'
import { mp3 } from './mp3.ts'
import { opus } from './opus.ts'
import { pcm } from './pcm.ts'
import { wav } from './wav.ts'

/** Formats of speech, by their names in the API; chat completions call PCM `pcm16`. */
const FORMATS: Readonly<Record<string, SoundFormat>> = { mp3, opus, aac, flac, wav, pcm, pcm16: pcm }

/** About how fast people speak. */
const CHARACTERS_A_SECOND = 15

const SHORTEST_SECONDS = 0.2

/** From here on, speech grows more slowly than its text, and never to more than twice as much. */
const HASTE_SECONDS = 30

/**
 * @param text what is said
 * @param speed 1 is as people speak, 2 twice as fast
 * @returns how long it takes, in seconds: longer for a longer text, and less than a minute for all of them
 */
export function spokenSeconds(text: string, speed = 1): number {
  const seconds = Math.max(SHORTEST_SECONDS, text.length / CHARACTERS_A_SECOND) / speed
  return seconds <= HASTE_SECONDS ? seconds : HASTE_SECONDS * (2 - HASTE_SECONDS / seconds)
}

/** Sound as it is sent. */
export interface Speech {
  contentType: string
  bytes: Uint8Array<ArrayBuffer>
}

/**
 * @param text what is said; it is heard as a melody
 * @param format `mp3`, `opus`, `aac`, `flac`, `wav`, `pcm` or `pcm16`; another one is taken for `mp3`
 * @param speed 1 is as people speak
 */
export function makeSpeech(text: string, format: unknown, speed = 1): Speech {
  const { contentType, make } = (typeof format === 'string' ? FORMATS[format] : undefined) ?? mp3
  return { contentType, bytes: make(spokenSeconds(text, speed)) }
}
