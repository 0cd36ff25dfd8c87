import { resolve } from 'node:path'
import ts from 'ts-compiler-api'
import { createGenerator } from 'ts-json-schema-generator'
import { isSchema, type Schema } from '../document/document.ts'
import { mapValues } from '../records.ts'

/** The JSON Schema (draft-07) of a patch document. */
export type PatchSchema = Schema & { definitions: Record<string, Schema> }

/** Loads the type and its imports, without the types of Node, which take as long again. */
function programOf(path: string): ts.Program {
  return ts.createProgram([path], {
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    allowImportingTsExtensions: true,
    noEmit: true,
    lib: ['lib.es2022.d.ts'],
    types: [],
    strict: true,
    exactOptionalPropertyTypes: true,
  })
}

/** Generates the schema of a patch document from its TypeScript type. */
export function patchDocumentSchema(): PatchSchema {
  const path = resolve(import.meta.dirname, '../../src/patches/document/types.ts')
  const generator = createGenerator({
    path,
    tsProgram: programOf(path),
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
