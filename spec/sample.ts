import {
  isObject,
  type Json,
  type JsonObject,
  type OpenApiDocument,
  referencedSchema,
  type Schema,
} from './document.ts'
import { withSums } from './sample-sums.ts'
import { hasOwnIds, sampleText } from './sample-texts.ts'

/**
 * Real values of OpenAI's own examples, by property name and JSON type: `name:string`, `created_at:number`; those of
 * objects that say what they are by their kind, too: `vector_store.name:string`.
 */
export type Harvest = Map<string, Json>

/** Where in the sampled value we are. */
interface Place {
  /** Nearest property name, or ''. */
  name: string
  /** What the object around it is, as its property `object` says, or ''. */
  kind: string
  depth: number
  /** Component schemas that are being sampled around this place. */
  open: Set<string>
}

/** How deep optional properties are filled in; required ones always are. */
const OPTIONAL_DEPTH = 3

/** Properties whose values say nothing about those of other objects. */
const OF_ONE_KIND = new Set(['url'])

/** What only objects have with which something went wrong, or that are over. */
const WENT_WRONG =
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
 * Collects what the properties of real examples look like, so that a sampled value is a believable one.
 *
 * @param examples bodies of real answers
 */
export function harvest(examples: Iterable<Json>): Harvest {
  const found: Harvest = new Map()
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
 * Makes a value that a schema describes: its own example, constant or default where it has one, values of real
 * examples under the same property name otherwise.
 */
export class Sampler {
  readonly #document: OpenApiDocument
  readonly #components: ReadonlyMap<string, Json>
  readonly #harvest: Harvest

  /**
   * @param document a normalised document, to follow references in
   * @param components examples of component schemas, by name
   * @param found what {@link harvest} returned
   */
  constructor(document: OpenApiDocument, components: ReadonlyMap<string, Json>, found: Harvest) {
    this.#document = document
    this.#components = components
    this.#harvest = found
  }

  /**
   * @param schema what to describe
   * @param name the property that the value is for, or '' at the root
   * @param kind what the object is that has the property, as its `object` says, or ''
   */
  sample(schema: Schema, name = '', kind = ''): Json {
    return this.#sample(schema, { name, kind, depth: 0, open: new Set() })
  }

  #sample(schema: Schema, place: Place): Json {
    const own = ownExample(schema)
    if (own !== undefined) {
      return structuredClone(own)
    }
    const component = referencedSchema(schema)
    if (component !== undefined) {
      return this.#sampleComponent(component, place)
    }
    if (schema.allOf !== undefined || (schema.properties !== undefined && unionOf(schema) !== undefined)) {
      return this.#sampleAll(schema, place)
    }
    const union = unionOf(schema)
    if (union !== undefined) {
      return this.#sample(this.#preferred(union, place.open), place)
    }
    return this.#sampleType(schema, place)
  }

  #sampleComponent(name: string, place: Place): Json {
    const schema = this.#document.components?.schemas?.[name]
    const example = schema === undefined ? undefined : (ownExample(schema) ?? this.#components.get(name))
    if (example !== undefined) {
      return structuredClone(example)
    }
    return schema === undefined || place.open.has(name)
      ? null
      : this.#sample(schema, { ...place, open: new Set([...place.open, name]) })
  }

  #sampleAll(schema: Schema, place: Place): Json {
    const { allOf, anyOf, oneOf, then, ...rest } = schema
    const union = unionOf(schema)
    const parts = [
      rest,
      ...(allOf ?? []),
      ...(union === undefined ? [] : [this.#preferred(union, place.open)]),
    ]
    const values = parts.map((part) => this.#sample(part, place))
    const objects = values.filter(isObject)
    return objects.length > 0
      ? (Object.assign({}, ...objects) as JsonObject)
      : (values.find((value) => value !== null) ?? null)
  }

  /** The first branch that is neither null nor leads back to where we are. */
  #preferred(union: Schema[], open: Set<string>): Schema {
    const usable = (branch: Schema) => {
      const component = referencedSchema(branch)
      return branch.type !== 'null' && (component === undefined || !open.has(component))
    }
    return union.find(usable) ?? { type: 'null' }
  }

  #sampleType(schema: Schema, place: Place): Json {
    const types = [schema.type ?? (schema.properties === undefined ? [] : 'object')].flat()
    switch (types.find((type) => type !== 'null')) {
      case 'object':
        return this.#sampleObject(schema, place)
      case 'array':
        return place.depth > OPTIONAL_DEPTH && (schema.minItems ?? 0) === 0
          ? []
          : [this.#sample(schema.items ?? {}, { ...place, depth: place.depth + 1 })]
      case 'string':
        return this.#sampleString(schema, place)
      case 'integer':
        return this.#sampleNumber(schema, place, 1)
      case 'number':
        return this.#sampleNumber(schema, place, 1)
      case 'boolean':
        return this.#real(place, 'boolean') ?? false
      default:
        return types.includes('null') ? null : {}
    }
  }

  #sampleObject(schema: Schema, place: Place): JsonObject {
    const sampled: JsonObject = {}
    const inner = { ...place, kind: kindOf(schema) ?? '', depth: place.depth + 1 }
    for (const [name, property] of Object.entries(schema.properties ?? {})) {
      const required = schema.required?.includes(name) === true
      const nullable =
        [property.type].flat().includes('null') || unionOf(property)?.some(({ type }) => type === 'null')
      if (
        required ||
        (place.depth < OPTIONAL_DEPTH && nullable !== true && property['deprecated'] !== true)
      ) {
        sampled[name] =
          nullable === true && (!required || WENT_WRONG.test(name))
            ? null
            : this.#sample(property, { ...inner, name: nameWithin(schema, name) })
      }
    }
    return withSums(sampled)
  }

  /** What examples have there, best of all in an object of the same kind. */
  #real({ name, kind }: Place, type: 'string' | 'number' | 'boolean'): Json | undefined {
    return this.#harvest.get(`${kind}.${name}:${type}`) ?? this.#harvest.get(`${name}:${type}`)
  }

  #sampleString(schema: Schema, place: Place): string {
    const { name } = place
    if (schema.format !== undefined && FORMAT_SAMPLES[schema.format] !== undefined) {
      return FORMAT_SAMPLES[schema.format] ?? ''
    }
    const real = OF_ONE_KIND.has(name) ? undefined : this.#real(place, 'string')
    const text = typeof real === 'string' ? real : sampleText(name)
    const fits = schema.pattern === undefined || new RegExp(schema.pattern, 'u').test(text)
    return (fits ? text : 'a').padEnd(schema.minLength ?? 0, '.').slice(0, schema.maxLength)
  }

  #sampleNumber(schema: Schema, place: Place, fallback: number): number {
    if (schema.format === 'unixtime' || place.name.endsWith('_at')) {
      return SAMPLE_TIME
    }
    const real = this.#real(place, 'number')
    const value = typeof real === 'number' ? real : fallback
    const rounded = [schema.type].flat().includes('integer') ? Math.round(value) : value
    return Math.min(Math.max(rounded, schema.minimum ?? rounded), schema.maximum ?? Infinity)
  }
}

/** An id is known by what it is the id of: in an `agent.session`, `id` is a `session_id`, unless it has a name of its own. */
function nameWithin(schema: Schema, name: string): string {
  const object = name === 'id' ? kindOf(schema) : undefined
  if (object === undefined) {
    return name
  }
  const kind = object.replace(/\.deleted$/, '')
  return `${hasOwnIds(kind) ? kind : (object.split('.').at(-1) ?? object)}_id`
}

/** What an object calls itself. */
function kindOf({ properties }: Schema): string | undefined {
  const kind = properties?.['object']
  const [object] = kind?.enum ?? [kind?.const]
  return typeof object === 'string' ? object : undefined
}

/** @returns the value that the schema itself gives, if any: example, constant, first enumerated value, default */
function ownExample(schema: Schema): Json | undefined {
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
  return (
    schema.anyOf ?? schema.oneOf ?? (schema['then'] === undefined ? undefined : [schema['then'] as Schema])
  )
}
