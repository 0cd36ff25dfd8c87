import type { JsonObject } from '../web/json/json.ts'
import { KEPT_COLUMNS, type Kept } from './kept.ts'
import type { SqlValue } from './sql.ts'

/** Selects one page of a collection. */
export interface PageQuery {
  family: string
  parent: string
  /** By the order of creation. */
  order: 'asc' | 'desc'
  /** Maximum number of items. */
  limit: number
  /** The page starts after the item with this id, which may be deleted. An unknown id selects the last item. */
  after?: string | undefined
  /** The page ends before the item with this id, which may be deleted. Unknown ids select no limit. */
  before?: string | undefined
  /** Filters items; defaults to all. */
  matches?: (body: JsonObject) => boolean
}

/** One page of a collection. */
export interface Page {
  items: Kept[]
  /** Whether there are more items beyond the page, in the direction of paging. */
  hasMore: boolean
}

/** Rows per query while filtering. */
const MAX_ROWS_PER_QUERY = 200

/** Runs a query over the table `objects`. */
type Find = (query: string, ...values: readonly SqlValue[]) => Kept[]

/** Reads one page. The time depends on the page, not on the size of the collection, unless items are filtered. */
export function readPage(find: Find, query: PageQuery): Page {
  const { family, parent, order, limit, after, before, matches = () => true } = query
  const positionOf = (id: string | undefined): number | undefined =>
    id === undefined
      ? undefined
      : find(
          `SELECT ${KEPT_COLUMNS} FROM objects WHERE family = ? AND parent = ? AND id = ?`,
          family,
          parent,
          id,
        )[0]?.seq
  const start = positionOf(after)
  if (after !== undefined && start === undefined) {
    const isAscending = order !== 'asc'
    return {
      items: take(find, { family, parent, isAscending, bounds: [], count: 1, matches }),
      hasMore: false,
    }
  }
  const end = positionOf(before)
  // With only `before`, the page is the one that ends there.
  const isBackwards = start === undefined && end !== undefined
  const isAscending = (order === 'asc') !== isBackwards
  const bounds: { condition: string; value: number }[] = [
    ...(start === undefined ? [] : [{ condition: order === 'asc' ? 'seq > ?' : 'seq < ?', value: start }]),
    ...(end === undefined ? [] : [{ condition: order === 'asc' ? 'seq < ?' : 'seq > ?', value: end }]),
  ]
  const found = take(find, { family, parent, isAscending, bounds, count: limit + 1, matches })
  const items = found.slice(0, limit)
  return { items: isBackwards ? items.toReversed() : items, hasMore: found.length > limit }
}

interface Scan {
  family: string
  parent: string
  isAscending: boolean
  bounds: readonly { condition: string; value: number }[]
  /** Number of matching items to find. */
  count: number
  matches: (body: JsonObject) => boolean
}

function take(find: Find, { family, parent, isAscending, bounds, count, matches }: Scan): Kept[] {
  const found: Kept[] = []
  const rows = Math.min(count, MAX_ROWS_PER_QUERY)
  let last: number | undefined
  for (;;) {
    const conditions = [
      'family = ? AND parent = ? AND gone = 0',
      ...bounds.map(({ condition }) => condition),
      ...(last === undefined ? [] : [isAscending ? 'seq > ?' : 'seq < ?']),
    ].join(' AND ')
    const page = find(
      `SELECT ${KEPT_COLUMNS} FROM objects WHERE ${conditions} ORDER BY seq ${isAscending ? 'ASC' : 'DESC'} LIMIT ${rows}`,
      family,
      parent,
      ...bounds.map(({ value }) => value),
      ...(last === undefined ? [] : [last]),
    )
    found.push(...page.filter(({ body }) => matches(body)))
    if (page.length < rows || found.length >= count) {
      return found.slice(0, count)
    }
    last = page.at(-1)?.seq
  }
}
