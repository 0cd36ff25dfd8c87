/** The parts of a request URL. */
export interface RequestUrl {
  /** Scheme, host and port: `http://127.0.0.1:4010`. */
  origin: string
  /** The path, without query and fragment. */
  path: string
  query: URLSearchParams
}

/** Shared; treat as read-only. */
const EMPTY_QUERY = new URLSearchParams()

/**
 * Splits a request URL. `new URL` would cost as much as routing.
 *
 * @param url the URL of a request, already normalized by the runtime (URL standard, section 4.5)
 */
export function parseRequestUrl(url: string): RequestUrl {
  const pathStart = url.indexOf('/', url.indexOf('://') + 3)
  const fragmentStart = url.indexOf('#', pathStart)
  const end = fragmentStart === -1 ? url.length : fragmentStart
  const found = url.indexOf('?', pathStart)
  const queryStart = found === -1 || found > end ? end : found
  return {
    origin: url.slice(0, pathStart),
    path: url.slice(pathStart, queryStart),
    query: queryStart + 1 < end ? new URLSearchParams(url.slice(queryStart + 1, end)) : EMPTY_QUERY,
  }
}
