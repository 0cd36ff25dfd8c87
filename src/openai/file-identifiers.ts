import { hash } from './seeded-random.ts'

/** What is known of a file without having it. */
export interface FileFacts {
  name: string
  /** In bytes. */
  size: number
  /** `batch`, `assistants`, ... */
  purpose: string
}

/** Kinds of ids that tell of a file, with the characters that they are made of. */
const ALPHABETS = {
  'file-': 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789',
  upload_: '0123456789abcdef',
} as const

type Prefix = keyof typeof ALPHABETS

/** Names that are longer in UTF-8 do not fit; ids are kept short enough to be handled. */
const LONGEST_NAME = 80

/** Longer ids are none of ours. */
const LONGEST_ID = 400

/**
 * An id that says what its file is, since nothing is stored.
 *
 * @param prefix of the kind of id
 * @param facts what it says
 * @param salt tells ids of files apart of which the same is known
 * @returns the id, or undefined when the name is too long for one
 */
export function describingId(prefix: Prefix, facts: FileFacts, salt: string): string | undefined {
  const { name, size, purpose } = facts
  if (new TextEncoder().encode(name).length > LONGEST_NAME) {
    return undefined
  }
  const text = [(hash(salt) >>> 0).toString(36), purpose, size.toString(36), name].join('\n')
  const bytes = [1, checksum(text), ...new TextEncoder().encode(text)]
  return prefix + numeralOf(bytes, ALPHABETS[prefix])
}

/** @returns what an id says of its file, or undefined for an id that says nothing */
export function factsOfId(prefix: Prefix, id: string): FileFacts | undefined {
  if (!id.startsWith(prefix) || id.length > LONGEST_ID) {
    return undefined
  }
  const [one, check, ...rest] = bytesOf(id.slice(prefix.length), ALPHABETS[prefix]) ?? []
  const text = new TextDecoder().decode(Uint8Array.from(rest))
  const [, purpose, size, name] = text.split('\n')
  return one === 1 &&
    check === checksum(text) &&
    purpose !== undefined &&
    size !== undefined &&
    name !== undefined
    ? { name, size: Number.parseInt(size, 36), purpose }
    : undefined
}

function checksum(text: string): number {
  return hash(text) & 0xff
}

const BYTE = 256n

function numeralOf(bytes: number[], alphabet: string): string {
  const base = BigInt(alphabet.length)
  let value = bytes.reduce((sum, byte) => sum * BYTE + BigInt(byte), 0n)
  let digits = ''
  while (value > 0n) {
    digits = alphabet.charAt(Number(value % base)) + digits
    value /= base
  }
  return digits
}

function bytesOf(digits: string, alphabet: string): number[] | undefined {
  const base = BigInt(alphabet.length)
  let value = 0n
  for (const digit of digits) {
    const position = alphabet.indexOf(digit)
    if (position === -1) {
      return undefined
    }
    value = value * base + BigInt(position)
  }
  const bytes: number[] = []
  while (value > 0n) {
    bytes.unshift(Number(value % BYTE))
    value /= BYTE
  }
  return bytes
}
