import type { Json, Schema } from '../document.ts'

/** What a schema says of values beyond their type, by keyword. */
export type Limits = Record<string, Json>

/** Keywords of JSON Schema that limit values, and the type of those. */
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
  // TypeScript has one type for all numbers.
  type: 'number',
}

/** @returns limits and default of a schema, its parts aside */
export function limitsOf(schema: Schema): Limits {
  const limits: Limits = {}
  for (const keyword of Object.keys(LIMITED_TYPES)) {
    const value = schema[keyword] as Json | undefined
    if (keyword !== 'type' && value !== undefined && typeof value !== 'object' && value !== true) {
      limits[keyword] = value
    }
  }
  const { type, default: usual } = schema
  if ([type].flat().includes('integer')) {
    limits['type'] = 'integer'
  }
  if (usual !== undefined && usual !== null && typeof usual !== 'object') {
    limits['default'] = usual
  }
  return limits
}

/** @returns what everyone says */
export function unanimousLimits([first = {}, ...others]: Limits[]): Limits {
  return Object.fromEntries(
    Object.entries(first).filter(([keyword, value]) => others.every((limits) => limits[keyword] === value)),
  )
}
