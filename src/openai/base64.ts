/** As many bytes as may be passed on as arguments at once. */
const SLICE = 8192

/** @returns the bytes as base64 */
export function base64Of(bytes: Uint8Array): string {
  let binary = ''
  for (let position = 0; position < bytes.length; position += SLICE) {
    binary += String.fromCharCode(...bytes.subarray(position, position + SLICE))
  }
  return btoa(binary)
}
