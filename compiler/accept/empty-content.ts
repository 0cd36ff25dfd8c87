import { type OpenApiDocument, resolveSchema, type Schema } from '../document/document.ts'
import { mapSchemas } from '../document/map-schemas.ts'

/**
 * Lets the content of a message with a fixed role be an empty list. The service accepts empty content.
 *
 * @param document a normalized document (not mutated)
 */
export function acceptEmptyContent(document: OpenApiDocument): OpenApiDocument {
  return mapSchemas(document, (schema) => {
    const { role, content } = schema.properties ?? {}
    const isMessage = role !== undefined && resolveSchema(document, role).enum?.length === 1
    return isMessage && content !== undefined
      ? { ...schema, properties: { ...schema.properties, content: withEmptyLists(content) } }
      : schema
  })
}

function withEmptyLists(schema: Schema): Schema {
  const { minItems: _, anyOf, oneOf, ...rest } = schema
  return {
    ...rest,
    ...(anyOf && { anyOf: anyOf.map(withEmptyLists) }),
    ...(oneOf && { oneOf: oneOf.map(withEmptyLists) }),
  }
}
