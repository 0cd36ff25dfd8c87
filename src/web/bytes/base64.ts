/** Bytes passed as arguments of a single call. */
const CHUNK_BYTES = 8192

/** @returns the bytes as base64 */
export function toBase64(bytes: Uint8Array): string {
  let binary = ''
  for (let position = 0; position < bytes.length; position += CHUNK_BYTES) {
    // `Reflect.apply` is seven times as fast as spreading the bytes.
    binary += Reflect.apply(String.fromCharCode, undefined, bytes.subarray(position, position + CHUNK_BYTES))
  }
  return btoa(binary)
}

/**
 * @returns the decoded bytes
 * @throws {DOMException} if the text is not base64
 */
export function fromBase64(base64: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0))
}
