import { promptOf } from '../../assistant/prompt.ts'
import type { CataloguedOperation } from '../../catalogue/catalogue.ts'
import type { Json } from '../../web/json/json.ts'
import { jsonIn, objectIn } from '../../web/json/narrow.ts'
import { RequestView } from './request-view.ts'
import { parseFields, shapeFields, withFileNames } from '../../request/form-fields.ts'
import type { RequestBody } from '../../request/body.ts'
import type { Routed } from '../../catalogue/router.ts'

/** A parsed and valid request. */
export interface ReadRequest {
  method: string
  routed: Routed
  operation: CataloguedOperation
  query: URLSearchParams
  headers: Headers
  body: RequestBody
  namespace: string
}

/** @returns the request as seen by conditions and templates of patches */
export function viewOf({
  method,
  routed,
  operation,
  query,
  headers,
  body,
  namespace,
}: ReadRequest): RequestView {
  return new RequestView(() => {
    const seenBody = bodyOf(body)
    return {
      method,
      path: routed.path,
      params: routed.pathParameters,
      query: objectIn(shapeFields(parseFields(query), operation.shapes.query)) ?? {},
      headers: Object.fromEntries(headers),
      body: seenBody,
      prompt: promptOf(objectIn(seenBody) ?? {}),
      namespace,
    }
  }, body.kind === 'form')
}

function bodyOf(body: RequestBody): Json | undefined {
  switch (body.kind) {
    case 'json':
      return jsonIn(body.value)
    case 'form':
      return objectIn(withFileNames(body.fields))
    case 'text':
      return body.text
    default:
      return undefined
  }
}
