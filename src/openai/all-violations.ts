import type { RequestSlot, Violation } from '../catalogue/types.ts'
import { type FaultWords, MOST_FAULTS } from './errors.ts'
import { NOTHING, type Refused, typesAt, valuesAt } from './expectations.ts'
import { type Place, setAt, valueAt } from './places.ts'
import { mostTelling, type TellingViolation, wordViolation } from './violations.ts'

/** Each round finds a fault or repairs what an earlier repair brought; a request that needs more is left as it is. */
const MOST_ROUNDS = 100

/** Each round looks at all values anew: of a huge request, only the first faults are listed. */
const MOST_VALUES_LOOKED_AT = 1_000_000

/**
 * Finds all that is wrong, with validators that stop at the first violation: puts something right in the place of what
 * is wrong, and asks again.
 *
 * @param refused what was validated; it is changed, since a refused request is of no further use
 * @param slot which part of the request it was
 * @returns at most 25 faults, in the order the validator finds them
 */
export function allFaults(refused: Refused, slot: RequestSlot): FaultWords[] {
  return describeAll(refused, (telling) => wordViolation(refused, telling, slot))
}

/**
 * As {@link allFaults}, in words of the caller's choice.
 *
 * @param refused what was validated; it is changed
 * @param describe words one violation, while the value is as it was when the validator found it; undefined when the
 *   validator gave no reason
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

/** Members that choose the branch of a union: what a repaired one asks of its neighbours is no fault of the sender. */
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

/** Keywords whose repair leaves what is there, only less of it: it may have faults of its own. */
const TRIMMING = new Set(['maxItems', 'maxProperties', 'additionalProperties'])

function repair(refused: Refused, { violation, place }: TellingViolation): void {
  const current = valueAt(refused.value, place)
  const fixed = REPAIRS[violation.keyword]?.(current, violation) ?? somethingRight(refused, place)
  // What was right a moment ago and is wrong again cannot be repaired; without it the rest can be looked at.
  setAt(refused.value, place, fixed === current ? undefined : fixed)
}

const REPAIRS: Record<string, (value: unknown, violation: Violation) => unknown> = {
  // What it should be is asked once it is there: until then, validators only say that it is missing.
  required: () => NOTHING,
  additionalProperties: (value) => value,
  minimum: (_, { params }) => params['limit'],
  maximum: (_, { params }) => params['limit'],
  maxLength: (value, { params }) => String(value).slice(0, Number(params['limit'])),
  minLength: (value, { params }) => String(value).padEnd(Number(params['limit']), 'x'),
  maxItems: (value, { params }) =>
    Array.isArray(value) ? value.slice(0, Number(params['limit'])) : undefined,
}

/** @returns a value that the validator takes at a place, at least at first sight */
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
