import type { CompiledValidator, Violation } from '../catalogue/contract.ts'
import { type JsonPath, formatPointer, setAt, valueAt } from '../web/json/pointer.ts'

/** A value rejected by a compiled validator. */
export interface RejectedValue {
  validator: CompiledValidator
  value: unknown
}

/** Fails every check of a validator, which then reports the allowed types and values: it is of no JSON type. */
export const INVALID_VALUE = Symbol('nothing')

/** A string that is not in any enum. Unlike a symbol, it keeps the branch of a union that strings select. */
const UNLISTED_STRING = '\u0000'

/**
 * Finds the types allowed at a path by validating an invalid value there. The compiled validators thus need no schemas,
 * which would double the size of the Worker.
 *
 * @param rejected the rejected value; changed during validation, then restored
 * @param path the path of a violation
 * @returns JSON Schema type names; arrays include their item type: `array of object`
 */
export function allowedTypes(rejected: RejectedValue, path: JsonPath): string[] {
  const types = reportedTypes(violationsAt(rejected, path, INVALID_VALUE))
  const itemTypes = types.includes('array')
    ? reportedTypes(violationsAt(rejected, path, [INVALID_VALUE], [...path, '0']))
    : []
  return types.flatMap((type) =>
    type === 'array' && itemTypes.length > 0 ? itemTypes.map((item) => `array of ${item}`) : [type],
  )
}

/**
 * @param rejected the rejected value; changed during validation, then restored
 * @param path the path of a violation
 * @returns the enumerated values allowed at the path, in all branches of unions
 */
export function allowedValues(rejected: RejectedValue, path: JsonPath): unknown[] {
  const impossible = typeof valueAt(rejected.value, path) === 'string' ? UNLISTED_STRING : INVALID_VALUE
  return violationsAt(rejected, path, impossible).flatMap(({ params }) => [
    ...(Array.isArray(params['allowedValues']) ? params['allowedValues'] : []),
    ...('allowedValue' in params ? [params['allowedValue']] : []),
  ])
}

/** @returns the violations at `inside` when the value at `place` is replaced */
function violationsAt(
  rejected: RejectedValue,
  path: JsonPath,
  replacement: unknown,
  inside = path,
): Violation[] {
  const pointer = formatPointer(inside)
  return violationsWith(rejected, path, replacement).filter(({ instancePath }) => instancePath === pointer)
}

function violationsWith(
  { validator, value }: RejectedValue,
  path: JsonPath,
  replacement: unknown,
): Violation[] {
  if (path.length === 0) {
    validator(replacement)
    return validator.errors ?? []
  }
  const before = valueAt(value, path)
  setAt(value, path, replacement)
  try {
    validator(value)
    return validator.errors ?? []
  } finally {
    setAt(value, path, before)
  }
}

function reportedTypes(violations: Violation[]): string[] {
  const types = violations.flatMap(({ keyword, params }) =>
    keyword === 'type' ? [params['type']].flat() : [],
  )
  return [...new Set(types.map(String))]
}
