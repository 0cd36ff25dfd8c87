import { newItemId } from '../items/item-ids.ts'
import { hash, type Random } from '../../../web/random/seeded-random.ts'

const CHECK_DIGITS = 8

/**
 * Returns a new id of a response. That of a response with `store: false` ends with a hash of the rest, so that it is
 * recognized later although nothing is kept.
 */
export function newResponseId(random: Random, isStored: boolean): string {
  const id = newItemId('resp_', random)
  if (isStored) {
    return id
  }
  const rest = id.slice(0, -CHECK_DIGITS)
  return rest + checkDigits(rest)
}

/** @returns whether an id is that of a response with `store: false` */
export function isUnstoredId(id: string): boolean {
  return /^resp_[0-9a-f]{48}$/.test(id) && id.endsWith(checkDigits(id.slice(0, -CHECK_DIGITS)))
}

function checkDigits(text: string): string {
  return (hash(text) >>> 0).toString(16).padStart(CHECK_DIGITS, '0')
}
