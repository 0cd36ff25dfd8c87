import { type Components, resolveSchema, type Schema } from './document.ts'

/**
 * @param document the document in which references are resolved
 * @returns the properties of an object, including those of its `allOf`, `anyOf` and `oneOf` parts
 */
export function propertiesOf(document: Components, schema: Schema): Record<string, Schema> {
  return mergedProperties(document, schema, (resolved) => [
    ...(resolved.allOf ?? []),
    ...alternativesOf(resolved),
  ])
}

/** @returns the properties that every alternative of an object has: its own and those of its `allOf` parts */
export function commonPropertiesOf(document: Components, schema: Schema): Record<string, Schema> {
  return mergedProperties(document, schema, ({ allOf = [] }) => allOf)
}

function mergedProperties(
  document: Components,
  schema: Schema,
  partsOf: (resolved: Schema) => Schema[],
): Record<string, Schema> {
  const resolved = resolveSchema(document, schema)
  const inherited = partsOf(resolved).map((part) => mergedProperties(document, part, partsOf))
  return Object.fromEntries([...inherited, resolved.properties ?? {}].flatMap(Object.entries<Schema>))
}

/** @returns the properties that are required in every alternative of an object */
export function requiredOf(document: Components, schema: Schema): string[] {
  const resolved = resolveSchema(document, schema)
  const [first = [], ...others] = alternativesOf(resolved).map((part) => requiredOf(document, part))
  const shared = first.filter((name) => others.every((names) => names.includes(name)))
  const inherited = (resolved.allOf ?? []).flatMap((part) => requiredOf(document, part))
  return [...new Set([...(resolved.required ?? []), ...inherited, ...shared])]
}

/** @returns the schema without these properties in any alternative; the same schema if it has none of them */
export function withoutProperties(document: Components, schema: Schema, names: string[]): Schema {
  const properties = propertiesOf(document, schema)
  if (!names.some((name) => Object.hasOwn(properties, name))) {
    return schema
  }
  const resolved = resolveSchema(document, schema)
  const rest: Schema = { ...resolved }
  for (const keyword of ['anyOf', 'oneOf', 'allOf'] as const) {
    const parts = resolved[keyword]
    if (parts !== undefined) {
      rest[keyword] = parts.map((part) => withoutProperties(document, part, names))
    }
  }
  if (resolved.properties !== undefined) {
    rest.properties = Object.fromEntries(
      Object.entries(resolved.properties).filter(([name]) => !names.includes(name)),
    )
  }
  if (resolved.required !== undefined) {
    rest.required = resolved.required.filter((name) => !names.includes(name))
  }
  return rest
}

function alternativesOf({ anyOf, oneOf }: Schema): Schema[] {
  return [...(anyOf ?? []), ...(oneOf ?? [])]
}
