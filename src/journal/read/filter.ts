import { type ApiError, apiError } from '../../openai/errors.ts'
import { selectsOperation } from '../../patches/document/operation-selector.ts'
import type { RequestFilter } from '../types.ts'
import type { RequestRecord } from '../record.ts'

const DEFAULT_LIMIT = 50
const MAX_LIMIT = 1000

/**
 * Reads a filter from query parameters.
 *
 * @throws {import('../../openai/errors.ts').ApiError} 400 if a value is invalid
 */
export function readFilter(query: URLSearchParams): RequestFilter {
  const status = query.get('status') ?? undefined
  if (status !== undefined && !/^[1-5](?:\d\d|xx)$/i.test(status)) {
    throw invalidParameter('status', status, 'a status such as 429 or 4xx')
  }
  return {
    operation: query.get('operation') ?? undefined,
    status,
    test: query.get('test') ?? undefined,
    limit: readNumber(query, 'limit', { min: 1, max: MAX_LIMIT }),
    before: readNumber(query, 'before', { min: 0, max: Number.MAX_SAFE_INTEGER }),
  }
}

function readNumber(
  query: URLSearchParams,
  name: string,
  { min, max }: { min: number; max: number },
): number | undefined {
  const text = query.get(name)
  if (text === null) {
    return undefined
  }
  const value = /^\d{1,16}$/.test(text) ? Number(text) : Number.NaN
  if (!(value >= min && value <= max)) {
    throw invalidParameter(name, text, `a whole number from ${min} to ${max}`)
  }
  return value
}

function invalidParameter(name: string, value: string, expected: string): ApiError {
  return apiError(400, `Invalid ${name}: '${value}'. Expected ${expected}.`, {
    code: 'invalid_value',
    param: name,
  })
}

/**
 * @param records newest first
 * @returns the selected records, newest first, and whether older ones follow
 */
export function filterRecords(
  records: readonly RequestRecord[],
  { operation, status, test, limit = DEFAULT_LIMIT, before }: RequestFilter,
): { selected: RequestRecord[]; hasMore: boolean } {
  const found = records.filter(
    (record) =>
      (before === undefined || record.seq < before) &&
      (operation === undefined ||
        (record.route !== undefined && selectsOperation(operation, record.route))) &&
      (status === undefined || hasStatus(record, status)) &&
      (test === undefined || record.see().headers['x-mock-test'] === test),
  )
  return { selected: found.slice(0, limit), hasMore: found.length > limit }
}

function hasStatus(record: RequestRecord, status: string): boolean {
  return status.slice(1).toLowerCase() === 'xx'
    ? String(record.status).startsWith(status.slice(0, 1))
    : String(record.status) === status
}
