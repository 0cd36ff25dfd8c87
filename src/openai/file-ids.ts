import { hash } from '../web/random/seeded-random.ts'

/** Metadata of a file, without its content. */
export interface FileMetadata {
  name: string
  /** In bytes. */
  size: number
  /** `batch`, `assistants`, ... */
  purpose: string
}

/** Prefixes of ids that encode file metadata, with the characters of the rest. */
const ALPHABETS = {
  'file-': 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789',
  upload_: '0123456789abcdef',
} as const

type Prefix = keyof typeof ALPHABETS

/** In UTF-8 bytes; longer names would make the ids unwieldy. */
const MAX_NAME_BYTES = 80

/** Longer ids were not made by the mock. */
const MAX_ID_LENGTH = 400

/**
 * Encodes file metadata in an id, since the mock does not store files.
 *
 * @param salt distinguishes the ids of files with equal metadata
 * @returns the id, or undefined if the name is too long
 */
export function encodeFileId(prefix: Prefix, metadata: FileMetadata, salt: string): string | undefined {
  const { name, size, purpose } = metadata
  if (new TextEncoder().encode(name).length > MAX_NAME_BYTES) {
    return undefined
  }
  const text = [(hash(salt) >>> 0).toString(36), purpose, size.toString(36), name].join('\n')
  const bytes = [1, checksum(text), ...new TextEncoder().encode(text)]
  return prefix + encodeDigits(bytes, ALPHABETS[prefix])
}

/** @returns the file metadata encoded in the id, or undefined if the mock did not make the id */
export function decodeFileId(prefix: Prefix, id: string): FileMetadata | undefined {
  if (!id.startsWith(prefix) || id.length > MAX_ID_LENGTH) {
    return undefined
  }
  const [one, check, ...rest] = decodeDigits(id.slice(prefix.length), ALPHABETS[prefix]) ?? []
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

function encodeDigits(bytes: number[], alphabet: string): string {
  const base = BigInt(alphabet.length)
  let value = bytes.reduce((sum, byte) => sum * BYTE + BigInt(byte), 0n)
  let digits = ''
  while (value > 0n) {
    digits = alphabet.charAt(Number(value % base)) + digits
    value /= base
  }
  return digits
}

function decodeDigits(digits: string, alphabet: string): number[] | undefined {
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
