/** One valid request to an operation, as plain data that can be handed to a test in another runtime. */
export interface OperationCall {
  id: string
  method: string
  /** Path and query. */
  path: string
  /** JSON text, or the fields of a form; a field that is a file has a file name. */
  body?: CallBody
}

/** A request made by chance, with what has to become of it. */
export interface PropertyCase {
  call: OperationCall
  /** Where the one fault is; null for a valid request. */
  param: string | null
}

/** A body as plain data. */
export type CallBody =
  { json: string } | { form: { name: string; value: string; fileName?: string }[] } | { sdp: string }

/**
 * @param call what to send
 * @param base URL to send it to
 * @returns the request, with a key
 */
export function requestOf(call: OperationCall, base: string): Request {
  const headers = new Headers({ authorization: 'Bearer sk-test' })
  const init: RequestInit = { method: call.method, headers }
  if (call.body !== undefined && 'json' in call.body) {
    headers.set('content-type', 'application/json')
    init.body = call.body.json
  } else if (call.body !== undefined && 'sdp' in call.body) {
    headers.set('content-type', 'application/sdp')
    init.body = call.body.sdp
  } else if (call.body !== undefined) {
    const form = new FormData()
    for (const { name, value, fileName } of call.body.form) {
      if (fileName === undefined) {
        form.append(name, value)
      } else {
        form.append(name, new File([value], fileName))
      }
    }
    init.body = form
  }
  return new Request(new URL(call.path, base), init)
}
