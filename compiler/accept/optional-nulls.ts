import {
  type Components,
  type OpenApiDocument,
  referencedSchema,
  resolveSchema,
  type Schema,
} from '../document/document.ts'
import { mapRootSchemas, mapSubschemas, subschemasOf } from '../document/map-schemas.ts'
import { requestBodies } from './body-schemas.ts'
import { allowNull } from '../document/nullable.ts'

/** Names of properties that are not optional, although the schema that declares them does not require them. */
type RequiredNames = ReadonlySet<string>

const NO_NAMES: RequiredNames = new Set()

/**
 * Lets every optional property be null. The service treats null like an omitted property, and clients whose language
 * has no absent members send it: Codex sends `"content": null` in reasoning items.
 *
 * @param document a normalized document (not mutated)
 */
export function acceptOptionalNulls(document: OpenApiDocument): OpenApiDocument {
  const requiredElsewhere = namesRequiredByParts(document)
  return mapRootSchemas(document, (root, pointer) => {
    const component = /^\/components\/schemas\/(.+)$/.exec(pointer)?.[1] ?? ''
    return acceptIn(document, root, requiredElsewhere.get(component) ?? NO_NAMES)
  })
}

/** @param required names that the surrounding schemas require */
function acceptIn(document: Components, schema: Schema, required: RequiredNames): Schema {
  const names = new Set([...required, ...namesRequiredBy(document, schema)])
  return mapSubschemas(schema, ({ keyword, key, schema: inner }) => {
    if (keyword === 'properties') {
      const changed = acceptIn(document, inner, NO_NAMES)
      return names.has(key ?? '') ? changed : nullable(changed)
    }
    return acceptIn(document, inner, COMPOSING_KEYWORDS.has(keyword) ? names : NO_NAMES)
  })
}

/** Keywords whose schemas apply to the same value. */
const COMPOSING_KEYWORDS: ReadonlySet<string> = new Set(['allOf', 'anyOf', 'oneOf', 'if', 'then', 'else'])

/** Constraints that apply to null, too, so that adding null to `type` is not enough. */
const VALUE_KEYWORDS = ['const', 'anyOf', 'oneOf', 'allOf', 'not', 'if', '$ref']

function nullable(schema: Schema): Schema {
  const isPlain = !VALUE_KEYWORDS.some((keyword) => keyword in schema)
  return isPlain || schema.type === undefined ? allowNull(schema) : { anyOf: [schema, { type: 'null' }] }
}

/**
 * Finds the properties of components that only another part of an `allOf` in a request body requires.
 *
 * @returns names of properties, by component
 */
function namesRequiredByParts(document: OpenApiDocument): Map<string, Set<string>> {
  const found = new Map<string, Set<string>>()
  const seen = new Set<Schema>()
  requestBodies(document).forEach(visitParts)
  return found

  function visitParts(schema: Schema): void {
    const resolved = resolveSchema(document, schema)
    if (seen.has(resolved)) {
      return
    }
    seen.add(resolved)
    for (const { keyword, schema: inner } of subschemasOf(resolved)) {
      const component = referencedSchema(inner)
      if (component !== undefined && COMPOSING_KEYWORDS.has(keyword)) {
        const names = keyword === 'allOf' ? namesRequiredBy(document, resolved) : (resolved.required ?? [])
        found.set(component, new Set([...(found.get(component) ?? []), ...names]))
      }
      visitParts(inner)
    }
  }
}

/** @returns the properties that a schema or one of its parts requires */
function namesRequiredBy(
  document: Components,
  schema: Schema,
  seen: ReadonlySet<Schema> = new Set(),
): string[] {
  const resolved = resolveSchema(document, schema)
  if (seen.has(resolved)) {
    return []
  }
  const inside = new Set([...seen, resolved])
  const { required = [], allOf = [] } = resolved
  return [...required, ...allOf.flatMap((part) => namesRequiredBy(document, part, inside))]
}
