import type { Difference } from './compare/comparison.ts'
import type { Diagnostics } from '../diagnostics.ts'
import {
  isObject,
  operationsOf,
  type OpenApiDocument,
  type OperationObject,
  referencedSchema,
  referenceTo,
  type Schema,
} from '../document/document.ts'
import { mapRootSchemas, mapSchema } from '../document/map-schemas.ts'
import type { SdkDocument } from './derive.ts'
import { findDifferences } from './compare/differences.ts'
import { operationKey } from './extract/operation-ids.ts'

/** Extension that records the origin of a part: `openai-node@7.57.0`. */
const SOURCE_MARK = 'x-source'

/**
 * Adds the parts that only the SDK has. In case of conflict the document takes precedence.
 *
 * @param document the document (not mutated)
 * @param sdk the document derived from the SDK
 * @param diagnostics gets a note for each addition
 */
export function addFromSdk(
  document: OpenApiDocument,
  sdk: SdkDocument,
  diagnostics: Diagnostics,
): OpenApiDocument {
  const merged = structuredClone(document)
  const { differences, matchedNames } = findDifferences(merged, sdk.document)
  const components = new ComponentImporter(merged, sdk, matchedNames)
  const mark = { [SOURCE_MARK]: sdk.source } as const
  const translate = (schema: Schema): Schema => {
    const translated = components.translate(schema)
    return translated.$ref === undefined ? { ...translated, ...mark } : { allOf: [translated], ...mark }
  }
  const added = differences.filter(({ of }) => of === 'sdk')
  for (const { kind, pointer, what, add, widens } of added) {
    add?.(kind === 'property' ? translate : (schema) => components.translate(schema), mark)
    if (add !== undefined && widens !== undefined) {
      markWidened(widens, sdk.source)
    }
    const message = `${kind} ${what}: only ${sdk.source} has it${add || kind === 'operation' ? '' : '; not added'}`
    diagnostics.add({ severity: 'info', stage: 'sdk', pointer, message })
  }
  addOperations(merged, sdk, (operation) => ({ ...components.translateOperation(operation), ...mark }))
  return merged
}

/** Records which values or alternatives came from the SDK: `{ "openai-node@7.57.0": ["b"] }`. */
function markWidened({ schema, by }: NonNullable<Difference['widens']>, source: string): void {
  const marked = schema[SOURCE_MARK]
  const before = isObject(marked) && Array.isArray(marked[source]) ? marked[source] : []
  schema[SOURCE_MARK] = { [source]: [...before, by] }
}

function addOperations(
  merged: OpenApiDocument,
  sdk: SdkDocument,
  translate: (operation: OperationObject) => OperationObject,
): void {
  const taken = new Set(operationsOf(merged).map(operationKey))
  const paths = new Map(Object.keys(merged.paths).map((path) => [operationKey({ method: '', path }), path]))
  for (const located of operationsOf(sdk.document)) {
    if (!taken.has(operationKey(located))) {
      const { path, method, operation } = located
      // Reuse the document's parameter names for a known path, so that it is one route.
      const known = paths.get(operationKey({ method: '', path })) ?? path
      merged.paths[known] = {
        ...merged.paths[known],
        [method]: translate(withPathNames(operation, path, known)),
      }
    }
  }
}

function withPathNames(operation: OperationObject, from: string, to: string): OperationObject {
  const names = (path: string) => [...path.matchAll(/\{([^}]*)\}/g)].map(([, name = '']) => name)
  const renamed = new Map(names(from).map((name, index) => [name, names(to)[index] ?? name]))
  const parameters = operation.parameters?.map((parameter) =>
    parameter.in === 'path'
      ? { ...parameter, name: renamed.get(parameter.name) ?? parameter.name }
      : parameter,
  )
  return { ...operation, ...(parameters && { parameters }) }
}

/** Copies component schemas of the SDK into the document when they are first referenced. */
class ComponentImporter {
  readonly #merged: OpenApiDocument
  readonly #sdk: SdkDocument
  readonly #names: Map<string, string>

  constructor(merged: OpenApiDocument, sdk: SdkDocument, twins: ReadonlyMap<string, string>) {
    this.#merged = merged
    this.#sdk = sdk
    this.#names = new Map(twins)
  }

  /** @returns the schema, with references to the document's components */
  translate(schema: Schema): Schema {
    return mapSchema(schema, (part) => {
      const name = referencedSchema(part)
      return name === undefined ? part : { ...part, $ref: referenceTo(this.#import(name)) }
    })
  }

  translateOperation(operation: OperationObject): OperationObject {
    const wrapper = { ...this.#sdk.document, paths: { '': { get: operation } }, components: {} }
    return mapRootSchemas(wrapper, (schema) => this.translate(schema)).paths['']?.['get'] ?? operation
  }

  #import(name: string): string {
    const known = this.#names.get(name)
    if (known !== undefined) {
      return known
    }
    const schemas = (this.#merged.components ??= {}).schemas ?? {}
    this.#merged.components.schemas = schemas
    const free = Object.hasOwn(schemas, name) ? `OpenAINode.${name}` : name
    this.#names.set(name, free)
    // The name is registered first, so that recursive schemas terminate.
    const source = this.#sdk.document.components?.schemas?.[name] ?? {}
    schemas[free] = { ...this.translate(source), [SOURCE_MARK]: this.#sdk.source }
    return free
  }
}
