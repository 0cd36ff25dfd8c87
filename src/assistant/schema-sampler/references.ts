import type { Json, JsonObject } from '../../web/json/json.ts'
import { asObject, asObjects, asString } from '../../web/json/narrow.ts'
import { asSchema, type Subschema } from './context.ts'

/**
 * @param reference a local reference: `#`, `#/$defs/Node`, or `#node` for an anchor
 * @returns the referenced schema, or undefined if it does not exist or is not local
 */
export function resolveReference(reference: string, root: JsonObject): Subschema | undefined {
  if (!reference.startsWith('#')) {
    return undefined
  }
  const fragment = reference.slice(1)
  if (fragment !== '' && !fragment.startsWith('/')) {
    return anchorsOf(root).get(fragment)
  }
  const tokens = fragment.split('/').slice(1)
  const found = tokens.reduce<Json | undefined>((value, token) => {
    const key = decodeToken(token)
    if (Array.isArray(value)) {
      return value[Number(key)]
    }
    const members = asObject(value)
    return members !== undefined && Object.hasOwn(members, key) ? members[key] : undefined
  }, root)
  return asSchema(found)
}

/** Cached anchors by root schema. */
const anchorCache = new WeakMap<JsonObject, ReadonlyMap<string, JsonObject>>()

/** @returns the definitions that have an anchor, by its name */
function anchorsOf(root: JsonObject): ReadonlyMap<string, JsonObject> {
  const known = anchorCache.get(root)
  if (known !== undefined) {
    return known
  }
  const definitions = asObjects(
    Object.values({ ...asObject(root['definitions']), ...asObject(root['$defs']) }),
  )
  const anchors = new Map<string, JsonObject>()
  for (const definition of definitions) {
    const anchor = asString(definition['$anchor'])
    if (anchor !== undefined && !anchors.has(anchor)) {
      anchors.set(anchor, definition)
    }
  }
  anchorCache.set(root, anchors)
  return anchors
}

/** Decodes a token of a JSON Pointer in a URI fragment (RFC 6901, section 6). */
function decodeToken(token: string): string {
  const decoded = token.replaceAll('~1', '/').replaceAll('~0', '~')
  try {
    return decodeURIComponent(decoded)
  } catch {
    return decoded
  }
}

/** @returns the number of objects and arrays with all references expanded; cycles count once */
export function expandedSize(root: JsonObject): number {
  const sizes = new Map<Json, number>()
  const measure = (value: Json): number => {
    const known = sizes.get(value)
    if (known !== undefined) {
      return known
    }
    if (typeof value !== 'object' || value === null) {
      return 0
    }
    sizes.set(value, 0)
    const members = Array.isArray(value) ? value : Object.values(value)
    const reference = Array.isArray(value) ? undefined : asString(value['$ref'])
    const target = reference === undefined ? undefined : resolveReference(reference, root)
    const size =
      members.reduce<number>((sum, member) => sum + measure(member), 1) +
      (target === undefined ? 0 : measure(target))
    sizes.set(value, size)
    return size
  }
  return measure(root)
}
