import type { ErrorObject, ValidateFunction } from 'ajv'
import { parsePointer, setAt } from '../../src/web/json/pointer.ts'
import { asJson } from '../../src/web/json/narrow.ts'
import { withinLimit } from '../../src/validation/limit-fixes.ts'
import { isOwnError } from '../../src/validation/own-errors.ts'
import {
  isObject,
  isSchema,
  type Json,
  type JsonObject,
  OMITTED,
  type Schema,
  SERVICE_VALUE,
} from '../document/document.ts'
import type { Sampler } from './sample.ts'

const MAX_REPAIRS = 60

/**
 * Changes an example as little as possible to match its schema: adds missing properties, removes forbidden ones,
 * converts `"5"` to `5`.
 *
 * @param value the example (not mutated)
 * @param validate compiled with `allErrors` and `verbose`
 * @returns the valid example and the changes, or undefined if it cannot be repaired
 */
export function repairExample(
  value: Json,
  validate: ValidateFunction,
  sampler: Sampler,
): { value: Json; changes: string[] } | undefined {
  const holder: { root: Json } = { root: structuredClone(value) }
  const changes: string[] = []
  const seen = new Set<string>()
  for (let round = 0; round < MAX_REPAIRS; round++) {
    if (validate(holder.root)) {
      return { value: holder.root, changes }
    }
    const violations = (validate.errors ?? [])
      .filter((error) => isOwnError(error) || error.keyword === 'not')
      .toSorted((one, other) => priority(other) - priority(one))
    const violation = violations.find((candidate) => !seen.has(violationKey(candidate)))
    if (violation === undefined) {
      return undefined
    }
    seen.add(violationKey(violation))
    changes.push(`${violation.instancePath || '/'} ${violation.message ?? violation.keyword}`)
    fixViolation(holder, violation, sampler)
  }
  return undefined
}

/** Deepest violations are fixed first; replacing a value with null comes last. */
function priority(error: ErrorObject): number {
  return error.params['type'] === 'null' ? -1 : error.instancePath.split('/').length
}

function violationKey(error: ErrorObject): string {
  return `${error.instancePath} ${error.keyword} ${JSON.stringify(error.params)}`
}

function fixViolation(holder: { root: Json }, violation: ErrorObject, sampler: Sampler): void {
  const { keyword, data } = violation
  const params: Record<string, unknown> = violation.params
  const schema: Schema = violation.parentSchema ?? {}
  const path = ['root', ...parsePointer(violation.instancePath)]
  const name = path.length > 1 ? (path.at(-1) ?? '') : ''
  if (isObject(data) && Object.keys(data).length === 0 && /^\d+$/.test(name)) {
    // The remains of "{...}" in a list.
    setAt(holder, path, undefined)
  } else if (data === null && keyword === 'type' && path.length > 1) {
    setAt(holder, path, undefined)
  } else if (keyword === 'required' && isObject(data)) {
    const missing = String(params['missingProperty'])
    data[missing] = valueFor(schema.properties?.[missing], { name: missing, owner: data }, sampler)
  } else if (keyword === 'additionalProperties' && isObject(data)) {
    delete data[String(params['additionalProperty'])]
  } else if (keyword === 'enum' && Array.isArray(params['allowedValues'])) {
    setAt(holder, path, params['allowedValues'][0] ?? null)
  } else if (keyword === 'const') {
    setAt(holder, path, params['allowedValue'])
  } else if (keyword === OMITTED) {
    setAt(holder, path, undefined)
  } else if (keyword === 'not' && isObject(data)) {
    // Two mutually exclusive properties.
    const [, ...excluded] = isSchema(schema['not']) ? (schema['not'].required ?? []) : []
    excluded.forEach((property) => delete data[property])
  } else {
    const { example, examples, default: _, ...constraints } = schema
    const value =
      keyword === 'type' ? convertType(data, [params['type']].flat()) : withinLimit(data, violation)
    setAt(holder, path, value ?? sampler.sample(constraints, name))
  }
}

function valueFor(
  schema: Schema | undefined,
  { name, owner }: { name: string; owner: JsonObject },
  sampler: Sampler,
): Json {
  if (schema === undefined) {
    return null
  }
  const known = schema[SERVICE_VALUE]
  if (known !== undefined) {
    return structuredClone(asJson(known) ?? null)
  }
  const branches = [schema, ...(schema.anyOf ?? []), ...(schema.oneOf ?? [])]
  if (branches.some(({ type }) => [type].flat().includes('null'))) {
    return null
  }
  return schema.type === 'array' && (schema.minItems ?? 0) === 0
    ? []
    : sampler.sample(schema, name, typeof owner['object'] === 'string' ? owner['object'] : '')
}

function convertType(value: unknown, types: readonly unknown[]): Json | undefined {
  if (typeof value === 'string' && value !== '' && (types.includes('number') || types.includes('integer'))) {
    const number = Number(value)
    if (!Number.isNaN(number)) {
      return types.includes('number') ? number : Math.round(number)
    }
  }
  if (typeof value === 'number' && types.includes('integer')) {
    return Math.round(value)
  }
  if (typeof value === 'number' && types.includes('string')) {
    return String(value)
  }
  return types.includes('null') ? null : undefined
}
