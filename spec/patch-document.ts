import { createGenerator } from 'ts-json-schema-generator'
import type { Schema } from './document.ts'

/**
 * @returns the JSON Schema (draft-07) of a patch document, made of its TypeScript type, so that the two cannot disagree
 */
export function patchDocumentSchema(): Schema & { definitions: Record<string, Schema> } {
  const generator = createGenerator({
    path: `${import.meta.dirname}/../src/patches/document.ts`,
    tsconfig: `${import.meta.dirname}/../tsconfig.json`,
    type: 'PatchDocument',
    additionalProperties: false,
    skipTypeCheck: true,
  })
  const schema = generator.createSchema('PatchDocument') as Schema
  return {
    ...schema,
    definitions: {
      ...(schema['definitions'] as Record<string, Schema>),
      // What was parsed from JSON is JSON: nothing to check, however deep it goes.
      Json: {},
      JsonObject: { type: 'object' },
    },
  }
}
