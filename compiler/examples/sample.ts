import {
  isObject,
  isSchema,
  type Json,
  type JsonObject,
  type OpenApiDocument,
  referencedSchema,
  type Schema,
} from '../document/document.ts'
import { withTotals } from './token-totals.ts'
import { hasIdPrefix, sampleText } from './sample-texts.ts'

/**
 * Values from OpenAI's own examples, by property name and JSON type: `name:string`, `created_at:number`. Objects with a
 * property `object` also have their kind in the key: `vector_store.name:string`.
 */
export type ExampleValues = Map<string, Json>

/** Current position in the sampled value. */
interface SampleContext {
  /** Name of the nearest property, or ''. */
  name: string
  /** Kind of the enclosing object (its property `object`), or ''. */
  kind: string
  depth: number
  /** Component schemas that are being sampled; guards against recursion. */
  openComponents: Set<string>
}

/** Maximum depth for optional properties; required ones are always sampled. */
const OPTIONAL_DEPTH = 3

/** Properties whose example values are not reused for other objects. */
const NOT_SHARED_FIELDS = new Set(['url'])

/** Properties that are only set on failed or ended objects. */
const ERROR_FIELDS =
  /^(?:error|last_error|incomplete_details|skip_reason)$|^(?:failed|cancelled|expired|closed)_at$/

const SAMPLE_TIME = 1741569952

const FORMAT_SAMPLES: Record<string, string> = {
  date: '2025-03-10',
  'date-time': '2025-03-10T01:25:52Z',
  uri: 'https://example.com/',
  email: 'user@example.com',
  uuid: '6ba7b810-9dad-41d1-80b4-00c04fd430c8',
}

/**
 * Collects property values of real examples, which make sampled values realistic.
 *
 * @param examples response bodies
 */
export function collectExampleValues(examples: Iterable<Json>): ExampleValues {
  const found: ExampleValues = new Map()
  const visit = (value: Json): void => {
    if (Array.isArray(value)) {
      value.forEach(visit)
    } else if (isObject(value)) {
      const kind = value['object']
      for (const [name, member] of Object.entries(value)) {
        const key = `${name}:${typeof member}`
        if (member !== null && member !== '' && typeof member !== 'object') {
          const keys = typeof kind === 'string' ? [key, `${kind}.${key}`] : [key]
          keys.filter((one) => !found.has(one)).forEach((one) => found.set(one, member))
        }
        visit(member)
      }
    }
  }
  for (const example of examples) {
    visit(example)
  }
  return found
}

/**
 * Samples a value that matches a schema: its own example, constant or default if present, otherwise a value that
 * examples have for the same property name.
 */
export class Sampler {
  readonly #document: OpenApiDocument
  readonly #components: ReadonlyMap<string, Json>
  readonly #harvest: ExampleValues

  /**
   * @param document a normalized document, in which references are resolved
   * @param components examples of component schemas, by name
   * @param found result of {@link collectExampleValues}
   */
  constructor(document: OpenApiDocument, components: ReadonlyMap<string, Json>, found: ExampleValues) {
    this.#document = document
    this.#components = components
    this.#harvest = found
  }

  /**
   * @param schema the schema to sample
   * @param name the property that gets the value, or '' at the root
   * @param kind kind of the enclosing object (its property `object`), or ''
   */
  sample(schema: Schema, name = '', kind = ''): Json {
    return this.#sample(schema, { name, kind, depth: 0, openComponents: new Set() })
  }

