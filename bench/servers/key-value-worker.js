/**
 * Stands in for Workers KV: answers the protocol that workerd's KV bindings speak to the service behind them, in which
 * a read is `GET /{key}?urlencoded=true`. The documents are a JSON object of texts by key.
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
