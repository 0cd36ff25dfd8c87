import type { Ajv, ValidateFunction } from 'ajv'
import type { UserExample } from '../../src/catalogue/contract.ts'
import {
  isObject,
  type Json,
  type JsonObject,
  type OpenApiDocument,
  operationIdOf,
  operationsOf,
  referencedSchema,
  resolveSchema,
  type Schema,
} from '../document/document.ts'
import { mapSchema, subschemasOf } from '../document/map-schemas.ts'
import { ROOT } from '../validators/validators.ts'

/** Schemas and properties whose example overrides the reference's response examples. */
export type UserExamples = ReadonlySet<Schema>

/**
 * Finds examples that the user added to schemas or properties. OpenAI's own schema examples (hundreds) are ignored:
 * each shows a single value, and the response examples of its API reference are more coherent.
 *
 * @param document a normalized document
 * @param bundled normalized document whose examples are ignored; without it, every example counts
 */
export function findUserExamples(document: OpenApiDocument, bundled?: OpenApiDocument): UserExamples {
  const bundledSchemas = new Map(bundled === undefined ? [] : rootSchemas(bundled))
  const userExamples = new Set<Schema>()
  for (const [name, root] of rootSchemas(document)) {
    const examples = new Map(keyedExamples(root))
    if (examples.size > 0) {
      const bundledExamples = new Set(
        [...keyedExamples(bundledSchemas.get(name) ?? {})].map(([, text]) => text),
      )
      for (const [schema, text] of examples) {
        if (!bundledExamples.has(text)) {
          userExamples.add(schema)
        }
      }
    }
  }
  return userExamples
}

/** @returns the schema's own example, if any */
function schemaExample({ example, examples }: Schema): Json | undefined {
  return example ?? (Array.isArray(examples) ? examples[0] : undefined)
}

/** Component and response schemas, with a name that does not depend on other schemas. */
function rootSchemas(document: OpenApiDocument): [string, Schema][] {
  const answers = operationsOf(document).flatMap((located) =>
    Object.entries(located.operation.responses ?? {}).flatMap(([code, { content = {} }]) =>
      Object.entries(content).flatMap(([mediaType, { schema }]): [string, Schema][] =>
        schema === undefined ? [] : [[`${operationIdOf(located)} ${code} ${mediaType}`, schema]],
      ),
    ),
  )
  return [...Object.entries(document.components?.schemas ?? {}), ...answers]
}

/** Schemas with an example, each with a key of path and example; union branches share a path, as indexes may shift. */
function* keyedExamples(schema: Schema, path = ''): Generator<[Schema, string]> {
  const example = schemaExample(schema)
  if (example !== undefined) {
    yield [schema, `${path} ${JSON.stringify(example)}`]
  }
  for (const { name, schema: part } of subschemasOf(schema)) {
    yield* keyedExamples(part, name === undefined ? path : `${path}/${name}`)
  }
}

/** Dependencies of {@link ExampleOverlay}. */
export interface ExampleOverlayOptions {
  /** The document in which the examples were found. */
  document: OpenApiDocument
  userExamples: UserExamples
  /** Has the document's components under the `$id` {@link ROOT}; used to find the union branch that a value matches. */
  ajv: Ajv
}

/** Overlays examples of schemas and properties onto bodies, wherever the schema applies. */
export class ExampleOverlay {
  readonly #document: OpenApiDocument
  readonly #own: UserExamples
  readonly #ajv: Ajv
  readonly #branches = new Map<Schema, ValidateFunction>()
  readonly #carrying: ReadonlySet<string>

  constructor({ document, userExamples, ajv }: ExampleOverlayOptions) {
    this.#document = document
    this.#own = userExamples
    this.#ajv = ajv
    this.#carrying = userExamples.size === 0 ? new Set() : componentsWithExamples(document, userExamples)
  }

