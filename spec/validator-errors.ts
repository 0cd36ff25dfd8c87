import type { CompiledValidator, Violation } from '../src/catalogue/types.ts'

// What AJV writes out at each of the ten thousand places where something can be wrong. As functions that the code calls,
// it is a quarter of the code less, which every isolate parses when it comes up.

type Violations = Violation[] | null

/** What a violation is made of, in the order that calls have it. */
type Reason = [
  instancePath: string,
  keyword: string,
  params: Violation['params'],
  /** The property whose name is wrong, rather than its value. */
  propertyName?: string,
]

function violation(...[instancePath, keyword, params, propertyName]: Reason): Violation {
  return { instancePath, keyword, params, ...(propertyName !== undefined && { propertyName }) }
}

/** Ends a validator with one violation. */
export function failed(validator: CompiledValidator, ...reason: Reason): false {
  validator.errors = [violation(...reason)]
  return false
}

/** @returns the violations so far, and one more */
export function withOne(violations: Violations, ...reason: Reason): Violation[] {
  return withAll(violations, [violation(...reason)])
}

/** @returns the violations so far, and those of a part */
export function withAll(violations: Violations, more: Violation[]): Violation[] {
  return violations === null ? more : violations.concat(more)
}

/** @returns the violations of before a union, one of whose branches fits */
export function rewound(violations: Violations, count: number): Violations {
  return count === 0 ? null : (violations?.slice(0, count) ?? null)
}
