import { patchSchema } from '../../generated/patch-schema.js'
import { withSuggestions } from '../../patches/document/editor-schema.ts'
import { type ControlTools, jsonAnswer, type Resource } from '../resource.ts'

/** `GET /__mock/schema.json`: the JSON Schema of patch documents. */
export function schema({ catalogue: { routes } }: ControlTools): Resource {
  return {
    path: '/schema.json',
    actions: {
      GET: {
        access: 'open',
        summary: 'Returns the JSON Schema of patch documents, for editors: { "$schema": "http://..." }',
        handle: () =>
          jsonAnswer(withSuggestions(JSON.parse(patchSchema), routes), 200, {
            'content-type': 'application/schema+json',
          }),
      },
    },
  }
}
