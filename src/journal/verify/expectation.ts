import type { OperationRoute } from '../../catalogue/contract.ts'
import { type ApiError, apiError } from '../../openai/errors.ts'
import { formatIssue, type Issue } from '../../patches/document/issue.ts'
import { createSelectorCheck } from '../../patches/document/operation-selector.ts'
import { type CompiledWhen, compileWhen } from '../../patches/match/when.ts'
import type { Json } from '../../web/json/json.ts'
import { asArray, asJson, asObject, asString } from '../../web/json/narrow.ts'

/** A validated and compiled {@link Expectation}. */
export interface CompiledExpectation {
  operation: string | string[] | undefined
  when: CompiledWhen | undefined
  /** The conditions as written, for messages. */
  conditions: Json | undefined
  atLeast: number
  atMost: number
  within: number
}

/** Maximum time to wait, below the timeouts of clients and proxies. */
export const MAX_WAIT_MS = 60_000

const MEMBERS = ['operation', 'when', 'times', 'atLeast', 'atMost', 'within']

/**
 * Validates an expectation.
 *
 * @param value an {@link Expectation}, not yet validated
 * @param routes all operations, to reject selectors that match none
 * @throws {import('../../openai/errors.ts').ApiError} 400 with all issues
 */
export function compileExpectation(value: unknown, routes: readonly OperationRoute[]): CompiledExpectation {
  const members = asObject(value)
  if (members === undefined) {
    throw invalid([{ pointer: '', message: 'must be an object, such as {"operation": "createResponse"}' }])
  }
  const issues: Issue[] = Object.keys(members)
    .filter((name) => !MEMBERS.includes(name))
    .map((name) => ({
      pointer: `/${name}`,
      message: 'is an unknown member',
      suggestion: `expected ${MEMBERS.join(', ')}`,
    }))
  const operation = readSelector(members['operation'], issues)
  issues.push(...createSelectorCheck(routes)(operation, '/operation'))
  const conditions = asJson(members['when'])
  const when = conditions === undefined ? undefined : compileWhen(conditions, '/when', issues)
  const number = (name: string, max = Number.MAX_SAFE_INTEGER) =>
    readCount(members[name], { name, max, issues })
  const times = number('times')
  const atMost = number('atMost') ?? times ?? Number.POSITIVE_INFINITY
  const atLeast = number('atLeast') ?? times ?? (Number.isFinite(atMost) ? 0 : 1)
  const within = number('within', MAX_WAIT_MS) ?? 0
  if (atLeast > atMost) {
    issues.push({ pointer: '/atLeast', message: `is ${atLeast}, more than atMost, which is ${atMost}` })
  }
  if (issues.length > 0) {
    throw invalid(issues)
  }
  return { operation, when, conditions, atLeast, atMost, within }
}

function readSelector(value: unknown, issues: Issue[]): string | string[] | undefined {
  const texts = asArray(value).filter((item) => typeof item === 'string')
  if (value === undefined || typeof value === 'string') {
    return asString(value)
  }
  if (texts.length === 0 || texts.length < asArray(value).length) {
    issues.push({ pointer: '/operation', message: 'must be a string or an array of strings' })
  }
  return texts
}

function readCount(
  value: unknown,
  { name, max, issues }: { name: string; max: number; issues: Issue[] },
): number | undefined {
  if (value === undefined) {
    return undefined
  }
  if (typeof value !== 'number' || !Number.isInteger(value) || value < 0 || value > max) {
    issues.push({
      pointer: `/${name}`,
      message: `is ${JSON.stringify(value)}, not a whole number from 0 to ${max}`,
    })
    return undefined
  }
  return value
}

function invalid(issues: readonly Issue[]): ApiError {
  const message = issues.map((issue) => formatIssue(issue, 'the expectation')).join('; ')
  return apiError(400, `Invalid expectation: ${message}.`, { code: 'invalid_expectation' })
}
