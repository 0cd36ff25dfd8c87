import type { Json, Schema } from '../../document/document.ts'

/** Constraints of a schema beyond its type, by keyword. */
export type Limits = Record<string, Json>

/** Keywords that constrain values, with the type that they apply to. */
export const LIMITED_TYPES: Readonly<Record<string, string>> = {
  minimum: 'number',
  maximum: 'number',
  multipleOf: 'number',
  minLength: 'string',
  maxLength: 'string',
  pattern: 'string',
  minItems: 'array',
  maxItems: 'array',
  uniqueItems: 'array',
  maxProperties: 'object',
  additionalProperties: 'object',
  // Integers: TypeScript has a single type for numbers.
  type: 'number',
}

/** @returns constraints and default of a schema, without those of its subschemas */
export function limitsOf(schema: Schema): Limits {
  const limits: Limits = {}
  for (const keyword of Object.keys(LIMITED_TYPES)) {
    const value = schema[keyword]
    if (keyword !== 'type' && (typeof value === 'number' || typeof value === 'string' || value === false)) {
      limits[keyword] = value
    }
  }
  const { type, default: defaultValue } = schema
  if ([type].flat().includes('integer')) {
    limits['type'] = 'integer'
  }
  if (defaultValue !== undefined && defaultValue !== null && typeof defaultValue !== 'object') {
    limits['default'] = defaultValue
  }
  return limits
}

/** @returns the limits that all entries agree on */
export function commonLimits([first = {}, ...others]: Limits[]): Limits {
  return Object.fromEntries(
    Object.entries(first).filter(([keyword, value]) => others.every((limits) => limits[keyword] === value)),
  )
}
