import { newHexIdentifier, newIdentifier } from '../../../openai/ids.ts'
import type { Random } from '../../../web/random/seeded-random.ts'

const ID_LENGTH = 48

/** @returns a new id for a response or output item: hexadecimal, and longer than other ids */
export function newItemId(prefix: string, random: Random): string {
  return newHexIdentifier(prefix, random, ID_LENGTH)
}

/** @returns encrypted content, which starts like the service's */
export function newEncryptedContent(length: number, random: Random): string {
  return newIdentifier('gAAAAAB', random, length)
}
