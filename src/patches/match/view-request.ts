import { promptOf } from '../../assistant/prompt.ts'
import type { CataloguedOperation } from '../../catalogue/catalogue.ts'
import type { Json } from '../../web/json/json.ts'
import { asJson, asObject } from '../../web/json/narrow.ts'
import { RequestView } from './request-view.ts'
import { parseFields, shapeFields, withFileNames } from '../../request/form-fields.ts'
import type { RequestBody } from '../../request/body.ts'
import type { Routed } from '../../catalogue/router.ts'

/** A parsed and valid request. */
export interface ParsedRequest {
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
}: ParsedRequest): RequestView {
  return new RequestView(() => {
    const bodyView = viewBody(body)
    return {
      method,
      path: routed.path,
      params: routed.pathParameters,
      query: asObject(shapeFields(parseFields(query), operation.shapes.query)) ?? {},
      headers: Object.fromEntries(headers),
      body: bodyView,
      prompt: promptOf(asObject(bodyView) ?? {}),
      namespace,
    }
  }, body.kind === 'form')
}

function viewBody(body: RequestBody): Json | undefined {
  switch (body.kind) {
    case 'json':
      return asJson(body.value)
    case 'form':
      return asObject(withFileNames(body.fields))
    case 'text':
      return body.text
    default:
      return undefined
  }
}
