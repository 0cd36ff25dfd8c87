import { apiError } from '../../openai/errors.ts'
import { selectsOperation } from '../../patches/document/operation-selector.ts'
import { ellipsize } from '../../web/truncate.ts'
import type { Journal } from '../journal.ts'
import { viewRecord } from '../read/view-record.ts'
import type { RequestRecord } from '../record.ts'
import type { CompiledExpectation } from './expectation.ts'

const MAX_QUOTE_LENGTH = 200

/** @returns the records that an expectation selects, in the same order */
export function findRecords(
  records: readonly RequestRecord[],
  expectation: Pick<CompiledExpectation, 'operation' | 'when'>,
): RequestRecord[] {
  return records.filter((record) => isSelected(record, expectation) && matches(record, expectation))
}

/**
 * Counts the recorded requests that match, and waits for more of them if the expectation allows it.
 *
 * @returns their number
 * @throws {import('../../openai/errors.ts').ApiError} 422 if the number differs, with the nearest request
 */
export async function verifyRequests(journal: Journal, expectation: CompiledExpectation): Promise<number> {
  const { atLeast, atMost, within } = expectation
  const count = (): number => findRecords(journal.newestFirst(), expectation).length
  let found = count()
  // More requests cannot help once there are too many; too few may become enough.
  if (found < atLeast && within > 0) {
    found = await waitUntil(journal, { within, count, enough: atLeast })
  }
  if (found < atLeast || found > atMost) {
    const message = failureMessage(journal, expectation, found)
    throw apiError(422, message, { code: 'verification_failed' })
  }
  return found
}

interface Wait {
  within: number
  count: () => number
  enough: number
}

function waitUntil(journal: Journal, { within, count, enough }: Wait): Promise<number> {
  return new Promise((resolve) => {
    let end = (): void => {}
    const timer = setTimeout(() => end(), within)
    const unsubscribe = journal.subscribe(() => {
      if (count() >= enough) {
        end()
      }
    })
    end = () => {
      clearTimeout(timer)
      unsubscribe()
      resolve(count())
    }
  })
}

function isSelected(
  { route }: RequestRecord,
  { operation }: Pick<CompiledExpectation, 'operation'>,
): boolean {
  return operation === undefined || (route !== undefined && selectsOperation(operation, route))
}

function matches(record: RequestRecord, { when }: Pick<CompiledExpectation, 'when'>): boolean {
  return when === undefined || when.matches(viewRecord(record))
}

function failureMessage(journal: Journal, expectation: CompiledExpectation, found: number): string {
  const { operation, conditions } = expectation
  const records = journal.newestFirst()
  const selected = records.filter((record) => isSelected(record, expectation))
  const scope = operation === undefined ? '' : ` to ${[operation].flat().join(', ')}`
  const condition =
    conditions === undefined ? '' : ` that match ${ellipsize(JSON.stringify(conditions), MAX_QUOTE_LENGTH)}`
  const candidates =
    conditions === undefined ? '' : ` among ${selected.length} ${plural(selected.length, 'request')}${scope}`
  return [
    `Expected ${expectedNumber(expectation)}${scope}${condition}, but found ${found}${candidates}.`,
    nearestMiss(selected, expectation) ?? otherRequests(records, selected),
  ]
    .filter((part) => part !== undefined)
    .join(' ')
}

function expectedNumber({ atLeast, atMost }: CompiledExpectation): string {
  if (atLeast === atMost) {
    return `exactly ${atLeast} ${plural(atLeast, 'request')}`
  }
  if (!Number.isFinite(atMost)) {
    return `at least ${atLeast} ${plural(atLeast, 'request')}`
  }
  return atLeast === 0 ? `at most ${atMost} ${plural(atMost, 'request')}` : `${atLeast} to ${atMost} requests`
}

function plural(count: number, noun: string): string {
  return count === 1 ? noun : `${noun}s`
}

/** Describes the request that fails the fewest conditions. */
function nearestMiss(selected: readonly RequestRecord[], { when }: CompiledExpectation): string | undefined {
  if (when === undefined) {
    return undefined
  }
  const [nearest] = selected
    .map((record) => ({
      record,
      failed: when.explain(viewRecord(record)).filter(({ satisfied, expected }) => satisfied !== expected),
    }))
    .filter(({ record }) => !matches(record, { when }))
    .toSorted((one, other) => one.failed.length - other.failed.length)
  if (nearest === undefined) {
    return undefined
  }
  const reasons = nearest.failed.map(({ pointer, condition, found }) => {
    const value = found.length === 0 ? 'nothing' : ellipsize(JSON.stringify(found), MAX_QUOTE_LENGTH)
    return `${pointer} requires ${ellipsize(JSON.stringify(condition), MAX_QUOTE_LENGTH)}, found ${value}`
  })
  return `Nearest: ${describeRecord(nearest.record)}: ${reasons.join('; ')}.`
}

/** Lists the operations that were called instead. */
function otherRequests(
  records: readonly RequestRecord[],
  selected: readonly RequestRecord[],
): string | undefined {
  if (records.length === 0) {
    return 'The namespace has no recorded requests. Check the base URL and the API key of the client.'
  }
  if (selected.length > 0) {
    return undefined
  }
  const counts = new Map<string, number>()
  for (const { route, see } of records) {
    const name = route?.id ?? `${see().method} ${see().path}`
    counts.set(name, (counts.get(name) ?? 0) + 1)
  }
  const names = [...counts].slice(0, 10).map(([name, count]) => `${name} (${count})`)
  return `Recorded: ${names.join(', ')}.`
}

function describeRecord({ see, headers, status }: RequestRecord): string {
  const { method, path } = see()
  return `${method} ${path} with status ${status} (${headers['x-request-id'] ?? 'no request id'})`
}
