import type { Violation } from '../catalogue/contract.ts'
import { MAX_ERROR_DETAILS } from '../openai/errors.ts'
import { INVALID_VALUE, type RejectedValue, allowedTypes, allowedValues } from './probe-validator.ts'
import { type JsonPath, setAt, valueAt } from '../web/json/pointer.ts'
import { withinLimit } from './limit-fixes.ts'
import { mostSpecific, type LocatedViolation } from './violations.ts'

/** Each round finds one violation, or fixes one that an earlier fix caused. */
const MAX_ROUNDS = 100

/** Each round validates all values again, so only the first violations of a huge request are listed. */
const MAX_VALUES_CHECKED = 1_000_000

/**
 * Collects all violations with validators that stop at the first one: fixes the violation and validates again.
 *
 * @param rejected the validated value; mutated, since a rejected request is not used again
 * @param describe describes one violation, before the value is fixed; its argument is undefined if the validator gave
 *   no reason
 * @returns at most 25 descriptions, in the order the validator finds the violations
 */
export function collectViolations<Described>(
  rejected: RejectedValue,
  describe: (located: LocatedViolation | undefined) => Described,
): Described[] {
  const { validator, value } = rejected
  const descriptions: Described[] = []
  const fixedPaths: JsonPath[] = []
  const rounds = Math.min(MAX_ROUNDS, Math.ceil(MAX_VALUES_CHECKED / countValues(value)))
  for (
    let round = 0;
    round < rounds && descriptions.length < MAX_ERROR_DETAILS && !validator(value);
    round += 1
  ) {
    const telling = mostSpecific(rejected, validator.errors ?? [])
    const isFollowUp = telling !== undefined && fixedPaths.some((path) => isInside(telling.path, path))
    if (!isFollowUp) {
      descriptions.push(describe(telling))
    }
    if (telling === undefined || telling.path.length === 0) {
      break
    }
    fixViolation(rejected, telling)
    if (!isFollowUp && !TRIMMING_KEYWORDS.has(telling.violation.keyword)) {
      fixedPaths.push(
        DISCRIMINATORS.has(telling.path.at(-1) ?? '') ? telling.path.slice(0, -1) : telling.path,
      )
    }
  }
  return descriptions
}

/** Members that select the branch of a union. Violations that follow from fixing one are not the client's. */
const DISCRIMINATORS = new Set(['type', 'role'])

function countValues(value: unknown): number {
  let count = 0
  const pending = [value]
  while (pending.length > 0) {
    const next = pending.pop()
    count += 1
    if (typeof next === 'object' && next !== null) {
      for (const member of Object.values(next)) {
        pending.push(member)
      }
    }
  }
  return count
}

/** Keywords whose fix only removes parts of the value; the rest may have violations of its own. */
const TRIMMING_KEYWORDS = new Set(['maxItems', 'maxProperties', 'additionalProperties'])

function fixViolation(rejected: RejectedValue, { violation, path }: LocatedViolation): void {
  const current = valueAt(rejected.value, path)
  const fixed = fixedValue(current, violation) ?? validSample(rejected, path)
  // If the fix changes nothing, remove the value, so that the rest can be validated.
  setAt(rejected.value, path, fixed === current ? undefined : fixed)
}

function fixedValue(value: unknown, violation: Violation): unknown {
  switch (violation.keyword) {
    case 'required':
      // The expected value is only reported once the member exists.
      return INVALID_VALUE
    case 'additionalProperties':
      return value
    default:
      return withinLimit(value, violation)
  }
}

/** @returns a value of an allowed type for the path; nested schemas may still reject it */
function validSample(rejected: RejectedValue, path: JsonPath): unknown {
  const types = allowedTypes(rejected, path)
  const type = types.find((name) => name === 'null') ?? types[0] ?? ''
  return allowedValues(rejected, path)[0] ?? SAMPLES[type.split(' ')[0] ?? '']?.()
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

function isInside(path: JsonPath, outer: JsonPath): boolean {
  return outer.length <= path.length && outer.every((token, depth) => token === path[depth])
}
