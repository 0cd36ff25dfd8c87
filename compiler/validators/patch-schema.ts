import { createGenerator } from 'ts-json-schema-generator'
import { isSchema, type Schema } from '../document/document.ts'
import { mapValues } from '../records.ts'

/** The JSON Schema (draft-07) of a patch document. */
export type PatchSchema = Schema & { definitions: Record<string, Schema> }

/** Generates the schema of a patch document from its TypeScript type. */
export function patchDocumentSchema(): PatchSchema {
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
