import type { CompiledValidator, Violation } from '../catalogue/types.ts'
import { type Place, pointerTo, setAt, valueAt } from './places.ts'

/** A value that a compiled validator refused. */
export interface Refused {
  validator: CompiledValidator
  value: unknown
}

/** Of no JSON type and equal to nothing: every check that a validator makes of it fails, and says what it wanted. */
export const NOTHING = Symbol('nothing')

/** A string that no document lists; where a string chooses the branch of a union, it keeps to that choice. */
const NO_VALUE = '\u0000'

/**
 * Asks a validator what may stand at a place, by putting there what is never right. So the compiled validators need not
 * carry their schemas along, which would double the size of the Worker.
 *
 * @param refused it is changed while the validator looks, and then as it was
 * @param place where the validator found a fault
 * @returns JSON Schema's names of types; of an array with what its items may be: `array of object`
 */
export function typesAt(refused: Refused, place: Place): string[] {
  const types = typesOf(reportAt(refused, place, NOTHING))
  const itemTypes = types.includes('array')
    ? typesOf(reportAt(refused, place, [NOTHING], [...place, '0']))
    : []
  return types.flatMap((type) =>
    type === 'array' && itemTypes.length > 0 ? itemTypes.map((item) => `array of ${item}`) : [type],
  )
}

/**
 * @param refused it is changed while the validator looks, and then as it was
 * @param place where the validator found a fault
 * @returns the values that the document spells out for a place, in all branches of its unions
 */
export function valuesAt(refused: Refused, place: Place): unknown[] {
  const impossible = typeof valueAt(refused.value, place) === 'string' ? NO_VALUE : NOTHING
  return reportAt(refused, place, impossible).flatMap(({ params }) => [
    ...(Array.isArray(params['allowedValues']) ? params['allowedValues'] : []),
    ...('allowedValue' in params ? [params['allowedValue']] : []),
  ])
}

/** @returns what the validator says of the place, or of one inside it, with something else there */
function reportAt(refused: Refused, place: Place, replacement: unknown, inside = place): Violation[] {
  const pointer = pointerTo(inside)
  return reportWith(refused, place, replacement).filter(({ instancePath }) => instancePath === pointer)
}

function reportWith({ validator, value }: Refused, place: Place, replacement: unknown): Violation[] {
  if (place.length === 0) {
    validator(replacement)
    return validator.errors ?? []
  }
  const before = valueAt(value, place)
  setAt(value, place, replacement)
  try {
    validator(value)
    return validator.errors ?? []
  } finally {
    setAt(value, place, before)
  }
}

function typesOf(violations: Violation[]): string[] {
  const types = violations.flatMap(({ keyword, params }) =>
    keyword === 'type' ? [params['type']].flat() : [],
  )
  return [...new Set(types.map(String))]
}
