import { Ajv, type Options } from 'ajv'
import standaloneCode from 'ajv/dist/standalone/index.js'
import type { OpenApiDocument, Schema } from '../document/document.ts'
import { mapValues } from '../records.ts'
import { bundleValidators, type ValidatorPart } from './bundle.ts'
import {
  loadRoots,
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
 * @param prepared result of `prepareForValidation`
 * @returns an ES module that exports `requestValidators`: by operation id, validators of `body` (JSON), `form`, `path`,
 *   `query` and `headers`; all but `body` convert strings to the schema's types, in place
 */
export function compileRequestValidators(prepared: OpenApiDocument): Promise<string> {
  const { bodies, texts } = requestRoots(prepared)
  return bundleValidators('requestValidators', [
    compile(prepared, bodies, RUNTIME_OPTIONS),
    compile(prepared, texts, TEXT_OPTIONS),
  ])
}

/**
 * @param prepared result of `prepareForValidation`
 * @returns an ES module that exports `responseValidators`: by operation id and status code, validators of JSON bodies
 */
export function compileResponseValidators(prepared: OpenApiDocument): Promise<string> {
  return bundleValidators('responseValidators', [compile(prepared, responseRoots(prepared), RUNTIME_OPTIONS)])
}

/**
 * Compiles validators for the envelope of a patch document and for one patch, so that an invalid patch can be skipped
 * without its neighbors.
 *
 * @param schema the JSON Schema of a patch document
 * @returns an ES module that exports `patchValidators`, with `document.shape` and `document.patch`
 */
export function compilePatchValidators(
  schema: Schema & { definitions: Record<string, Schema> },
): Promise<string> {
  const { PatchDocument, ...definitions } = schema.definitions
  const shape = { ...PatchDocument, properties: { ...PatchDocument?.properties, patches: { type: 'array' } } }
  const ajv = new Ajv({ ...RUNTIME_OPTIONS, ...AS_CODE })
  // Conditions are checked by their compiler, which has better messages than a schema.
  ajv.addSchema({ $id: ROOT, definitions: { ...definitions, When: {}, shape } })
  const references = { v0: `${ROOT}#/definitions/shape`, v1: `${ROOT}#/definitions/Patch` }
  const code = standaloneCode(ajv, references)
  return bundleValidators('patchValidators', [{ code, index: { document: { shape: 'v0', patch: 'v1' } } }])
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
