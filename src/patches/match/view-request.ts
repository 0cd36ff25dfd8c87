import { promptOf } from '../../assistant/prompt.ts'
import { conversationFacts } from '../../operations/conversation-facts.ts'
import type { Json } from '../../web/json/json.ts'
import { asJson, asObject } from '../../web/json/narrow.ts'
import { RequestView } from './request-view.ts'
import { parseFields, shapeFields, withFileNames } from '../../request/form-fields.ts'
import type { RequestBody } from '../../request/body.ts'
import type { Call } from '../../request/call.ts'

/** @returns the request as seen by conditions and templates of patches */
export function viewOf(call: Call): RequestView {
  const { method, path, pathParameters, operation, query, headers, content, namespace, budget } = call
  const see = () => {
    const bodyView = viewBody(content)
    return {
      method,
      path,
      params: pathParameters,
      query: asObject(shapeFields(parseFields(query), operation.shapes.query)) ?? {},
      headers: Object.fromEntries(headers),
      body: bodyView,
      prompt: promptOf(asObject(bodyView) ?? {}),
      ...conversationFacts(asObject(bodyView) ?? {}),
      namespace,
    }
  }
  return new RequestView(see, { isTextBody: content.kind === 'form', budget: budget.steps })
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
