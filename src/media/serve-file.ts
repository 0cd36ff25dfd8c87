import { errorEnvelope, refuse } from '../openai/errors.ts'
import { imageOfName } from './image-files.ts'

const SECONDS_A_YEAR = 31_536_000

/** Answers a request for a file that an earlier answer named by its URL; nobody needs a key for it. */
export function serveFile(name: string): Response {
  const file = imageOfName(name)
  const headers = { 'access-control-allow-origin': '*' }
  if (file === undefined) {
    const { refusal } = refuse(
      404,
      `No such file: '${name}'. The mock serves the pictures that its answers name.`,
    )
    return Response.json(errorEnvelope(refusal), { status: 404, headers })
  }
  return new Response(file.bytes, {
    headers: {
      ...headers,
      'content-type': file.contentType,
      // The name says all of what is in it.
      'cache-control': `public, max-age=${SECONDS_A_YEAR}, immutable`,
    },
  })
}
