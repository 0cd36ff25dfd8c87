import { idPrefixOf } from '../../../src/openai/id-formats.ts'
import { identifierLike } from '../../../src/openai/ids.ts'
import { seededRandom } from '../../../src/web/random/seeded-random.ts'
import { isObject, type Json, type JsonObject } from '../../document/document.ts'
import { kindOf } from './object-kind.ts'
import { moved } from './timestamps.ts'
import { PEOPLE, VARIANTS } from './sample-data.ts'

/** Number of items in a list: enough to show the order and to paginate. */
const ITEMS = 3

const HOUR = 3600
const DAY = 24 * HOUR

/** Ids that refer to a common parent and are the same in every item of a list. */
const SHARED = new Set([
  'organization_id',
  'thread_id',
  'assistant_id',
  'vector_store_id',
  'container_id',
  'eval_id',
])

/**
 * Expands a list to several items that differ like real ones: ids, names, contents, and descending times.
 *
 * @param items the items of an example, at least one
 * @param path path of the operation; organization settings are days apart, everything else hours
 */
export function severalItems(items: JsonObject[], path: string): JsonObject[] {
  const [first] = items
  if (first === undefined || idOf(first) === undefined) {
    return items
  }
  const distinct = [...new Map(items.map((item) => [idOf(item), item])).values()].slice(0, ITEMS)
  const step = path.startsWith('/organization') || path.startsWith('/projects') ? 9 * DAY : HOUR
  const newest = timeOf(first)
  return Array.from({ length: ITEMS }, (_, index) => {
    const example = distinct[index] ?? first
    const like = distinct[index] === undefined ? reidentified(first, index) : example
    const shift = newest - index * step - timeOf(like)
    return varied(moved(like, Number.isFinite(shift) ? shift : 0) as JsonObject, index)
  })
}

/** Identifies an item; groups of a project have no `id`. */
function idOf({ id, group_id: group }: JsonObject): Json | undefined {
  return id ?? group
}

function timeOf(item: JsonObject): number {
  return Number(item['created_at'] ?? item['created'] ?? item['added_at'] ?? item['effective_at'] ?? NaN)
}

/** Copies an object with new ids, except those of shared parents. */
function reidentified(item: JsonObject, index: number): JsonObject {
  const change = (value: Json, name: string): Json => {
    if (Array.isArray(value)) {
      return value.map((member) => change(member, name))
    }
    if (isObject(value)) {
      return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, change(member, key)]))
    }
    const isId = typeof value === 'string' && (name === 'id' || idPrefixOf(value) !== undefined)
    if (!isId || SHARED.has(name)) {
      return value
    }
    const numbered = /^(.+-)0$/.exec(value)?.[1]
    return numbered === undefined
      ? identifierLike(value, seededRandom(`${value} ${index}`))
      : `${numbered}${index}`
  }
  return change(item, '') as JsonObject
}

function varied(item: JsonObject, index: number): JsonObject {
  const kind = kindOf(item)
  const change = (value: Json, path: string): Json => {
    const variants = VARIANTS[`${kind}.${path}`]
    const variant = variants?.[index % variants.length]
    if (variant !== undefined && (value === null || typeof variant === typeof value)) {
      return variant
    }
    if (Array.isArray(value)) {
      return value.map((member) => change(member, path))
    }
    return isObject(value) ? changeMembers(value, path) : value
  }
  const changeMembers = (object: JsonObject, path: string): JsonObject => {
    const changed = Object.fromEntries(
      Object.entries(object).map(([name, value]) => [
        name,
        change(value, path === '' ? name : `${path}.${name}`),
      ]),
    )
    return typeof object['email'] === 'string' ? { ...changed, ...personAt(object, index) } : changed
  }
  return changeMembers(item, '')
}

function personAt(object: JsonObject, index: number): JsonObject {
  const [name, email] = PEOPLE[index % PEOPLE.length] ?? []
  return {
    ...(name !== undefined && typeof object['name'] === 'string' && { name }),
    ...(email !== undefined && { email }),
  }
}
