import type { RequestSlot, Violation } from '../catalogue/contract.ts'
import { type FaultWords, MOST_FAULTS } from '../openai/errors.ts'
import { NOTHING, type Refused, typesAt, valuesAt } from './probe-validator.ts'
import { type Place, setAt, valueAt } from '../web/json/pointer.ts'
import { mostTelling, type TellingViolation, wordViolation } from './violations.ts'

/** Each round finds one violation, or fixes one that an earlier fix caused. */
const MOST_ROUNDS = 100

/** Each round validates all values again, so only the first violations of a huge request are listed. */
const MOST_VALUES_LOOKED_AT = 1_000_000

/**
 * Collects all violations with validators that stop at the first one: fixes the violation and validates again.
 *
 * @param refused the validated value; mutated, since a rejected request is not used again
 * @param slot the validated part of the request
 * @returns at most 25 errors, in the order the validator finds them
 */
export function allFaults(refused: Refused, slot: RequestSlot): FaultWords[] {
  return describeAll(refused, (telling) => wordViolation(refused, telling, slot))
}

/**
 * Like {@link allFaults}, with custom descriptions.
 *
 * @param refused the validated value; mutated
 * @param describe describes one violation, before the value is fixed; its argument is undefined if the validator gave
 *   no reason
 */
export function describeAll<Described>(
  refused: Refused,
  describe: (telling: TellingViolation | undefined) => Described,
): Described[] {
  const { validator, value } = refused
  const faults: Described[] = []
  const repaired: Place[] = []
  const rounds = Math.min(MOST_ROUNDS, Math.ceil(MOST_VALUES_LOOKED_AT / countValues(value)))
  for (let round = 0; round < rounds && faults.length < MOST_FAULTS && !validator(value); round += 1) {
    const telling = mostTelling(refused, validator.errors ?? [])
    const isOurs = telling !== undefined && repaired.some((place) => isInside(telling.place, place))
    if (!isOurs) {
      faults.push(describe(telling))
    }
    if (telling === undefined || telling.place.length === 0) {
      break
    }
    repair(refused, telling)
    if (!isOurs && !TRIMMING.has(telling.violation.keyword)) {
      repaired.push(TAGS.has(telling.place.at(-1) ?? '') ? telling.place.slice(0, -1) : telling.place)
    }
  }
  return faults
}

/** Members that select the branch of a union. Violations that follow from fixing one are not the client's. */
const TAGS = new Set(['type', 'role'])

function countValues(value: unknown): number {
  let count = 0
  const waiting = [value]
  while (waiting.length > 0) {
    const next = waiting.pop()
    count += 1
    if (typeof next === 'object' && next !== null) {
      for (const member of Object.values(next)) {
        waiting.push(member)
      }
    }
  }
  return count
}

/** Keywords whose fix only removes parts of the value; the rest may have violations of its own. */
const TRIMMING = new Set(['maxItems', 'maxProperties', 'additionalProperties'])

function repair(refused: Refused, { violation, place }: TellingViolation): void {
  const current = valueAt(refused.value, place)
  const fixed = REPAIRS[violation.keyword]?.(current, violation) ?? somethingRight(refused, place)
  // If the fix changes nothing, remove the value, so that the rest can be validated.
  setAt(refused.value, place, fixed === current ? undefined : fixed)
}

const REPAIRS: Record<string, (value: unknown, violation: Violation) => unknown> = {
  // The expected value is only reported once the member exists.
  required: () => NOTHING,
  additionalProperties: (value) => value,
  minimum: (_, { params }) => params['limit'],
  maximum: (_, { params }) => params['limit'],
  maxLength: (value, { params }) => String(value).slice(0, Number(params['limit'])),
  minLength: (value, { params }) => String(value).padEnd(Number(params['limit']), 'x'),
  maxItems: (value, { params }) =>
    Array.isArray(value) ? value.slice(0, Number(params['limit'])) : undefined,
}

/** @returns a value of an allowed type for the path; nested schemas may still reject it */
function somethingRight(refused: Refused, place: Place): unknown {
  const types = typesAt(refused, place)
  const type = types.find((name) => name === 'null') ?? types[0] ?? ''
  return valuesAt(refused, place)[0] ?? SAMPLES[type.split(' ')[0] ?? '']?.()
}

const SAMPLES: Record<string, () => unknown> = {
  null: () => null,
  boolean: () => true,
  integer: () => 1,
  number: () => 1,
  string: () => 'x',
  array: () => [],
  object: () => ({}),
}

function isInside(place: Place, outer: Place): boolean {
  return outer.length <= place.length && outer.every((token, depth) => token === place[depth])
}