  #sample(schema: Schema, context: SampleContext): Json {
    const own = schemaValue(schema)
    if (own !== undefined) {
      return structuredClone(own)
    }
    const component = referencedSchema(schema)
    if (component !== undefined) {
      return this.#sampleComponent(component, context)
    }
    if (schema.allOf !== undefined || (schema.properties !== undefined && unionOf(schema) !== undefined)) {
      return this.#sampleAll(schema, context)
    }
    const union = unionOf(schema)
    if (union !== undefined) {
      return this.#sample(this.#preferred(union, context.openComponents), context)
    }
    return this.#sampleType(schema, context)
  }

  #sampleComponent(name: string, context: SampleContext): Json {
    const schema = this.#document.components?.schemas?.[name]
    const example = schema === undefined ? undefined : (schemaValue(schema) ?? this.#components.get(name))
    if (example !== undefined) {
      return structuredClone(example)
    }
    return schema === undefined || context.openComponents.has(name)
      ? null
      : this.#sample(schema, { ...context, openComponents: new Set([...context.openComponents, name]) })
  }

  #sampleAll(schema: Schema, context: SampleContext): Json {
    const { allOf, anyOf, oneOf, then, ...rest } = schema
    const union = unionOf(schema)
    const parts = [
      rest,
      ...(allOf ?? []),
      ...(union === undefined ? [] : [this.#preferred(union, context.openComponents)]),
    ]
    const values = parts.map((part) => this.#sample(part, context))
    const objects = values.filter(isObject)
    return objects.length > 0
      ? Object.fromEntries(objects.flatMap(Object.entries<Json>))
      : (values.find((value) => value !== null) ?? null)
  }

  /** The first branch that is neither null nor recursive. */
  #preferred(union: Schema[], open: Set<string>): Schema {
    const usable = (branch: Schema) => {
      const component = referencedSchema(branch)
      return branch.type !== 'null' && (component === undefined || !open.has(component))
    }
    return union.find(usable) ?? { type: 'null' }
  }

  #sampleType(schema: Schema, context: SampleContext): Json {
    const types = [schema.type ?? (schema.properties === undefined ? [] : 'object')].flat()
    switch (types.find((type) => type !== 'null')) {
      case 'object':
        return this.#sampleObject(schema, context)
      case 'array':
        return context.depth > OPTIONAL_DEPTH && (schema.minItems ?? 0) === 0
          ? []
          : [this.#sample(schema.items ?? {}, { ...context, depth: context.depth + 1 })]
      case 'string':
        return this.#sampleString(schema, context)
      case 'integer':
        return this.#sampleNumber(schema, context, 1)
      case 'number':
        return this.#sampleNumber(schema, context, 1)
      case 'boolean':
        return this.#real(context, 'boolean') ?? false
      default:
        return types.includes('null') ? null : {}
    }
  }

  #sampleObject(schema: Schema, context: SampleContext): JsonObject {
    const sampled: JsonObject = {}
    const inner = { ...context, kind: declaredKindOf(schema) ?? '', depth: context.depth + 1 }
    for (const [name, property] of Object.entries(schema.properties ?? {})) {
      const required = schema.required?.includes(name) === true
      const nullable =
        [property.type].flat().includes('null') || unionOf(property)?.some(({ type }) => type === 'null')
      if (
        required ||
        (context.depth < OPTIONAL_DEPTH && nullable !== true && property['deprecated'] !== true)
      ) {
        sampled[name] =
          nullable === true && (!required || ERROR_FIELDS.test(name))
            ? null
            : this.#sample(property, { ...inner, name: qualifiedName(schema, name) })
      }
    }
    return withTotals(sampled)
  }

  /** The value in examples; objects of the same kind take precedence. */
  #real({ name, kind }: SampleContext, type: 'string' | 'number' | 'boolean'): Json | undefined {
    return this.#harvest.get(`${kind}.${name}:${type}`) ?? this.#harvest.get(`${name}:${type}`)
  }

  #sampleString(schema: Schema, context: SampleContext): string {
    const { name } = context
    if (schema.format !== undefined && FORMAT_SAMPLES[schema.format] !== undefined) {
      return FORMAT_SAMPLES[schema.format] ?? ''
    }
    const real = NOT_SHARED_FIELDS.has(name) ? undefined : this.#real(context, 'string')
    const text = typeof real === 'string' ? real : sampleText(name)
    const fits = schema.pattern === undefined || new RegExp(schema.pattern, 'u').test(text)
    return (fits ? text : 'a').padEnd(schema.minLength ?? 0, '.').slice(0, schema.maxLength)
  }

  #sampleNumber(schema: Schema, context: SampleContext, fallback: number): number {
    if (schema.format === 'unixtime' || context.name.endsWith('_at')) {
      return SAMPLE_TIME
    }
    const real = this.#real(context, 'number')
    const value = typeof real === 'number' ? real : fallback
    const rounded = [schema.type].flat().includes('integer') ? Math.round(value) : value
    return Math.min(Math.max(rounded, schema.minimum ?? rounded), schema.maximum ?? Infinity)
  }
}

/** Qualifies `id` by its owner: `id` of an `agent.session` is a `session_id`, unless that kind has an id prefix. */
function qualifiedName(schema: Schema, name: string): string {
  const object = name === 'id' ? declaredKindOf(schema) : undefined
  if (object === undefined) {
    return name
  }
  const kind = object.replace(/\.deleted$/, '')
  return `${hasIdPrefix(kind) ? kind : (object.split('.').at(-1) ?? object)}_id`
}

/** The kind that the schema declares in its property `object`. */
function declaredKindOf({ properties }: Schema): string | undefined {
  const kind = properties?.['object']
  const [object] = kind?.enum ?? [kind?.const]
  return typeof object === 'string' ? object : undefined
}

/** @returns a value from the schema itself: example, constant, default or first enum value */
function schemaValue(schema: Schema): Json | undefined {
  if (schema.example !== undefined) {
    return schema.example
  }
  if (Array.isArray(schema.examples) && schema.examples[0] !== undefined) {
    return schema.examples[0]
  }
  if (schema.const !== undefined) {
    return schema.const
  }
  if (schema.default !== undefined && schema.default !== null) {
    return schema.default
  }
  return schema.enum?.find((value) => value !== null)
}

function unionOf(schema: Schema): Schema[] | undefined {
  return schema.anyOf ?? schema.oneOf ?? (isSchema(schema['then']) ? [schema['then']] : undefined)
}
