import { errorEnvelope, apiErrorData } from '../../openai/errors.ts'
import { renderNamedImage } from '../../media/image/image-urls.ts'

const SECONDS_PER_YEAR = 31_536_000

/** Serves an image linked in an earlier response; no API key is required. */
export function serveFile(name: string): Response {
  const file = renderNamedImage(name)
  const headers = { 'access-control-allow-origin': '*' }
  if (file === undefined) {
    const error = apiErrorData(
      404,
      `No such file: '${name}'. The mock only serves the images that its responses link to.`,
    )
    return Response.json(errorEnvelope(error), { status: 404, headers })
  }
  return new Response(file.bytes, {
    headers: {
      ...headers,
      'content-type': file.contentType,
      // The name determines the content.
      'cache-control': `public, max-age=${SECONDS_PER_YEAR}, immutable`,
    },
  })
}
