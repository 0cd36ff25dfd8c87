import { type Components, resolveSchema, type Schema } from './document.ts'

/**
 * @param document to follow references in
 * @returns the properties of an object, those of its alternatives and parts included
 */
export function propertiesOf(document: Components, schema: Schema): Record<string, Schema> {
  const resolved = resolveSchema(document, schema)
  const parts = [...(resolved.allOf ?? []), ...alternativesOf(resolved)]
  return Object.assign(
    {},
    ...parts.map((part) => propertiesOf(document, part)),
    resolved.properties,
  ) as Record<string, Schema>
}

/** @returns names of the properties that an object has whichever of its alternatives it is */
export function requiredOf(document: Components, schema: Schema): string[] {
  const resolved = resolveSchema(document, schema)
  const [first = [], ...others] = alternativesOf(resolved).map((part) => requiredOf(document, part))
  const shared = first.filter((name) => others.every((names) => names.includes(name)))
  const inherited = (resolved.allOf ?? []).flatMap((part) => requiredOf(document, part))
  return [...new Set([...(resolved.required ?? []), ...inherited, ...shared])]
}

/** @returns the schema without these properties, in every alternative; the schema itself when it has none of them */
export function withoutProperties(document: Components, schema: Schema, names: string[]): Schema {
  const properties = propertiesOf(document, schema)
  if (!names.some((name) => Object.hasOwn(properties, name))) {
    return schema
  }
  const resolved = resolveSchema(document, schema)
  const left: Schema = { ...resolved }
  for (const keyword of ['anyOf', 'oneOf', 'allOf'] as const) {
    const parts = resolved[keyword]
    if (parts !== undefined) {
      left[keyword] = parts.map((part) => withoutProperties(document, part, names))
    }
  }
  if (resolved.properties !== undefined) {
    left.properties = Object.fromEntries(
      Object.entries(resolved.properties).filter(([name]) => !names.includes(name)),
    )
  }
  if (resolved.required !== undefined) {
    left.required = resolved.required.filter((name) => !names.includes(name))
  }
  return left
}

function alternativesOf({ anyOf, oneOf }: Schema): Schema[] {
  return [...(anyOf ?? []), ...(oneOf ?? [])]
}
