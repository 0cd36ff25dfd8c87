import { createGenerator } from 'ts-json-schema-generator'
import type { Schema } from '../document/document.ts'

/** @returns the JSON Schema (draft-07) of a patch document, generated from its TypeScript type */
export function patchDocumentSchema(): Schema & { definitions: Record<string, Schema> } {
  const generator = createGenerator({
    path: `${import.meta.dirname}/../../src/patches/document/types.ts`,
    tsconfig: `${import.meta.dirname}/../../tsconfig.json`,
    type: 'PatchDocument',
    additionalProperties: false,
    skipTypeCheck: true,
  })
  const schema = generator.createSchema('PatchDocument') as Schema
  return {
    ...schema,
    definitions: {
      ...(schema['definitions'] as Record<string, Schema>),
      // Parsed JSON is always valid JSON, so nested values need no check.
      Json: {},
      JsonObject: { type: 'object' },
    },
  }
}
