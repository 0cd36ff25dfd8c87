import type { Ajv, ValidateFunction } from 'ajv'
import type { OwnExample } from '../src/catalogue/types.ts'
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
} from './document.ts'
import { mapSchema, subschemasOf } from './schemas.ts'
import { ROOT } from './validators.ts'

/** Schemas and properties whose example goes before the answers of OpenAI's reference. */
export type OwnExamples = ReadonlySet<Schema>

/**
 * Finds the examples that somebody put on a schema or property. OpenAI's own, of which there are hundreds, show what a
 * single value looks like; the reference's answers hang together better, so those do not count.
 *
 * @param document a normalised document
 * @param bundled the normalised document whose own examples do not count; without it, every example does
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

/** @returns the example that a schema itself carries, if any */
function exampleOf({ example, examples }: Schema): Json | undefined {
  return example ?? (Array.isArray(examples) ? examples[0] : undefined)
}

/** Every component schema and every schema of an answer, with a name that stays when others come and go. */
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

/** Schemas with an example, and a text of place and example; lists count as one place, for branches may be added. */
function* examplesIn(schema: Schema, place = ''): Generator<[Schema, string]> {
  const example = exampleOf(schema)
  if (example !== undefined) {
    yield [schema, `${place} ${JSON.stringify(example)}`]
  }
  for (const { name, schema: part } of subschemasOf(schema)) {
    yield* examplesIn(part, name === undefined ? place : `${place}/${name}`)
  }
}

/** What {@link ExampleLayer} works with. */
export interface LayerOptions {
  /** The document that the examples were found in. */
  document: OpenApiDocument
  own: OwnExamples
  /** Knows the document's components under the `$id` {@link ROOT}; it tells which branch of a union a value is of. */
  ajv: Ajv
}

/** Lays examples of schemas and properties over bodies, at every place that such a schema describes. */
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
   * @param value an answer's body
   * @param schema what describes it
   * @returns a copy with the examples in place, and which examples are where
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

  /** A property that the body lacks is added when the property itself has an example, not for one deeper down. */
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

  /** The branches that describe the value; of a value that is not there, the first that could be one. */
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

/** Where in a body we are. */
interface Place {
  /** As {@link OwnExample} has it. */
  path: string[]
  /** References that were followed to this value, so that a schema that is nothing but itself ends. */
  open: ReadonlySet<string>
  /** Collects what was laid. */
  own: OwnExample[]
}

function inside({ path, own }: Place, step: string): Place {
  return { path: [...path, step], open: new Set(), own }
}

/** What tells the items of a list apart in OpenAI's API. */
function typeOf(item: Json): string {
  return isObject(item) && typeof item['type'] === 'string' ? item['type'] : ''
}

/** @returns true when the schema, or one that it contains or refers to, has one of the examples */
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
