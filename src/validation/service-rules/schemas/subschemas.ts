import { isRecord } from '../../../web/json/is-record.ts'

/** A schema inside another, with its path from the root. */
export type LocatedSchema = readonly [schema: Readonly<Record<string, unknown>>, path: readonly string[]]

const MAP_KEYWORDS = ['properties', '$defs', 'definitions', 'patternProperties']
const SCHEMA_KEYWORDS = ['items', 'additionalProperties', 'not', 'if', 'then', 'else']
const LIST_KEYWORDS = ['anyOf', 'oneOf', 'allOf', 'prefixItems']

/** Yields the direct subschemas of a schema. */
export function* subschemasOf([schema, path]: LocatedSchema): Generator<LocatedSchema> {
  for (const keyword of MAP_KEYWORDS) {
    const schemas = schema[keyword]
    if (isRecord(schemas)) {
      for (const [name, inner] of Object.entries(schemas)) {
        if (isRecord(inner)) {
          yield [inner, [...path, keyword, name]]
        }
      }
    }
  }
  for (const keyword of SCHEMA_KEYWORDS) {
    const inner = schema[keyword]
    if (isRecord(inner)) {
      yield [inner, [...path, keyword]]
    }
  }
  for (const keyword of LIST_KEYWORDS) {
    const schemas = schema[keyword]
    if (Array.isArray(schemas)) {
      for (const [index, inner] of schemas.entries()) {
        if (isRecord(inner)) {
          yield [inner, [...path, keyword, String(index)]]
        }
      }
    }
  }
}
