import type { Ajv, ValidateFunction } from 'ajv'
import type { OwnExample } from '../../src/catalogue/contract.ts'
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
export type OwnExamples = ReadonlySet<Schema>

/**
 * Finds examples that the user added to schemas or properties. OpenAI's own schema examples (hundreds) are ignored:
 * each shows a single value, and the response examples of its API reference are more coherent.
 *
 * @param document a normalized document
 * @param bundled normalized document whose examples are ignored; without it, every example counts
 */
export function findOwnExamples(document: OpenApiDocument, bundled?: OpenApiDocument): OwnExamples {
  const known = new Map(bundled === undefined ? [] : rootSchemas(bundled))
  const own = new Set<Schema>()
  for (const [name, root] of rootSchemas(document)) {
    const examples = new Map(examplesIn(root))
    if (examples.size > 0) {
      const before = new Set([...examplesIn(known.get(name) ?? {})].map(([, text]) => text))
      for (const [schema, text] of examples) {
        if (!before.has(text)) {
          own.add(schema)
        }
      }
    }
  }
  return own
}

/** @returns the schema's own example, if any */
function exampleOf({ example, examples }: Schema): Json | undefined {
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
function* examplesIn(schema: Schema, place = ''): Generator<[Schema, string]> {
  const example = exampleOf(schema)
  if (example !== undefined) {
    yield [schema, `${place} ${JSON.stringify(example)}`]
  }
  for (const { name, schema: part } of subschemasOf(schema)) {
    yield* examplesIn(part, name === undefined ? place : `${place}/${name}`)
  }
}

/** Dependencies of {@link ExampleLayer}. */
export interface LayerOptions {
  /** The document in which the examples were found. */
  document: OpenApiDocument
  own: OwnExamples
  /** Has the document's components under the `$id` {@link ROOT}; used to find the union branch that a value matches. */
  ajv: Ajv
}

/** Overlays examples of schemas and properties onto bodies, wherever the schema applies. */
export class ExampleLayer {
  readonly #document: OpenApiDocument
  readonly #own: OwnExamples
  readonly #ajv: Ajv
  readonly #branches = new Map<Schema, ValidateFunction>()
  readonly #carrying: ReadonlySet<string>

  constructor({ document, own, ajv }: LayerOptions) {
    this.#document = document
    this.#own = own
    this.#ajv = ajv
    this.#carrying = own.size === 0 ? new Set() : carryingComponents(document, own)
  }

  /**
   * @param value a response body
   * @param schema the body's schema
   * @returns a copy with the examples applied, and the path of each
   */
  lay(value: Json, schema: Schema): { value: Json; own: OwnExample[] } {
    const own: OwnExample[] = []
    if (this.#own.size === 0) {
      return { value, own }
    }
    const laid = this.#lay(structuredClone(value), schema, { path: [], open: new Set(), own })
    return { value: laid ?? value, own }
  }

  #lay(value: Json | undefined, schema: Schema, place: Place): Json | undefined {
    const example = this.#own.has(schema) ? exampleOf(schema) : undefined
    if (example !== undefined) {
      place.own.push({ path: place.path, value: example })
      return structuredClone(example)
    }
    if (!this.#carries(schema)) {
      return value
    }
    const name = referencedSchema(schema)
    if (name !== undefined) {
      const target = resolveSchema(this.#document, schema)
      const open = new Set([...place.open, name])
      return place.open.has(name) ? value : this.#lay(value, target, { ...place, open })
    }
    const merged = (schema.allOf ?? []).reduce<Json | undefined>(
      (laid, part) => this.#lay(laid, part, place),
      value,
    )
    const chosen = this.#branchesOf(merged, schema).reduce<Json | undefined>(
      (laid, branch) => this.#lay(laid, branch, place),
      merged,
    )
    if (Array.isArray(chosen)) {
      const { items = {} } = schema
      return chosen.map((item) => this.#lay(item, items, inside(place, `*${typeOf(item)}`)) ?? item)
    }
    return isObject(chosen) ? this.#layProperties(chosen, schema, place) : chosen
  }

  /** A missing property is added only if the property itself has an example, not if only a nested one does. */
  #layProperties(
    value: JsonObject,
    { properties = {}, additionalProperties }: Schema,
    place: Place,
  ): JsonObject {
    const laid: JsonObject = { ...value }
    for (const [name, property] of Object.entries(properties)) {
      const example = this.#lay(value[name], property, inside(place, name))
      if (example !== undefined) {
        laid[name] = example
      }
    }
    if (isObject(additionalProperties)) {
      for (const name of Object.keys(value).filter((key) => !Object.hasOwn(properties, key))) {
        laid[name] = this.#lay(value[name], additionalProperties, inside(place, name)) ?? null
      }
    }
    return laid
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
    return carries(schema, this.#own, this.#carrying)
  }
}

/** The current position in a body. */
interface Place {
  /** In the format of {@link OwnExample}. */
  path: string[]
  /** References followed to reach this value; guards against schemas that only refer to themselves. */
  open: ReadonlySet<string>
  /** Collects the applied examples. */
  own: OwnExample[]
}

function inside({ path, own }: Place, step: string): Place {
  return { path: [...path, step], open: new Set(), own }
}

/** The `type` that distinguishes the items of a list in OpenAI's API. */
function typeOf(item: Json): string {
  return isObject(item) && typeof item['type'] === 'string' ? item['type'] : ''
}

/** @returns true if the schema, or one that it contains or references, has one of the examples */
function carries(schema: Schema, own: OwnExamples, carrying: ReadonlySet<string>): boolean {
  const name = referencedSchema(schema)
  return (
    own.has(schema) ||
    (name !== undefined && carrying.has(name)) ||
    [...subschemasOf(schema)].some((part) => carries(part.schema, own, carrying))
  )
}

function carryingComponents(document: OpenApiDocument, own: OwnExamples): Set<string> {
  const rest = new Map(Object.entries(document.components?.schemas ?? {}))
  const carrying = new Set<string>()
  for (let size = -1; size < carrying.size;) {
    size = carrying.size
    for (const [name, schema] of rest) {
      if (carries(schema, own, carrying)) {
        carrying.add(name)
        rest.delete(name)
      }
    }
  }
  return carrying
}
