import type { StatedLimit } from '../../../catalogue/contract.ts'
import { API_DOCUMENT, MEASURED_CHAT } from '../evidence.ts'
import { type RuleViolation, type ServiceRule, violates } from '../rule.ts'

/** The rule of one keyword, as far as it differs from the others. */
function limitRule(rule: Pick<ServiceRule, 'id' | 'summary' | 'message' | 'code'>): ServiceRule {
  return {
    operations: 'all',
    param: '{param}',
    sureness: 'documented',
    evidence: [API_DOCUMENT, MEASURED_CHAT],
    ...rule,
  }
}

const EMPTY_STRING = limitRule({
  id: 'stated-empty-string',
  summary: 'Names of functions are not empty.',
  message:
    "Invalid '{param}': empty string. Expected a string with minimum length {limit}, but got an empty string instead.",
  code: 'empty_string',
})

const EMPTY_ARRAY = limitRule({
  id: 'stated-empty-array',
  summary: '`tool_calls` of a message are not empty.',
  message:
    "Invalid '{param}': empty array. Expected an array with minimum length {limit}, but got an empty array instead.",
  code: 'empty_array',
})

/** Rules by keyword. */
const RULES: Readonly<Record<StatedLimit[0], ServiceRule>> = {
  maxLength: limitRule({
    id: 'stated-max-length',
    summary: 'Strings are at most as long as the document states in prose.',
    message:
      "Invalid '{param}': string too long. Expected a string with maximum length {limit}, but got a string with length {size} instead.",
    code: 'string_above_max_length',
  }),
  minLength: EMPTY_STRING,
  pattern: limitRule({
    id: 'stated-name-pattern',
    summary: 'Names consist of the characters that the document states in prose.',
    message:
      "Invalid '{param}': string does not match pattern. Expected a string that matches the pattern '{limit}'.",
    code: 'invalid_value',
  }),
  maxItems: limitRule({
    id: 'stated-max-items',
    summary: 'Arrays have at most as many items as the document states in prose.',
    message:
      "Invalid '{param}': array too long. Expected an array with maximum length {limit}, but got an array with length {size} instead.",
    code: 'array_above_max_length',
  }),
  minItems: EMPTY_ARRAY,
  maxProperties: limitRule({
    id: 'stated-max-properties',
    summary: 'Maps such as `metadata` have at most as many members as the document states in prose.',
    message:
      "Invalid '{param}': too many properties. Expected an object with at most {limit} properties, but got an object with {size} properties instead.",
    code: 'object_above_max_properties',
  }),
  minimum: limitRule({
    id: 'stated-minimum',
    summary: 'Numbers are in the range that the document states in prose.',
    message:
      "Invalid '{param}': integer below minimum value. Expected a value >= {limit}, but got {value} instead.",
    code: 'integer_below_min_value',
  }),
  maximum: limitRule({
    id: 'stated-maximum',
    summary: 'Numbers are in the range that the document states in prose.',
    message:
      "Invalid '{param}': integer above maximum value. Expected a value <= {limit}, but got {value} instead.",
    code: 'integer_above_max_value',
  }),
}

/** Member names that are too long. */
export const LONG_NAME: ServiceRule = limitRule({
  id: 'stated-name-length',
  summary: 'Member names of maps such as `metadata` are at most as long as the document states in prose.',
  message:
    "Invalid property name in '{map}': '{name}' is too long. Expected a string with maximum length {limit}, but got a string with length {size} instead.",
  code: 'property_name_above_max_length',
})

const DECIMALS: Readonly<Partial<Record<StatedLimit[0], ServiceRule>>> = {
  minimum: limitRule({
    id: 'stated-decimal-minimum',
    summary: 'Decimals are in the range that the document states in prose.',
    message:
      "Invalid '{param}': decimal below minimum value. Expected a value >= {limit}, but got {value} instead.",
    code: 'decimal_below_min_value',
  }),
  maximum: limitRule({
    id: 'stated-decimal-maximum',
    summary: 'Decimals are in the range that the document states in prose.',
    message:
      "Invalid '{param}': decimal above maximum value. Expected a value <= {limit}, but got {value} instead.",
    code: 'decimal_above_max_value',
  }),
}

/** All rules about limits in prose. */
export const LIMIT_RULES: readonly ServiceRule[] = [
  ...Object.values(RULES),
  ...Object.values(DECIMALS),
  LONG_NAME,
]

/** @returns the violation of a limit that a value exceeds */
export function exceededLimit(param: string, [keyword, limit]: StatedLimit, value: unknown): RuleViolation {
  const isDecimal = !Number.isInteger(Number(value))
  const rule = (isDecimal ? DECIMALS[keyword] : undefined) ?? RULES[keyword]
  return violates(rule, {
    param,
    limit,
    size: sizeOf(value),
    value: typeof value === 'number' || typeof value === 'string' ? value : '',
  })
}

/** @returns the violation of a member name that is too long; the service shortens it */
export function longName(map: string, name: string, limit: number): RuleViolation {
  const shortened = `${name.slice(0, 3)}...${name.slice(-3)}`
  return violates(LONG_NAME, { param: `${map}.${name}`, map, name: shortened, limit, size: name.length })
}

function sizeOf(value: unknown): number {
  if (typeof value === 'string') {
    return Array.from(value).length
  }
  return typeof value === 'object' && value !== null ? Object.keys(value).length : 0
}
