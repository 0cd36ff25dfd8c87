import type { RequestSlot, Violation } from '../catalogue/types.ts'
import type { FaultWords } from './errors.ts'
import { type Refused, typesAt, valuesAt } from './expectations.ts'
import { nameOf, type Place, placeOf, valueAt } from './places.ts'
import { hasTypeOfOne, WORDINGS, wordingOfOthers } from './wording.ts'

/** The violation that a person would name, and where it is. */
export interface TellingViolation {
  violation: Violation
  /** The place at fault: of a missing or unknown member, the member's. */
  place: Place
}

/** Keywords that only say that something inside failed. */
const WRAPPERS = new Set(['anyOf', 'oneOf', 'allOf', 'if', 'discriminator', 'not'])

/** Keywords that hold a value against a list. */
const LISTS = new Set(['enum', 'const'])

/**
 * Of a union's branches, the one that the sender meant got furthest; at the same place, a wrong value says more than a
 * wrong type. A branch that refuses a tag (`type: "input_text"`) which another one takes was not meant.
 *
 * @param refused what was validated; a validator stops at the first violation of each branch
 * @param violations what the validator reported of it
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
 * Words a violation as the API would.
 *
 * @param refused what was validated
 * @param telling what {@link mostTelling} chose; undefined when the validator gave no reason
 * @param slot which part of the request it was
 */
export function wordViolation(
  refused: Refused,
  telling: TellingViolation | undefined,
  slot: RequestSlot,
): FaultWords {
  if (telling === undefined) {
    const message = 'Invalid request: it does not fit any form that the API describes.'
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

/** The branch that read more items of a list got further. */
function compareIndexes(one: Place, other: Place): number {
  const differing = one.findIndex((token, depth) => token !== other[depth])
  const difference = Number(one[differing]) - Number(other[differing])
  return Number.isNaN(difference) ? 0 : difference
}

/** Of two branches, the one was meant that knows what is there; one that misses a member says least. */
function weigh({ value }: Refused, { violation, place }: TellingViolation): number {
  const { keyword, params } = violation
  if (LISTS.has(keyword)) {
    const allowed = [params['allowedValues'] ?? params['allowedValue']].flat()
    return hasTypeOfOne(valueAt(value, place), allowed) ? 4 : 0
  }
  return WEIGHTS[keyword] ?? 3
}

const WEIGHTS: Record<string, number> = { type: 2, required: 1, additionalProperties: 1 }
