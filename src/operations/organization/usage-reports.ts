import type { Json, JsonObject } from '../../web/json/json.ts'
import { asArray, asObject, asObjects } from '../../web/json/narrow.ts'
import { SECONDS_PER_DAY, SECONDS_PER_HOUR } from '../../web/time.ts'
import { hash } from '../../web/random/seeded-random.ts'
import type { Transform, TransformContext } from '../operation.ts'

/** Length of a bucket in seconds and the default `limit`, by `bucket_width` (API reference, "Usage"). */
const BUCKET_WIDTHS: Readonly<Record<string, { seconds: number; limit: number }>> = {
  '1m': { seconds: 60, limit: 60 },
  '1h': { seconds: SECONDS_PER_HOUR, limit: 24 },
  '1d': { seconds: SECONDS_PER_DAY, limit: 7 },
}
const DAILY = { seconds: SECONDS_PER_DAY, limit: 7 }

/** Age of the oldest usage in seconds; earlier buckets are not reported. */
const MAX_AGE_SECONDS = 180 * SECONDS_PER_DAY

/** Values of `group_by` fields that the request does not filter by. */
const GROUP_VALUES: Readonly<Record<string, readonly Json[]>> = {
  project_id: ['proj_6bQd2hVtYzK9mWcX1rLsJf4e', 'proj_H3nTqPz8vRkYc5WjXdGmB7aS'],
  user_id: ['user-8RwTq2LzXc6VbNmJ4hKdYp9s', 'user-Gf7KsWxE3cZnRv1TqYdHj5Lm'],
  api_key_id: ['key_W8sQz3LrXcVbNmJ4', 'key_Tq2ZxC6vBnMhKdYp'],
  model: ['gpt-5.4', 'gpt-5.4-mini'],
  batch: [false, true],
  service_tier: ['default', 'flex'],
  line_item: ['gpt-5.4, input', 'gpt-5.4, output'],
  size: ['1024x1024', '1024x1536'],
  source: ['image.generation', 'image.edit'],
  vector_store_id: ['vs_5c2f8e1a9b7d4036a8e1f2c3d4b5a697', 'vs_91d7a3c5e8f04b26b3c9d8e7f6a5b4c3'],
  context_level: ['medium', 'high'],
}

/**
 * Usage and cost reports: consecutive buckets from `start_time`, honoring `bucket_width` and `limit`. A bucket has the
 * same numbers in every report.
 */
export const usageReports: Transform = (answer, context) => {
  const example = asObject(asArray(answer['data'])[0])
  const [result] = asObjects(example?.['results'])
  if (example?.['object'] !== 'bucket' || result === undefined) {
    return answer
  }
  const { query, now } = context
  const { seconds, limit: defaultLimit } = BUCKET_WIDTHS[query.get('bucket_width') ?? ''] ?? DAILY
  const limit = Number(query.get('limit') ?? defaultLimit) || defaultLimit
  const from = alignToBucket(startTime(context), seconds)
  const until = Math.min(Number(query.get('end_time') ?? now) || now, now)
  const count = Math.max(0, Math.min(limit, Math.ceil((until - from) / seconds)))
  const next = from + count * seconds
  const hasMore = next < until
  return {
    ...answer,
    data: Array.from({ length: count }, (_, index) => {
      const start = from + index * seconds
      return {
        ...example,
        start_time: start,
        end_time: start + seconds,
        results: bucketResults(start, result, context),
      }
    }),
    has_more: hasMore,
    next_page: hasMore ? `page_${btoa(String(next))}` : null,
  }
}

function startTime({ query, now }: TransformContext): number {
  const page = /^page_([A-Za-z0-9+/=]+)$/.exec(query.get('page') ?? '')?.[1]
  const start = page === undefined ? Number(query.get('start_time')) : decodePageCursor(page)
  return Math.min(now, Math.max(Number.isFinite(start) ? start : 0, now - MAX_AGE_SECONDS))
}

function decodePageCursor(page: string): number {
  try {
    return Number(atob(page))
  } catch {
    return NaN
  }
}

/** Rounds down to the full minute, hour or day (UTC). */
function alignToBucket(time: number, seconds: number): number {
  return Math.floor(time / seconds) * seconds
}

function bucketResults(
  start: number,
  result: JsonObject,
  { query, operation }: TransformContext,
): JsonObject[] {
  const groups = queryValues(query, 'group_by').filter((name) => name in result)
  const results = groups.length === 0 ? 1 : 2
  return Array.from({ length: results }, (_, index) => {
    const factor = 1 + ((hash(`${operation.route.id} ${start} ${index}`) >>> 8) % 9)
    const groupEntries = groups.map((name): [string, Json] => [name, groupValue(query, name, index)])
    return { ...asObject(scaleCounts(result, factor)), ...Object.fromEntries(groupEntries) }
  })
}

/** A filter supplies the group values: `models=a,b` groups by `a` and `b`. */
function groupValue(query: URLSearchParams, name: string, index: number): Json {
  const filterValues = queryValues(query, `${name}s`)
  const values = filterValues.length > 0 ? filterValues : (GROUP_VALUES[name] ?? [null])
  return values[index % values.length] ?? null
}

function queryValues(query: URLSearchParams, name: string): string[] {
  return [...query.getAll(name), ...query.getAll(`${name}[]`)].flatMap((value) => value.split(','))
}

/** Multiplies all counts by one factor, so that totals still add up. */
function scaleCounts(value: Json, factor: number): Json {
  if (typeof value === 'number') {
    return Math.round(value * factor * 100) / 100
  }
  const object = asObject(value)
  return object === undefined
    ? value
    : Object.fromEntries(Object.entries(object).map(([name, member]) => [name, scaleCounts(member, factor)]))
}
