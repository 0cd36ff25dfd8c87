import { requestBodies, responseBodies } from './body-schemas.ts'
import { isAssignable } from '../document/assignable.ts'
import {
  type Json,
  type OpenApiDocument,
  referencedSchema,
  resolveSchema,
  type Schema,
} from '../document/document.ts'
import { mapValues } from '../records.ts'
import { subschemasOf } from '../document/map-schemas.ts'
import { propertiesOf, requiredOf } from '../document/properties.ts'
import { flattenUnion, unionOf } from '../document/unions.ts'

/** Members that the service sets, and that clients may omit when they send an item back. */
const SET_BY_THE_SERVICE = ['id', 'status']

/**
 * Lets clients send every output item back as input. Clients omit `id` and `status`, and members that may be null. The
 * document declares many input items as if the service had sent them.
 *
 * An item is an alternative of a union that has an `id` and a `type` of its own. If a union of a request shares a
 * component with a union of a response, it has all items of that union after this step.
 *
 * @param document a normalized document (not mutated)
 */
export function acceptHistory(document: OpenApiDocument): OpenApiDocument {
  const answered = unionsOf(document, responseBodies(document)).map(({ branches }) =>
    itemsOf(document, branches),
  )
  const unions: Record<string, Schema> = {}
  const components = new Set<string>()
  for (const { component, branches } of unionsOf(document, requestBodies(document))) {
    const known = itemsOf(document, branches)
    const items = answered.filter((union) => sharesComponent(known, union)).flat()
    const missing = missingItems(known, items)
    if (component !== undefined && items.length > 0) {
      unions[component] = { anyOf: [...branches, ...missing.map(({ reference }) => reference)] }
      const history = [...known.filter((each) => items.some((item) => sharesType(each, item))), ...missing]
      history
        .flatMap(({ reference }) => componentsOf(document, reference))
        .forEach((name) => components.add(name))
    }
  }
  const schemas = mapValues(document.components?.schemas ?? {}, (schema, name) =>
    components.has(name) ? withOptionalMembers(document, schema) : (unions[name] ?? schema),
  )
  return { ...document, components: { ...document.components, schemas } }

  /** The items that no known item of the same type accepts, each once. */
  function missingItems(known: readonly Item[], items: readonly Item[]): Item[] {
    const missing: Item[] = []
    for (const item of items) {
      const accepting = [...known, ...missing].filter((each) => sharesType(each, item))
      const values = { schema: flattened(document, item.reference), depth: 0 }
      if (!accepting.some((each) => isAssignable(document, flattened(document, each.reference), values))) {
        missing.push(item)
      }
    }
    return missing
  }
}

/** A union that is not part of another union, with its flattened alternatives. */
interface LocatedUnion {
  /** The component that is the union; undefined for an inline union. */
  component: string | undefined
  branches: Schema[]
}

/** @returns the unions of objects below the root schemas, each once */
function unionsOf(document: OpenApiDocument, roots: readonly Schema[]): LocatedUnion[] {
  const found: LocatedUnion[] = []
  const seen = new Set<Schema>()
  roots.forEach(visit)
  return found

  function visit(schema: Schema): void {
    const resolved = resolveSchema(document, schema)
    if (seen.has(resolved)) {
      return
    }
    seen.add(resolved)
    if (unionOf(resolved) === undefined) {
      subschemasOf(resolved).forEach((inner) => visit(inner.schema))
      return
    }
    const branches = flattenUnion(schema, (part) => unionOf(resolveSchema(document, part)))
    found.push({ component: referencedSchema(schema), branches })
    branches.forEach(visit)
  }
}

/** An alternative of a union that is a component, with the values of its `type`. */
interface Item {
  reference: Schema
  types: readonly Json[]
}

function itemsOf(document: OpenApiDocument, branches: readonly Schema[]): Item[] {
  return branches.flatMap((reference) => {
    const { id, type } = propertiesOf(document, reference)
    const types = type === undefined ? undefined : resolveSchema(document, type).enum
    const isItem = referencedSchema(reference) !== undefined && id !== undefined
    return isItem && types !== undefined ? [{ reference, types }] : []
  })
}

function sharesComponent(some: readonly Item[], others: readonly Item[]): boolean {
  return some.some(({ reference }) => others.some((other) => other.reference.$ref === reference.$ref))
}

function sharesType(one: Item, other: Item): boolean {
  return one.types.some((type) => other.types.includes(type))
}

/** @returns the components that an item consists of: its own, and those of its `allOf` parts */
function componentsOf(document: OpenApiDocument, schema: Schema): string[] {
  const name = referencedSchema(schema)
  const parts = resolveSchema(document, schema).allOf ?? []
  return [...(name === undefined ? [] : [name]), ...parts.flatMap((part) => componentsOf(document, part))]
}

/** An item as clients may send it, without `allOf`. */
function flattened(document: OpenApiDocument, reference: Schema): Schema {
  const { required = [] } = withOptionalMembers(document, {
    ...resolveSchema(document, reference),
    required: requiredOf(document, reference),
  })
  return { type: 'object', properties: propertiesOf(document, reference), required }
}

/**
 * Makes `id`, `status` and members that may be null optional. An item whose `type` is optional keeps its `id`, such as a
 * reference to an item: without both, it would accept every object.
 */
function withOptionalMembers(
  document: OpenApiDocument,
  schema: Schema,
  isTyped = requiredOf(document, schema).includes('type'),
): Schema {
  const { required, allOf } = schema
  const properties = propertiesOf(document, schema)
  const isOptional = (name: string) =>
    SET_BY_THE_SERVICE.includes(name)
      ? isTyped || name !== 'id'
      : acceptsNull(document, properties[name] ?? {})
  return {
    ...schema,
    ...(required && { required: required.filter((name) => !isOptional(name)) }),
    ...(allOf && {
      allOf: allOf.map((part) =>
        part.$ref === undefined ? withOptionalMembers(document, part, isTyped) : part,
      ),
    }),
  }
}

function acceptsNull(document: OpenApiDocument, schema: Schema): boolean {
  const alternatives = flattenUnion(schema, (part) => unionOf(resolveSchema(document, part)))
  return alternatives.some((part) => [resolveSchema(document, part).type].flat().includes('null'))
}
