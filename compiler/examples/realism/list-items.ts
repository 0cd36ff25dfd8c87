import { idPrefixOf } from '../../../src/openai/id-formats.ts'
import { similarIdentifier } from '../../../src/openai/ids.ts'
import { seededRandom } from '../../../src/web/random/seeded-random.ts'
import { isObject, type Json, type JsonObject } from '../../document/document.ts'
import { mapValues } from '../../records.ts'
import { objectKindOf } from './object-kind.ts'
import { shiftTimestamps } from './timestamps.ts'
import { memberAt, ITEM_VARIANTS } from './sample-data.ts'

/** Number of items in a list: enough to show the order and to paginate. */
const LIST_LENGTH = 3

const HOUR = 3600
const DAY = 24 * HOUR

/** Ids that refer to a common parent and are the same in every item of a list. */
const SHARED_ID_FIELDS = new Set([
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
export function expandItems(items: JsonObject[], path: string): JsonObject[] {
  const [first] = items
  if (first === undefined || itemId(first) === undefined) {
    return items
  }
  const distinct = [...new Map(items.map((item) => [itemId(item), item])).values()].slice(0, LIST_LENGTH)
  const step = path.startsWith('/organization') || path.startsWith('/projects') ? 9 * DAY : HOUR
  const newest = itemTime(first)
  return Array.from({ length: LIST_LENGTH }, (_, index) => {
    const example = distinct[index] ?? first
    const template = distinct[index] === undefined ? withNewIds(first, index) : example
    const shift = newest - index * step - itemTime(template)
    return withVariants(shiftTimestamps(template, Number.isFinite(shift) ? shift : 0), index)
  })
}

/** Identifies an item; groups of a project have no `id`. */
function itemId({ id, group_id: group }: JsonObject): Json | undefined {
  return id ?? group
}

function itemTime(item: JsonObject): number {
  return Number(item['created_at'] ?? item['created'] ?? item['added_at'] ?? item['effective_at'] ?? NaN)
}

/** Copies an object with new ids, except those of shared parents. */
function withNewIds(item: JsonObject, index: number): JsonObject {
  const change = (value: Json, name: string): Json => {
    if (Array.isArray(value)) {
      return value.map((member) => change(member, name))
    }
    if (isObject(value)) {
      return mapValues(value, change)
    }
    const isId = typeof value === 'string' && (name === 'id' || idPrefixOf(value) !== undefined)
    if (!isId || SHARED_ID_FIELDS.has(name)) {
      return value
    }
    const numbered = /^(.+-)0$/.exec(value)?.[1]
    return numbered === undefined
      ? similarIdentifier(value, seededRandom(`${value} ${index}`))
      : `${numbered}${index}`
  }
  return mapValues(item, change)
}

function withVariants(item: JsonObject, index: number): JsonObject {
  const kind = objectKindOf(item)
  const change = (value: Json, path: string): Json => {
    const variants = ITEM_VARIANTS[`${kind}.${path}`]
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
  const { name, email } = memberAt(index)
  return typeof object['name'] === 'string' ? { name, email } : { email }
}
