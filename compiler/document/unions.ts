import type { Schema } from './document.ts'

/** @returns the alternatives of a schema, unless it is an object that has alternatives in addition to properties */
export function unionOf({ properties, anyOf, oneOf }: Schema): Schema[] | undefined {
  return properties === undefined ? (anyOf ?? oneOf) : undefined
}

/**
 * Inlines nested unions. A union inside itself adds no alternatives.
 *
 * @param schema a union, or any other schema
 * @param alternativesOf returns the alternatives of a union, undefined for any other schema
 * @returns the alternatives that are not unions; the schema itself if it is not a union
 */
export function flattenUnion(
  schema: Schema,
  alternativesOf: (schema: Schema) => Schema[] | undefined,
  seen: ReadonlySet<Schema[]> = new Set(),
): Schema[] {
  const alternatives = alternativesOf(schema)
  if (alternatives === undefined) {
    return [schema]
  }
  const inside = new Set([...seen, alternatives])
  return seen.has(alternatives)
    ? []
    : alternatives.flatMap((alternative) => flattenUnion(alternative, alternativesOf, inside))
}
