import type { CompiledValidator, Violation } from '../catalogue/contract.ts'
import { type Place, pointerTo, setAt, valueAt } from '../web/json/pointer.ts'

/** A value rejected by a compiled validator. */
export interface Refused {
  validator: CompiledValidator
  value: unknown
}

/** Fails every check of a validator, which then reports the allowed types and values: it is of no JSON type. */
export const NOTHING = Symbol('nothing')

/** A string that is not in any enum. Unlike a symbol, it keeps the branch of a union that strings select. */
const NO_VALUE = '\u0000'

/**
 * Finds the types allowed at a path by validating an invalid value there. The compiled validators thus need no schemas,
 * which would double the size of the Worker.
 *
 * @param refused the rejected value; changed during validation, then restored
 * @param place the path of a violation
 * @returns JSON Schema type names; arrays include their item type: `array of object`
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
 * @param refused the rejected value; changed during validation, then restored
 * @param place the path of a violation
 * @returns the enumerated values allowed at the path, in all branches of unions
 */
export function valuesAt(refused: Refused, place: Place): unknown[] {
  const impossible = typeof valueAt(refused.value, place) === 'string' ? NO_VALUE : NOTHING
  return reportAt(refused, place, impossible).flatMap(({ params }) => [
    ...(Array.isArray(params['allowedValues']) ? params['allowedValues'] : []),
    ...('allowedValue' in params ? [params['allowedValue']] : []),
  ])
}

/** @returns the violations at `inside` when the value at `place` is replaced */
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
