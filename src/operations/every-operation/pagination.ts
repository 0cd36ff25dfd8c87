import type { CataloguedOperation } from '../../catalogue/catalogue.ts'
import { isRecord } from '../../web/json/is-record.ts'
import type { Json, JsonObject } from '../../web/json/json.ts'
import { asObjects, asString } from '../../web/json/narrow.ts'

/** Query parameters that select a page rather than filter items. */
const PAGING_PARAMETERS = new Set(['limit', 'order', 'order_by', 'after', 'before', 'page', 'include'])

/** The parts of a request that select a page. */
export interface PageRequest {
  operation: CataloguedOperation
  query: URLSearchParams
}

/**
 * @param items all items, newest first
 * @returns the list with the requested page of them
 */
export function pageOfItems(items: JsonObject[], request: PageRequest): JsonObject {
  const list = { object: 'list', data: items, first_id: null, last_id: null, has_more: false }
  return paginate(list, request)
}

/**
 * Applies `limit`, `order`, `after` and `before`, and filters by parameters that are named like an item property. The
 * same path has the same items for every page size, and paging ends.
 */
export const paginate = (answer: JsonObject, { query, operation }: PageRequest): JsonObject => {
  if (!('has_more' in answer) || operation.route.method !== 'GET') {
    return answer
  }
  const all = asObjects(answer['data'])
  if (all.length === 0 || all[0]?.['object'] === 'bucket') {
    return answer
  }
  const filtered = all.filter((item) => matchesFilters(item, query))
  const ordered = sortOrder(query, operation).startsWith('asc') ? filtered.toReversed() : filtered
  const { items, hasMore } = slicePage(ordered, query)
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
export function sortOrder(query: URLSearchParams, { prism }: CataloguedOperation): string {
  const order = prism.request?.query?.find(({ name }) => name === 'order')
  const fallback: unknown = isRecord(order?.schema) ? order.schema['default'] : undefined
  return query.get('order') ?? (typeof fallback === 'string' ? fallback : 'desc')
}

/** Comparisons of times: `effective_at[gte]=1741569952`. */
const COMPARISONS: Readonly<Record<string, (has: number, bound: number) => boolean>> = {
  gt: (has, bound) => has > bound,
  gte: (has, bound) => has >= bound,
  lt: (has, bound) => has < bound,
  lte: (has, bound) => has <= bound,
}

/** Whether an item passes the query's filters, such as `status=failed`; vector stores name it `filter`. */
export function matchesFilters(item: JsonObject, query: URLSearchParams): boolean {
  return [...query].every(([name, value]) => {
    const [, property = name, key] = /^(\w+)\[([^\]]*)\]$/.exec(name) ?? []
    if (PAGING_PARAMETERS.has(property)) {
      return true
    }
    const actual = item[property === 'filter' ? 'status' : property]
    const compare = COMPARISONS[key ?? '']
    if (compare !== undefined && typeof actual === 'number') {
      return compare(actual, Number(value))
    }
    const candidate = actual === undefined ? valueForPlural(property, item) : undefined
    if (candidate !== undefined) {
      return [...query.getAll(property), ...query.getAll(`${property}[]`)].includes(candidate)
    }
    const compared = key !== undefined && isRecord(actual) ? (actual[key] ?? null) : actual
    const isComparable = compared === null || typeof compared !== 'object'
    return compared === undefined || !isComparable || isSame(String(compared), value)
  })
}

/** Whether a value is the filter's; models are stored by their snapshot: `gpt-4o` matches `gpt-4o-2024-08-06`. */
function isSame(actual: string, value: string): boolean {
  const isSnapshot = /^-\d{4}-\d{2}-\d{2}$/.test(actual.slice(value.length)) && actual.startsWith(value)
  return actual === value || isSnapshot
}

/**
 * The item's value that a plural parameter filters by: `emails` its `email`, `event_types` its `type`, `actor_emails`
 * the `email` nested in its `actor`.
 */
function valueForPlural(plural: string, item: JsonObject): string | undefined {
  const [, parent = '', property] = /^(?:(\w+)_)?([a-z]+)s$/.exec(plural) ?? []
  return property === undefined
    ? undefined
    : (findString(item[parent], property) ?? (property === 'id' ? undefined : asString(item[property])))
}

function findString(value: unknown, property: string): string | undefined {
  if (!isRecord(value)) {
    return undefined
  }
  const own = value[property]
  return typeof own === 'string'
    ? own
    : Object.values(value).reduce<string | undefined>(
        (found, inner) => found ?? findString(inner, property),
        undefined,
      )
}

/** The cursor of an item: its id. */
export function cursorOf(item: JsonObject | undefined): Json {
  return asString(item?.['id']) ?? asString(item?.['group_id']) ?? null
}

function slicePage(items: JsonObject[], query: URLSearchParams): { items: JsonObject[]; hasMore: boolean } {
  const limit = Math.max(1, Number(query.get('limit') ?? items.length) || items.length)
  const positionOf = (id: string) => items.findIndex((item) => cursorOf(item) === id)
  const after = query.get('after')
  const before = query.get('before')
  // An unknown `after` stands before the last item: the page has an item, and paging ends.
  const known = after === null ? 0 : positionOf(after) + 1
  const start = after !== null && known === 0 ? Math.max(0, items.length - 1) : known
  const end = before === null ? items.length : Math.max(start, positionOf(before))
  const rest = items.slice(start, end)
  return { items: rest.slice(0, limit), hasMore: rest.length > limit }
}
