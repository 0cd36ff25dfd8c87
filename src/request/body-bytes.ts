import { concatenate } from '../web/bytes/bytes.ts'
import { isRefusal, type Refusal, refuse } from '../openai/errors.ts'

/**
 * Reads and decompresses a request body, up to a limit.
 *
 * @param request the request, whose body is consumed
 * @param limit maximum number of bytes, both compressed and decompressed
 * @returns the decompressed bytes; empty for a request without a body
 */
export async function readBytes(request: Request, limit: number): Promise<Uint8Array<ArrayBuffer> | Refusal> {
  const bytes = await readRaw(request, limit)
  const encoding = (request.headers.get('content-encoding') ?? '').trim().toLowerCase()
  if (isRefusal(bytes) || bytes.length === 0 || encoding === '' || encoding === 'identity') {
    return bytes
  }
  const format = FORMATS.get(encoding)
  return format === undefined ? unknownEncoding(encoding) : unpack(bytes, format, limit)
}

async function readRaw(request: Request, limit: number): Promise<Uint8Array<ArrayBuffer> | Refusal> {
  const declared = request.headers.get('content-length')
  if (declared !== null && Number(declared) > limit) {
    await discard(request.body, limit * DISCARDED_LIMITS)
    return tooLarge(limit, `${declared} bytes announced`)
  }
  if (request.method === 'GET' || request.method === 'HEAD') {
    return new Uint8Array()
  }
  try {
    if (declared !== null) {
      // The runtime enforces the declared length, and reading the whole body at once is fastest.
      const bytes = new Uint8Array(await request.arrayBuffer())
      return bytes.length > limit ? tooLarge(limit, `${bytes.length} bytes read`) : bytes
    }
    return request.body === null
      ? new Uint8Array()
      : await collect(request.body, limit, limit * DISCARDED_LIMITS)
  } catch {
    return refuse(400, CUT_SHORT)
  }
}

/** Decompresses after all bytes were received, so that a huge result does not require closing the connection. */
async function unpack(
  bytes: Uint8Array<ArrayBuffer>,
  format: 'gzip' | 'deflate',
  limit: number,
): Promise<Uint8Array<ArrayBuffer> | Refusal> {
  try {
    const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream(format))
    return await collect(stream, limit, limit)
  } catch {
    return refuse(400, notEncoded(format))
  }
}

/**
 * An oversized body is read and discarded up to this multiple of the limit. Many clients only read the response after
 * sending the whole request, and report a closed connection as a network error.
 */
const DISCARDED_LIMITS = 4

async function discard(body: ReadableStream<Uint8Array> | null, most: number): Promise<void> {
  try {
    await (body && collect(body, 0, most))
  } catch {
    // The client disconnected, so the response does not matter.
  }
}

/**
 * Collects a stream.
 *
 * @param limit maximum number of bytes to keep
 * @param most maximum number of bytes to read in order to count them. A longer stream is not cancelled, since some
 *   runtimes fail if the body of a request is cancelled.
 */
async function collect(
  stream: ReadableStream<Uint8Array>,
  limit: number,
  most: number,
): Promise<Uint8Array<ArrayBuffer> | Refusal> {
  let chunks: Uint8Array[] = []
  let length = 0
  const reader = stream.getReader()
  for (let read = await reader.read(); !read.done && length <= most; read = await reader.read()) {
    length += read.value.length
    if (length <= limit) {
      chunks.push(read.value)
    } else {
      chunks = []
    }
  }
  return length > limit ? tooLarge(limit, `${length} bytes read`) : concatenate(chunks)
}

/** Encodings (RFC 9110, section 8.4.1) that all runtimes can decompress as a stream, so that output can be limited. */
const FORMATS = new Map<string, 'gzip' | 'deflate'>([
  ['gzip', 'gzip'],
  ['x-gzip', 'gzip'],
  ['deflate', 'deflate'],
])

function unknownEncoding(encoding: string): Refusal {
  const message = `Unsupported content encoding: '${encoding}'. Send the body uncompressed, or use gzip or deflate.`
  return refuse(415, message, {
    code: 'unsupported_content_encoding',
    headers: { 'accept-encoding': 'gzip, deflate' },
  })
}

/** OpenAI's own message and type, as returned by the audio endpoints. */
function tooLarge(limit: number, found: string): Refusal {
  return refuse(413, `413: Maximum content size limit (${limit}) exceeded (${found})`, {
    type: 'server_error',
  })
}

const CUT_SHORT = 'The request body is incomplete: the connection ended early. Please send the request again.'

function notEncoded(encoding: string): string {
  return `We could not decompress the body of your request. (HINT: The header Content-Encoding is '${encoding}', but the body is not valid ${encoding} data.)`
}
