import type { RequestSlot, Violation } from '../catalogue/contract.ts'
import type { FaultWords } from '../openai/errors.ts'
import { type Refused, typesAt, valuesAt } from './probe-validator.ts'
import { nameOf, type Place, placeOf, valueAt } from '../web/json/pointer.ts'
import { hasTypeOfOne, WORDINGS, wordingOfOthers } from './error-messages.ts'

/** The most specific violation and its path. */
export interface TellingViolation {
  violation: Violation
  /** The path of the invalid value; for a missing or unknown member, the member's path. */
  place: Place
}

/** Keywords that only report the failure of a subschema. */
const WRAPPERS = new Set(['anyOf', 'oneOf', 'allOf', 'if', 'discriminator', 'not'])

/** Keywords that compare a value with a list. */
const LISTS = new Set(['enum', 'const'])

/**
 * Selects the violation that the client most likely caused. The deepest one belongs to the intended branch of a union;
 * at the same path, a wrong value is more specific than a wrong type. Violations of a discriminator
 * (`type: "input_text"`) that another branch accepts are ignored.
 *
 * @param refused the validated value
 * @param violations the validator's report, which has the first violation of each branch
 */
export function mostTelling(
  refused: Refused,
  violations: readonly Violation[],
): TellingViolation | undefined {
  const candidates = violations
    .filter(({ keyword }) => !WRAPPERS.has(keyword))
    .map((violation) => ({ violation, place: placeAtFault(violation) }))
  const meant = candidates.filter(
    ({ violation, place }) => !LISTS.has(violation.keyword) || !isTakenElsewhere(refused, place),
  )
  const [forbidden] = violations.filter(({ keyword }) => keyword === 'not')
  if (candidates.length === 0 && forbidden !== undefined) {
    return { violation: forbidden, place: placeAtFault(forbidden) }
  }
  return (meant.length > 0 ? meant : candidates).toSorted(
    (one, other) =>
      other.place.length - one.place.length ||
      compareIndexes(other.place, one.place) ||
      weigh(refused, other) - weigh(refused, one),
  )[0]
}

/**
 * Converts a violation to an error detail in the API's wording.
 *
 * @param refused the validated value
 * @param telling the selected violation, undefined if the validator gave no reason
 * @param slot the validated part of the request
 */
export function wordViolation(
  refused: Refused,
  telling: TellingViolation | undefined,
  slot: RequestSlot,
): FaultWords {
  if (telling === undefined) {
    const message = 'Invalid request: it does not match any schema of the API.'
    return { message, param: null, code: 'invalid_value' }
  }
  const { violation } = telling
  const { value } = refused
  const place = placeOf(violation.instancePath)
  const param = (of: Place) => nameOf(value, of)
  const word = Object.hasOwn(WORDINGS, violation.keyword) ? WORDINGS[violation.keyword] : undefined
  const { message, code, member } = (word ?? wordingOfOthers)({
    name: place.length === 0 ? `the request ${slot === 'form' ? 'body' : slot}` : `'${param(place)}'`,
    nameOfMember: (name) => param([...place, name]),
    params: violation.params,
    value: valueAt(value, place),
    types: () => typesAt(refused, place),
    values: () => valuesAt(refused, place),
  })
  const name = param(member === undefined ? place : [...place, member])
  return { message, param: name === '' ? null : name, code }
}

function placeAtFault({ instancePath, params }: Violation): Place {
  const member = params['missingProperty'] ?? params['additionalProperty']
  const place = placeOf(instancePath)
  return typeof member === 'string' ? [...place, member] : place
}

function isTakenElsewhere(refused: Refused, place: Place): boolean {
  return valuesAt(refused, place).includes(valueAt(refused.value, place))
}

/** Orders by array index: a branch that validated more items got further. */
function compareIndexes(one: Place, other: Place): number {
  const differing = one.findIndex((token, depth) => token !== other[depth])
  const difference = Number(one[differing]) - Number(other[differing])
  return Number.isNaN(difference) ? 0 : difference
}

/** Prefers branches that know the present value over branches that miss a member. */
function weigh({ value }: Refused, { violation, place }: TellingViolation): number {
  const { keyword, params } = violation
  if (LISTS.has(keyword)) {
    const allowed = [params['allowedValues'] ?? params['allowedValue']].flat()
    return hasTypeOfOne(valueAt(value, place), allowed) ? 4 : 0
  }
  return WEIGHTS[keyword] ?? 3
}

const WEIGHTS: Record<string, number> = { type: 2, required: 1, additionalProperties: 1 }
