import type { ExpectedError } from './service-errors.ts'

/** A valid request to an operation, as plain data that can be passed to another runtime. */
export interface OperationCall {
  id: string
  method: string
  /** Path and query. */
  path: string
  /** JSON text, SDP or the fields of a form. */
  body?: CallBody
}

/** A generated request with its expected outcome. */
export interface GeneratedCall {
  call: OperationCall
  /** The expected API error; undefined for a valid request. */
  error?: ExpectedError
}

/** A request body as plain data. A form field with a file name is a file. */
export type CallBody =
  { json: string } | { form: { name: string; value: string; fileName?: string }[] } | { sdp: string }

/**
 * @param call the call to send
 * @param base the base URL
 * @param extra headers in addition to those of the API key and the body
 */
export function toRequest(
  call: OperationCall,
  base: string,
  extra: Readonly<Record<string, string>> = {},
): Request {
  const headers = new Headers({ authorization: 'Bearer sk-test', ...extra })
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
