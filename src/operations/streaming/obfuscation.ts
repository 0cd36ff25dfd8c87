import type { JsonObject } from '../../web/json/json.ts'
import { asObject } from '../../web/json/narrow.ts'
import { hash } from '../../web/random/seeded-random.ts'

/** Events are padded to a multiple of this many characters, so that their size does not reveal their content. */
const SIZE_STEP = 16

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'

/** @returns whether to pad events (`stream_options.include_obfuscation`, on by default) */
export function wantsObfuscation(body: JsonObject): boolean {
  return asObject(body['stream_options'])?.['include_obfuscation'] !== false
}

/**
 * @param delta the content of the event
 * @returns the event's field `obfuscation`, which pads the content to a multiple of 16 characters
 */
export function obfuscationOf(delta: string): string {
  const length = SIZE_STEP - (delta.length % SIZE_STEP)
  return Array.from(
    { length },
    (_, index) => LETTERS[(hash(`${delta} ${index}`) >>> 0) % LETTERS.length],
  ).join('')
}
