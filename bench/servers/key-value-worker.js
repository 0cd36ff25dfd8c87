/**
 * Emulates Workers KV. Implements the protocol between workerd's KV bindings and their service, in which a read is
 * `GET /{key}?urlencoded=true`. `DOCUMENTS` is a JSON object of texts by key.
 */
export default {
  /**
   * @param {Request} request
   * @param {{ DOCUMENTS: Record<string, string> }} bindings
   */
  fetch(request, { DOCUMENTS }) {
    const key = decodeURIComponent(new URL(request.url).pathname.slice(1))
    const text = DOCUMENTS[key]
    return text === undefined ? new Response('not found', { status: 404 }) : new Response(text)
  },
}
