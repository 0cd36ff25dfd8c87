import type { JsonObject } from '../catalogue/types.ts'
import { identifierLike } from '../openai/identifiers.ts'
import { seededRandom } from '../openai/seeded-random.ts'
import type { Adapter } from './adapter.ts'
import { numberIn, objectsIn, stringIn } from './read-json.ts'

/** A list has at least so many items: enough to see an order and to turn a page. */
const FEWEST_ITEMS = 3

const SECONDS_BETWEEN_ITEMS = 3600

/**
 * Lists hold more than one item and honour `limit`, `order`, `after` and `before`: the same items for the same path,
 * however they are paged through, and an end.
 */
export const list: Adapter = (answer, { query, operation, pathParameters }) => {
  const examples = objectsIn(answer['data'])
  if (!('has_more' in answer) || examples.length === 0) {
    return answer
  }
  const all = itemsLike(examples, `${operation.route.id} ${JSON.stringify(pathParameters)}`)
  const ordered = query.get('order') === 'asc' ? all.toReversed() : all
  const { items, hasMore } = page(ordered, query)
  return {
    ...answer,
    data: items,
    ...('first_id' in answer && { first_id: items.at(0)?.['id'] ?? null }),
    ...('last_id' in answer && { last_id: items.at(-1)?.['id'] ?? null }),
    has_more: hasMore,
    ...('next_page' in answer && { next_page: null }),
  }
}

/** Items without an id, such as buckets of a report, are left as they are. */
function itemsLike(examples: JsonObject[], seed: string): JsonObject[] {
  const [first] = examples
  const firstId = stringIn(first?.['id'])
  if (first === undefined || firstId === undefined) {
    return examples
  }
  const distinct = [...new Map(examples.map((item) => [item['id'], item])).values()]
  const random = seededRandom(seed)
  const added = Array.from({ length: Math.max(0, FEWEST_ITEMS - distinct.length) }, (_, index) => {
    const age = (index + 1) * SECONDS_BETWEEN_ITEMS
    const created = numberIn(first['created_at'])
    return {
      ...first,
      id: identifierLike(firstId, random),
      ...(created !== undefined && { created_at: created - age }),
    }
  })
  return [...distinct, ...added]
}

function page(items: JsonObject[], query: URLSearchParams): { items: JsonObject[]; hasMore: boolean } {
  const limit = Math.max(1, Number(query.get('limit') ?? items.length) || items.length)
  const positionOf = (id: string) => items.findIndex((item) => item['id'] === id)
  const after = query.get('after')
  const before = query.get('before')
  // After an item that is not in the list, there is nothing: a client that pages on comes to an end.
  const start = after === null ? 0 : positionOf(after) + 1 || items.length
  const end = before === null ? items.length : Math.max(start, positionOf(before))
  const rest = items.slice(start, end)
  return { items: rest.slice(0, limit), hasMore: rest.length > limit }
}
