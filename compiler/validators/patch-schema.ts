import { createGenerator } from 'ts-json-schema-generator'
import { isSchema, type Schema } from '../document/document.ts'
import { mapValues } from '../records.ts'

/** @returns the JSON Schema (draft-07) of a patch document, generated from its TypeScript type */
export function patchDocumentSchema(): Schema & { definitions: Record<string, Schema> } {
  const generator = createGenerator({
    path: `${import.meta.dirname}/../../src/patches/document/types.ts`,
    tsconfig: `${import.meta.dirname}/../../tsconfig.json`,
    type: 'PatchDocument',
    additionalProperties: false,
    skipTypeCheck: true,
  })
  const { definitions, ...schema } = generator.createSchema('PatchDocument')
  return {
    ...(isSchema(schema) && schema),
    definitions: {
      ...mapValues(definitions ?? {}, (definition) => (isSchema(definition) ? definition : {})),
      // Parsed JSON is always valid JSON, so nested values need no check.
      Json: {},
      JsonObject: { type: 'object' },
    },
  }
}
