import type { Json, JsonObject } from '../../../../src/web/json/json.ts'

/**
 * A schema in short: `string`, `integer`, `string[]`, `low|high` for an enum, `date` for a format, `string?` for null, an
 * object for its members, a list with one object for an array of objects, and a pair for a schema with its description.
 */
export type Compact =
  string | readonly [schema: Compact, description: string] | readonly [CompactObject] | CompactObject

/** Members by name; a name that ends with `?` is optional. */
export interface CompactObject {
  readonly [name: string]: Compact
}

const FORMATS = new Set(['date', 'date-time', 'time', 'email', 'uri', 'uuid'])

/** @returns the JSON Schema of an object */
export function objectSchema(members: CompactObject): JsonObject {
  const entries = Object.entries(members).map(([name, schema]): [string, JsonObject] => [
    name.replace(/\?$/, ''),
    toSchema(schema),
  ])
  const required = Object.keys(members).filter((name) => !name.endsWith('?'))
  return { type: 'object', properties: Object.fromEntries(entries), required, additionalProperties: false }
}

function toSchema(compact: Compact): JsonObject {
  if (typeof compact !== 'string') {
    if (!isList(compact)) {
      return objectSchema(compact)
    }
    const [first, description] = compact
    return typeof description === 'string'
      ? { ...toSchema(first), description }
      : { type: 'array', items: toSchema(first) }
  }
  if (compact.endsWith('?')) {
    const schema = toSchema(compact.slice(0, -1))
    const values = schema['enum']
    return {
      ...schema,
      type: [schema['type'] ?? 'string', 'null'],
      ...(Array.isArray(values) && { enum: [...values, null] }),
    }
  }
  if (compact.endsWith('[]')) {
    return { type: 'array', items: toSchema(compact.slice(0, -2)) }
  }
  if (compact.includes('|')) {
    const values: Json[] = compact.split('|')
    return { type: 'string', enum: values }
  }
  return FORMATS.has(compact) ? { type: 'string', format: compact } : { type: compact }
}

function isList(compact: Compact): compact is readonly [Compact, string] | readonly [CompactObject] {
  return Array.isArray(compact)
}
