import { patchSchema } from '../../generated/patch-schema.js'
import { addEditorHints } from '../../patches/document/editor-schema.ts'
import { type ControlServices, jsonResponse, type Resource } from '../resource.ts'

/** `GET /__mock/schema.json`: the JSON Schema of patch documents. */
export function schema({ catalogue: { routes } }: ControlServices): Resource {
  return {
    path: '/schema.json',
    actions: {
      GET: {
        access: 'open',
        summary: 'Returns the JSON Schema of patch documents, for editors: { "$schema": "http://..." }',
        handle: () =>
          jsonResponse(addEditorHints(JSON.parse(patchSchema), routes), 200, {
            'content-type': 'application/schema+json',
          }),
      },
    },
  }
}
