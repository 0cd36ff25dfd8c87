/** What a request is sent to. */
export interface Target {
  /** Scheme, host and port: `http://127.0.0.1:4010`. */
  origin: string
  /** From the first slash to the query. */
  path: string
  query: URLSearchParams
}

/** Nobody adds to it. */
const NO_QUERY = new URLSearchParams()

/**
 * @param url of a request, which its runtime has brought into normal form (URL standard, section 4.5); taking it apart again
 *   with `new URL` would cost as much as finding the operation
 */
export function readTarget(url: string): Target {
  const pathStart = url.indexOf('/', url.indexOf('://') + 3)
  const fragmentStart = url.indexOf('#', pathStart)
  const end = fragmentStart === -1 ? url.length : fragmentStart
  const found = url.indexOf('?', pathStart)
  const queryStart = found === -1 || found > end ? end : found
  return {
    origin: url.slice(0, pathStart),
    path: url.slice(pathStart, queryStart),
    query: queryStart + 1 < end ? new URLSearchParams(url.slice(queryStart + 1, end)) : NO_QUERY,
  }
}
