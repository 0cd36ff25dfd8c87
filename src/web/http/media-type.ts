/** @returns the media type of a `Content-Type` header, in lower case and without parameters */
export function mediaTypeOf(contentType: string): string {
  return (contentType.split(';')[0] ?? '').trim().toLowerCase()
}

/** @returns true for `application/json` and `application/*+json` */
export function isJson(mediaType: string): boolean {
  return /^application\/(?:[\w.+-]+\+)?json$/.test(mediaType)
}

/** @returns true for the two media types of HTML forms */
export function isForm(mediaType: string): boolean {
  return mediaType === 'multipart/form-data' || mediaType === 'application/x-www-form-urlencoded'
}

/** @returns true for binary media types, whose bodies the catalogue stores as base64 */
export function isBinary(mediaType: string): boolean {
  return /^(?:audio|image|video|font)\//.test(mediaType) || BINARY.has(mediaType)
}

const BINARY = new Set(['application/octet-stream', 'application/zip', 'application/pdf', 'application/gzip'])
