import { Ajv, type Options } from 'ajv'
import standaloneCode from 'ajv/dist/standalone/index.js'
import type { OpenApiDocument, Schema } from '../document/document.ts'
import { mapValues } from '../records.ts'
import type { Diagnostics } from '../diagnostics.ts'
import { mapSchema } from '../document/map-schemas.ts'
import { bundleValidators, type ValidatorPart } from './bundle.ts'
import type { PatchSchema } from './patch-schema.ts'
import {
  keepValidatingKeywords,
  loadRoots,
  type PreparedRequests,
  requestRoots,
  responseRoots,
  ROOT,
  type Roots,
  RUNTIME_OPTIONS,
  TEXT_OPTIONS,
} from './validators.ts'

/** Keeps the generated source, for `standaloneCode`. */
const AS_CODE: Options = { code: { source: true, esm: true, lines: true } }

/**
 * @param prepared result of `prepareRequests`
 * @param diagnostics gets a warning if the code cannot be shrunk
 * @returns an ES module that exports `requestValidators`: by operation id, validators of `body` (JSON), `form`, `path`,
 *   `query` and `headers`; all but `body` convert strings to the schema's types, in place
 */
export function compileRequestValidators(
  prepared: PreparedRequests,
  diagnostics: Diagnostics,
): Promise<string> {
  const { bodies, texts } = requestRoots(prepared)
  const parts = [
    compile(prepared.bodies, bodies, RUNTIME_OPTIONS),
    compile(prepared.texts, texts, TEXT_OPTIONS),
  ]
  return bundleValidators(parts, { exportName: 'requestValidators', diagnostics })
}

/**
 * @param prepared result of `prepareForValidation`
 * @param diagnostics gets a warning if the code cannot be shrunk
 * @returns an ES module that exports `responseValidators`: by operation id and status code, validators of JSON bodies
 */
export function compileResponseValidators(
  prepared: OpenApiDocument,
  diagnostics: Diagnostics,
): Promise<string> {
  const part = compile(prepared, responseRoots(prepared), RUNTIME_OPTIONS)
  return bundleValidators([part], { exportName: 'responseValidators', diagnostics })
}

/**
 * Compiles validators for the envelope of a patch document and for one patch, so that an invalid patch can be skipped
 * without its neighbors.
 *
 * @param schema the JSON Schema of a patch document
 * @param diagnostics gets a warning if the code cannot be shrunk
 * @returns an ES module that exports `patchValidators`, with `document.shape` and `document.patch`
 */
export function compilePatchValidators(schema: PatchSchema, diagnostics: Diagnostics): Promise<string> {
  const ajv = new Ajv({ ...RUNTIME_OPTIONS, ...AS_CODE })
  ajv.addSchema(patchRoots(schema))
  const references = { v0: `${ROOT}#/definitions/shape`, v1: `${ROOT}#/definitions/Patch` }
  const code = standaloneCode(ajv, references)
  const part = { code, index: { document: { shape: 'v0', patch: 'v1' } } }
  return bundleValidators([part], { exportName: 'patchValidators', diagnostics })
}

/**
 * Splits the schema of a patch document into those of its envelope (`shape`) and of one patch, without documentation,
 * which AJV would embed in the code.
 */
export function patchRoots({ definitions }: PatchSchema): {
  $id: string
  definitions: Record<string, Schema>
} {
  const { PatchDocument, ...others } = mapValues(definitions, (definition) =>
    mapSchema(definition, keepValidatingKeywords),
  )
  const shape = { ...PatchDocument, properties: { ...PatchDocument?.properties, patches: { type: 'array' } } }
  // Conditions are checked by their compiler, which has better messages than a schema.
  return { $id: ROOT, definitions: { ...others, When: {}, shape } }
}

function compile(prepared: OpenApiDocument, roots: Roots, options: Options): ValidatorPart {
  const { ajv, reference } = loadRoots(prepared, roots, { ...options, ...AS_CODE })
  const references: Record<string, string> = {}
  const index = mapValues(roots, (slots, id) =>
    mapValues(slots, (_, slot) => {
      const name = reference(id, slot).split('/').at(-1) ?? ''
      references[name] = reference(id, slot)
      return name
    }),
  )
  return { code: standaloneCode(ajv, references), index }
}