  /**
   * @param value a response body
   * @param schema the body's schema
   * @returns a copy with the examples applied, and the path of each
   */
  apply(value: Json, schema: Schema): { value: Json; applied: UserExample[] } {
    const own: UserExample[] = []
    if (this.#own.size === 0) {
      return { value, applied: own }
    }
    const overlaid = this.#lay(structuredClone(value), schema, {
      path: [],
      openReferences: new Set(),
      applied: own,
    })
    return { value: overlaid ?? value, applied: own }
  }

  #lay(value: Json | undefined, schema: Schema, context: OverlayContext): Json | undefined {
    const example = this.#own.has(schema) ? schemaExample(schema) : undefined
    if (example !== undefined) {
      context.applied.push({ path: context.path, value: example })
      return structuredClone(example)
    }
    if (!this.#carries(schema)) {
      return value
    }
    const name = referencedSchema(schema)
    if (name !== undefined) {
      const target = resolveSchema(this.#document, schema)
      const open = new Set([...context.openReferences, name])
      return context.openReferences.has(name)
        ? value
        : this.#lay(value, target, { ...context, openReferences: open })
    }
    const merged = (schema.allOf ?? []).reduce<Json | undefined>(
      (laid, part) => this.#lay(laid, part, context),
      value,
    )
    const chosen = this.#branchesOf(merged, schema).reduce<Json | undefined>(
      (laid, branch) => this.#lay(laid, branch, context),
      merged,
    )
    if (Array.isArray(chosen)) {
      const { items = {} } = schema
      return chosen.map((item) => this.#lay(item, items, childContext(context, `*${itemType(item)}`)) ?? item)
    }
    return isObject(chosen) ? this.#layProperties(chosen, schema, context) : chosen
  }

  /** A missing property is added only if the property itself has an example, not if only a nested one does. */
  #layProperties(
    value: JsonObject,
    { properties = {}, additionalProperties }: Schema,
    context: OverlayContext,
  ): JsonObject {
    const overlaid: JsonObject = { ...value }
    for (const [name, property] of Object.entries(properties)) {
      const example = this.#lay(value[name], property, childContext(context, name))
      if (example !== undefined) {
        overlaid[name] = example
      }
    }
    if (isObject(additionalProperties)) {
      for (const name of Object.keys(value).filter((key) => !Object.hasOwn(properties, key))) {
        overlaid[name] = this.#lay(value[name], additionalProperties, childContext(context, name)) ?? null
      }
    }
    return overlaid
  }

  /** The branches that match the value; for a missing value, the first branch that has an example. */
  #branchesOf(value: Json | undefined, { anyOf, oneOf }: Schema): Schema[] {
    const carrying = [...(anyOf ?? []), ...(oneOf ?? [])].filter((branch) => this.#carries(branch))
    return value === undefined || value === null
      ? carrying.slice(0, 1)
      : carrying.filter((branch) => this.#validator(branch)(value))
  }

  #validator(branch: Schema): ValidateFunction {
    const known = this.#branches.get(branch)
    if (known !== undefined) {
      return known
    }
    const absolute = mapSchema(branch, ({ discriminator: _, ...schema }) =>
      schema.$ref === undefined ? schema : { ...schema, $ref: ROOT + schema.$ref },
    )
    const compiled = this.#ajv.compile(absolute)
    this.#branches.set(branch, compiled)
    return compiled
  }

  #carries(schema: Schema): boolean {
    return hasUserExample(schema, this.#own, this.#carrying)
  }
}

/** The current position in a body. */
interface OverlayContext {
  /** In the format of {@link UserExample}. */
  path: string[]
  /** References followed to reach this value; guards against schemas that only refer to themselves. */
  openReferences: ReadonlySet<string>
  /** Collects the applied examples. */
  applied: UserExample[]
}

function childContext({ path, applied }: OverlayContext, step: string): OverlayContext {
  return { path: [...path, step], openReferences: new Set(), applied }
}

/** The `type` that distinguishes the items of a list in OpenAI's API. */
function itemType(item: Json): string {
  return isObject(item) && typeof item['type'] === 'string' ? item['type'] : ''
}

/** @returns true if the schema, or one that it contains or references, has one of the examples */
function hasUserExample(schema: Schema, own: UserExamples, carrying: ReadonlySet<string>): boolean {
  const name = referencedSchema(schema)
  return (
    own.has(schema) ||
    (name !== undefined && carrying.has(name)) ||
    subschemasOf(schema).some((part) => hasUserExample(part.schema, own, carrying))
  )
}

function componentsWithExamples(document: OpenApiDocument, own: UserExamples): Set<string> {
  const rest = new Map(Object.entries(document.components?.schemas ?? {}))
  const carrying = new Set<string>()
  for (let size = -1; size < carrying.size;) {
    size = carrying.size
    for (const [name, schema] of rest) {
      if (hasUserExample(schema, own, carrying)) {
        carrying.add(name)
        rest.delete(name)
      }
    }
  }
  return carrying
}
