import { concatenate } from '../web/bytes/bytes.ts'
import { type ApiError, apiError } from '../openai/errors.ts'

/**
 * Reads and decompresses a request body, up to a limit.
 *
 * @param request the request, whose body is consumed
 * @param limit maximum number of bytes, both compressed and decompressed
 * @returns the decompressed bytes; empty for a request without a body
 * @throws {ApiError} if the body is too large, incomplete or cannot be decompressed
 */
export async function readBytes(request: Request, limit: number): Promise<Uint8Array<ArrayBuffer>> {
  const bytes = await readRaw(request, limit)
  const encoding = (request.headers.get('content-encoding') ?? '').trim().toLowerCase()
  if (bytes.length === 0 || encoding === '' || encoding === 'identity') {
    return bytes
  }
  const format = DECOMPRESSION_FORMATS.get(encoding)
  if (format === undefined) {
    throw unknownEncoding(encoding)
  }
  return decompress(bytes, format, limit)
}

async function readRaw(request: Request, limit: number): Promise<Uint8Array<ArrayBuffer>> {
  const declared = request.headers.get('content-length')
  if (declared !== null && Number(declared) > limit) {
    await discard(request.body, limit * DISCARD_FACTOR)
    throw tooLarge(limit, `${declared} bytes announced`)
  }
  if (request.method === 'GET' || request.method === 'HEAD') {
    return new Uint8Array()
  }
  let body: Collected
  try {
    // The runtime enforces a declared length, and reading the whole body at once is fastest.
    body = await (declared === null
      ? collect(request.body, limit, limit * DISCARD_FACTOR)
      : collectAtOnce(request))
  } catch {
    throw apiError(400, INCOMPLETE_BODY)
  }
  return bytesWithin(limit, body)
}

/** Decompresses after all bytes were received, so that a huge result does not require closing the connection. */
async function decompress(
  bytes: Uint8Array<ArrayBuffer>,
  format: 'gzip' | 'deflate',
  limit: number,
): Promise<Uint8Array<ArrayBuffer>> {
  let decompressed: Collected
  try {
    const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream(format))
    decompressed = await collect(stream, limit, limit)
  } catch {
    throw apiError(400, decompressionFailed(format))
  }
  return bytesWithin(limit, decompressed)
}

/** A stream that was read. */
interface Collected {
  /** Number of bytes read. */
  length: number
  /** The bytes; empty if they exceed the limit. */
  bytes: Uint8Array<ArrayBuffer>
}

/** @throws {ApiError} if more bytes were read than the limit */
function bytesWithin(limit: number, { length, bytes }: Collected): Uint8Array<ArrayBuffer> {
  if (length > limit) {
    throw tooLarge(limit, `${length} bytes read`)
  }
  return bytes
}

/**
 * An oversized body is read and discarded up to this multiple of the limit. Many clients only read the response after
 * sending the whole request, and report a closed connection as a network error.
 */
const DISCARD_FACTOR = 4

async function discard(body: ReadableStream<Uint8Array> | null, maxBytes: number): Promise<void> {
  try {
    await collect(body, 0, maxBytes)
  } catch {
    // The client disconnected, so the response does not matter.
  }
}

/**
 * Collects a stream.
 *
 * @param limit maximum number of bytes to keep
 * @param maxBytes maximum number of bytes to read in order to count them. A longer stream is not cancelled, since some
 *   runtimes fail if the body of a request is cancelled.
 */
async function collect(
  stream: ReadableStream<Uint8Array> | null,
  limit: number,
  maxBytes: number,
): Promise<Collected> {
  let chunks: Uint8Array[] = []
  let length = 0
  if (stream === null) {
    return { length, bytes: new Uint8Array() }
  }
  const reader = stream.getReader()
  for (let read = await reader.read(); !read.done && length <= maxBytes; read = await reader.read()) {
    length += read.value.length
    if (length <= limit) {
      chunks.push(read.value)
    } else {
      chunks = []
    }
  }
  return { length, bytes: concatenate(chunks) }
}

async function collectAtOnce(request: Request): Promise<Collected> {
  const bytes = new Uint8Array(await request.arrayBuffer())
  return { length: bytes.length, bytes }
}

/** Encodings (RFC 9110, section 8.4.1) that all runtimes can decompress as a stream, so that output can be limited. */
const DECOMPRESSION_FORMATS = new Map<string, 'gzip' | 'deflate'>([
  ['gzip', 'gzip'],
  ['x-gzip', 'gzip'],
  ['deflate', 'deflate'],
])

function unknownEncoding(encoding: string): ApiError {
  const message = `Unsupported content encoding: '${encoding}'. Send the body uncompressed, or use gzip or deflate.`
  return apiError(415, message, {
    code: 'unsupported_content_encoding',
    headers: { 'accept-encoding': 'gzip, deflate' },
  })
}

/** OpenAI's own message and type, as returned by the audio endpoints. */
function tooLarge(limit: number, found: string): ApiError {
  return apiError(413, `413: Maximum content size limit (${limit}) exceeded (${found})`, {
    type: 'server_error',
  })
}

const INCOMPLETE_BODY =
  'The request body is incomplete: the connection ended early. Please send the request again.'

function decompressionFailed(encoding: string): string {
  return `We could not decompress the body of your request. (HINT: The header Content-Encoding is '${encoding}', but the body is not valid ${encoding} data.)`
}
