import type { JsonObject } from '../json/json.ts'
import { objectIn } from '../json/read-json.ts'
import { hash } from '../openai/seeded-random.ts'

/** Events are padded to a multiple of so many characters, so that their size does not tell what they say. */
const SIZE_STEP = 16

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'

/** @returns false when the request does without padding (`stream_options.include_obfuscation`, on by default) */
export function wantsObfuscation(body: JsonObject): boolean {
  return objectIn(body['stream_options'])?.['include_obfuscation'] !== false
}

/**
 * @param delta what an event brings
 * @returns the event's field `obfuscation`: as many characters as make its size tell nothing
 */
export function obfuscationOf(delta: string): string {
  const length = SIZE_STEP - (delta.length % SIZE_STEP)
  return Array.from(
    { length },
    (_, index) => LETTERS[(hash(`${delta} ${index}`) >>> 0) % LETTERS.length],
  ).join('')
}
