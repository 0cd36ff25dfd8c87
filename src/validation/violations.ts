import type { RequestSlot, Violation } from '../catalogue/contract.ts'
import type { ErrorDetail } from '../openai/errors.ts'
import { type RejectedValue, allowedTypes, allowedValues } from './probe-validator.ts'
import { parameterName, type JsonPath, parsePointer, valueAt } from '../web/json/pointer.ts'
import { isOwnError } from './own-errors.ts'
import { hasTypeOfOne, ERROR_TEXTS, defaultErrorText } from './error-messages.ts'

/** The most specific violation and its path. */
export interface LocatedViolation {
  violation: Violation
  /** The path of the invalid value; for a missing or unknown member, the member's path. */
  path: JsonPath
}

/** Keywords that compare a value with a list. */
const LIST_KEYWORDS = new Set(['enum', 'const'])

/**
 * Selects the violation that the client most likely caused. The deepest one belongs to the intended branch of a union;
 * at the same path, a wrong value is more specific than a wrong type. Violations of a discriminator
 * (`type: "input_text"`) that another branch accepts are ignored.
 *
 * @param rejected the validated value
 * @param violations the validator's report, which has the first violation of each branch
 */
export function mostSpecific(
  rejected: RejectedValue,
  violations: readonly Violation[],
): LocatedViolation | undefined {
  const candidates = violations
    .filter(isOwnError)
    .map((violation) => ({ violation, path: violationPath(violation) }))
  const intended = candidates.filter(
    ({ violation, path }) => !LIST_KEYWORDS.has(violation.keyword) || !isAllowedElsewhere(rejected, path),
  )
  const [forbidden] = violations.filter(({ keyword }) => keyword === 'not')
  if (candidates.length === 0 && forbidden !== undefined) {
    return { violation: forbidden, path: violationPath(forbidden) }
  }
  return (intended.length > 0 ? intended : candidates).toSorted(
    (one, other) =>
      other.path.length - one.path.length ||
      compareIndexes(other.path, one.path) ||
      specificityOf(rejected, other) - specificityOf(rejected, one),
  )[0]
}

/**
 * Converts a violation to an error detail in the API's wording.
 *
 * @param rejected the validated value
 * @param located the selected violation, undefined if the validator gave no reason
 * @param slot the validated part of the request
 */
export function toErrorDetail(
  rejected: RejectedValue,
  located: LocatedViolation | undefined,
  slot: RequestSlot,
): ErrorDetail {
  if (located === undefined) {
    const message = 'Invalid request: it does not match any schema of the API.'
    return { message, param: null, code: 'invalid_value' }
  }
  const { violation } = located
  const { value } = rejected
  const path = parsePointer(violation.instancePath)
  const param = (of: JsonPath) => parameterName(value, of)
  const describe = Object.hasOwn(ERROR_TEXTS, violation.keyword) ? ERROR_TEXTS[violation.keyword] : undefined
  const { message, code, member } = (describe ?? defaultErrorText)({
    name: path.length === 0 ? `the request ${slot === 'form' ? 'body' : slot}` : `'${param(path)}'`,
    memberName: (name) => param([...path, name]),
    params: violation.params,
    value: valueAt(value, path),
    types: () => allowedTypes(rejected, path),
    values: () => allowedValues(rejected, path),
  })
  const name = param(member === undefined ? path : [...path, member])
  return { message, param: name === '' ? null : name, code }
}

function violationPath({ instancePath, params }: Violation): JsonPath {
  const member = params['missingProperty'] ?? params['additionalProperty']
  const path = parsePointer(instancePath)
  return typeof member === 'string' ? [...path, member] : path
}

function isAllowedElsewhere(rejected: RejectedValue, path: JsonPath): boolean {
  return allowedValues(rejected, path).includes(valueAt(rejected.value, path))
}

/** Orders by array index: a branch that validated more items got further. */
function compareIndexes(one: JsonPath, other: JsonPath): number {
  const differing = one.findIndex((token, depth) => token !== other[depth])
  const difference = Number(one[differing]) - Number(other[differing])
  return Number.isNaN(difference) ? 0 : difference
}

/** Prefers branches that know the present value over branches that miss a member. */
function specificityOf({ value }: RejectedValue, { violation, path }: LocatedViolation): number {
  const { keyword, params } = violation
  if (LIST_KEYWORDS.has(keyword)) {
    const allowed = [params['allowedValues'] ?? params['allowedValue']].flat()
    return hasTypeOfOne(valueAt(value, path), allowed) ? 4 : 0
  }
  return SPECIFICITY[keyword] ?? 3
}

const SPECIFICITY: Record<string, number> = { type: 2, required: 1, additionalProperties: 1 }
