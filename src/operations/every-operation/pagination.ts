import type { CataloguedOperation } from '../../catalogue/catalogue.ts'
import { isRecord } from '../../web/json/is-record.ts'
import type { Json, JsonObject } from '../../web/json/json.ts'
import { objectsIn, stringIn } from '../../web/json/narrow.ts'
import type { Adapter } from '../operation.ts'

/** Query parameters that select a page rather than filter items. */
const PAGING = new Set(['limit', 'order', 'order_by', 'after', 'before', 'page', 'include'])

/**
 * Applies `limit`, `order`, `after` and `before`, and filters by parameters that are named like an item property. The
 * same path has the same items for every page size, and paging ends.
 */
export const list: Adapter = (answer, { query, operation }) => {
  if (!('has_more' in answer) || operation.route.method !== 'GET') {
    return answer
  }
  const all = objectsIn(answer['data'])
  if (all.length === 0 || all[0]?.['object'] === 'bucket') {
    return answer
  }
  const chosen = all.filter((item) => isWanted(item, query))
  const ordered = orderOf(query, operation).startsWith('asc') ? chosen.toReversed() : chosen
  const { items, hasMore } = page(ordered, query)
  return {
    ...answer,
    data: items,
    ...('first_id' in answer && { first_id: cursorOf(items.at(0)) }),
    ...('last_id' in answer && { last_id: cursorOf(items.at(-1)) }),
    has_more: hasMore,
    ...('next_page' in answer && { next_page: null }),
    ...('next' in answer && { next: hasMore ? cursorOf(items.at(-1)) : null }),
  }
}

/** The requested order; defaults to the document's default, then to newest first. */
function orderOf(query: URLSearchParams, { prism }: CataloguedOperation): string {
  const order = prism.request?.query?.find(({ name }) => name === 'order')
  const fallback: unknown = isRecord(order?.schema) ? order.schema['default'] : undefined
  return query.get('order') ?? (typeof fallback === 'string' ? fallback : 'desc')
}

/** Comparisons of times: `effective_at[gte]=1741569952`. */
const BOUNDS: Readonly<Record<string, (has: number, bound: number) => boolean>> = {
  gt: (has, bound) => has > bound,
  gte: (has, bound) => has >= bound,
  lt: (has, bound) => has < bound,
  lte: (has, bound) => has <= bound,
}

/** Whether an item passes the query's filters, such as `status=failed`; vector stores name it `filter`. */
function isWanted(item: JsonObject, query: URLSearchParams): boolean {
  return [...query].every(([name, value]) => {
    const [, property = name, key] = /^(\w+)\[(\w*)\]$/.exec(name) ?? []
    if (PAGING.has(property)) {
      return true
    }
    const has = item[property === 'filter' ? 'status' : property]
    const bound = BOUNDS[key ?? '']
    if (bound !== undefined && typeof has === 'number') {
      return bound(has, Number(value))
    }
    const choice = has === undefined ? chosenBy(property, item) : undefined
    if (choice !== undefined) {
      return [...query.getAll(property), ...query.getAll(`${property}[]`)].includes(choice)
    }
    const compared = key !== undefined && isRecord(has) ? (has[key] ?? null) : has
    return compared === undefined || typeof compared === 'object'
      ? key === undefined || key === '' || compared !== null
      : String(compared) === value
  })
}

/**
 * The item's value that a plural parameter filters by: `emails` its `email`, `event_types` its `type`, `actor_emails`
 * the `email` nested in its `actor`.
 */
function chosenBy(plural: string, item: JsonObject): string | undefined {
  const [, holder = '', property] = /^(?:(\w+)_)?([a-z]+)s$/.exec(plural) ?? []
  return property === undefined
    ? undefined
    : (stringWithin(item[holder], property) ?? (property === 'id' ? undefined : stringIn(item[property])))
}

function stringWithin(value: unknown, property: string): string | undefined {
  if (!isRecord(value)) {
    return undefined
  }
  const own = value[property]
  return typeof own === 'string'
    ? own
    : Object.values(value).reduce<string | undefined>(
        (found, inner) => found ?? stringWithin(inner, property),
        undefined,
      )
}

/** The cursor of an item: its id. */
function cursorOf(item: JsonObject | undefined): Json {
  return stringIn(item?.['id']) ?? stringIn(item?.['group_id']) ?? null
}

function page(items: JsonObject[], query: URLSearchParams): { items: JsonObject[]; hasMore: boolean } {
  const limit = Math.max(1, Number(query.get('limit') ?? items.length) || items.length)
  const positionOf = (id: string) => items.findIndex((item) => cursorOf(item) === id)
  const after = query.get('after')
  const before = query.get('before')
  // An unknown `after` returns an empty page, so that paging ends.
  const start = after === null ? 0 : positionOf(after) + 1 || items.length
  const end = before === null ? items.length : Math.max(start, positionOf(before))
  const rest = items.slice(start, end)
  return { items: rest.slice(0, limit), hasMore: rest.length > limit }
}
