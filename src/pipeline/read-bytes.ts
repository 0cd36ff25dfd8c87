import { concatenate } from '../media/bytes.ts'
import { isRefusal, type Refusal, refuse } from '../openai/errors.ts'

/**
 * Reads a body within bounds, compressed or not.
 *
 * @param request its body is consumed
 * @param limit the most bytes that are read, and the most that they may unpack to
 * @returns the bytes as they were before compression; none for a request without a body
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
      // The transport holds a body to its announced length, and reading it whole is the fastest way.
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

/** Compressed bytes are all here before they are unpacked, so that no connection has to be given up for a huge result. */
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
 * Of a body that is too long, as many times the limit is read and thrown away: many clients do not look at an answer
 * before they have sent their request, and take the end of the connection for a failure of the network.
 */
const DISCARDED_LIMITS = 4

async function discard(body: ReadableStream<Uint8Array> | null, most: number): Promise<void> {
  try {
    await (body && collect(body, 0, most))
  } catch {
    // The sender has gone away; nobody reads the answer.
  }
}

/**
 * @param limit the most bytes that are kept
 * @param most the most bytes that are read to find out how many there are; a stream that goes on is left alone, since
 *   some runtimes fail when the streams of their own requests are cancelled
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

/** Encodings (RFC 9110, section 8.4.1) that both runtimes can unpack in a stream, so that the output stays bounded. */
const FORMATS = new Map<string, 'gzip' | 'deflate'>([
  ['gzip', 'gzip'],
  ['x-gzip', 'gzip'],
  ['deflate', 'deflate'],
])

function unknownEncoding(encoding: string): Refusal {
  const message = `Unsupported content encoding: '${encoding}'. Send the body as it is, or compressed with gzip or deflate.`
  return refuse(415, message, {
    code: 'unsupported_content_encoding',
    headers: { 'accept-encoding': 'gzip, deflate' },
  })
}

/** The API's own words (as its audio endpoints have them), type included. */
function tooLarge(limit: number, found: string): Refusal {
  return refuse(413, `413: Maximum content size limit (${limit}) exceeded (${found})`, {
    type: 'server_error',
  })
}

const CUT_SHORT = 'The body of your request ended before it was complete. Please send the request again.'

function notEncoded(encoding: string): string {
  return `We could not decompress the body of your request. (HINT: The header Content-Encoding says '${encoding}', but what was sent was something else.)`
}
