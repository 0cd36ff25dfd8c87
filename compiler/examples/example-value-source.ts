import type { SampleContext, Subschema, ValueSource } from '../../src/assistant/schema-sampler/context.ts'
import { resolveReference } from '../../src/assistant/schema-sampler/references.ts'
import { asArray, asObject, asObjects, asString } from '../../src/web/json/narrow.ts'
import { type Json, type JsonObject, referencedSchema } from '../document/document.ts'
import type { ExampleValues } from './collected-values.ts'
import { hasIdPrefix, sampleText } from './sample-texts.ts'
import { withTotals } from './token-totals.ts'

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

/** Examples that provide values. */
export interface SourceOptions {
  /** The document, in which references are resolved. */
  root: JsonObject
  /** Examples of component schemas, by name. */
  components: ReadonlyMap<string, Json>
  /** Values of properties in examples. */
  collected: ExampleValues
  /** Kind of the object that encloses the sampled value, or ''. */
  kind: string
}

/**
 * Takes values from a schema's own example, constant or default, then values that examples have for the same property,
 * else ones that suit the property's name.
 */
export class ExampleValueSource implements ValueSource {
  readonly #options: SourceOptions

  constructor(options: SourceOptions) {
    this.#options = options
  }

  complete(schema: JsonObject, { name, holder }: SampleContext): Json | undefined {
    if (holder !== undefined && ERROR_FIELDS.test(name) && isNullable(schema)) {
      return null
    }
    const own = schemaValue(schema)
    const component = referencedSchema(schema)
    if (own !== undefined || component === undefined) {
      return own
    }
    const target = asObject(resolveReference(asString(schema['$ref']) ?? '', this.#options.root))
    return target === undefined ? null : (schemaValue(target) ?? this.#options.components.get(component))
  }

  choose(values: Json[]): Json {
    return values.find((value) => value !== null) ?? null
  }

  strings({ format }: JsonObject, context: SampleContext): { candidates: string[]; fallback: () => string } {
    const formatted = typeof format === 'string' ? FORMAT_SAMPLES[format] : undefined
    const collected = NOT_SHARED_FIELDS.has(context.name) ? undefined : this.#collected(context, 'string')
    const text = formatted ?? (typeof collected === 'string' ? collected : sampleText(qualifiedName(context)))
    return { candidates: [text], fallback: () => text }
  }

  fromPattern(): string {
    return 'a'
  }

  exactNumber(): undefined {
    return undefined
  }

  number({ format }: JsonObject, context: SampleContext): number {
    if (format === 'unixtime' || context.name.endsWith('_at')) {
      return SAMPLE_TIME
    }
    const collected = this.#collected(context, 'number')
    return typeof collected === 'number' ? collected : 1
  }

  boolean(_: JsonObject, context: SampleContext): boolean {
    return this.#collected(context, 'boolean') === true
  }

  anything(): Json {
    return {}
  }

  hasOptional(property: Subschema, { level }: SampleContext): boolean {
    return (
      level < OPTIONAL_DEPTH &&
      (typeof property === 'boolean' || (!isNullable(property) && property['deprecated'] !== true))
    )
  }

  hasItems(container: 'array' | 'map', { level }: SampleContext): boolean {
    return container === 'array' && level <= OPTIONAL_DEPTH
  }

  items(): undefined {
    return undefined
  }

  prefersNull(): boolean {
    return false
  }

  branch(): undefined {
    return undefined
  }

  finish(object: JsonObject): JsonObject {
    return withTotals(object)
  }

  /** The value in examples; objects of the same kind take precedence. */
  #collected(context: SampleContext, type: 'string' | 'number' | 'boolean'): Json | undefined {
    const { collected, kind: outerKind } = this.#options
    const name = qualifiedName(context)
    const kind = context.holder === undefined ? outerKind : (declaredKindOf(context.holder) ?? '')
    return collected.get(`${kind}.${name}:${type}`) ?? collected.get(`${name}:${type}`)
  }
}

/** Qualifies `id` by its owner: `id` of an `agent.session` is a `session_id`, unless that kind has an id prefix. */
function qualifiedName({ name, holder = {} }: SampleContext): string {
  const object = name === 'id' ? declaredKindOf(holder) : undefined
  if (object === undefined) {
    return name
  }
  const kind = object.replace(/\.deleted$/, '')
  return `${hasIdPrefix(kind) ? kind : (object.split('.').at(-1) ?? object)}_id`
}

/** The kind that the schema declares in its property `object`. */
function declaredKindOf({ properties }: JsonObject): string | undefined {
  const kind = asObject(asObject(properties)?.['object'])
  const [first = kind?.['const']] = asArray(kind?.['enum'])
  return asString(first)
}

function isNullable({ type, anyOf, oneOf }: JsonObject): boolean {
  return (
    [type].flat().includes('null') || asObjects(anyOf ?? oneOf).some((branch) => branch['type'] === 'null')
  )
}

/** @returns a value from the schema itself: example, constant, default or first enum value */
function schemaValue(schema: JsonObject): Json | undefined {
  const given = [schema['example'], asArray(schema['examples'])[0], schema['const']]
  const present = [schema['default'], ...asArray(schema['enum'])].filter((value) => value !== null)
  return [...given, ...present].find((value) => value !== undefined)
}
