import type { CompiledValidator, Violation } from '../../src/catalogue/contract.ts'

// Shared by the generated validators. AJV inlines this code at some 10,000 places; calling functions instead saves a
// quarter of the code, which every isolate has to parse at startup.

type Violations = Violation[] | null

/** Parts of a violation, in the argument order of the generated calls. */
type Reason = [
  instancePath: string,
  keyword: string,
  params: Violation['params'],
  /** The property whose name (not value) is invalid. */
  propertyName?: string,
]

function violation(...[instancePath, keyword, params, propertyName]: Reason): Violation {
  return { instancePath, keyword, params, ...(propertyName !== undefined && { propertyName }) }
}

/** Fails a validator with one violation. */
export function failed(validator: CompiledValidator, ...reason: Reason): false {
  validator.errors = [violation(...reason)]
  return false
}

/** @returns the violations so far plus one more */
export function withOne(violations: Violations, ...reason: Reason): Violation[] {
  return withAll(violations, [violation(...reason)])
}

/** @returns the violations so far plus those of a subschema */
export function withAll(violations: Violations, more: Violation[]): Violation[] {
  return violations === null ? more : violations.concat(more)
}

/** @returns the violations recorded before a union, once one of its branches matched */
export function rewound(violations: Violations, count: number): Violations {
  return count === 0 ? null : (violations?.slice(0, count) ?? null)
}
