import type { ErrorObject, ValidateFunction } from 'ajv'
import { parsePointer } from '../../src/web/json/pointer.ts'
import { isObject, type Json, type JsonObject, type Schema } from '../document/document.ts'
import type { Sampler } from './sample.ts'

const MAX_REPAIRS = 60

/** Keywords that only report that a subschema failed. */
const WRAPPER_KEYWORDS = new Set(['anyOf', 'oneOf', 'allOf', 'if', 'discriminator'])

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
      .filter((error) => !WRAPPER_KEYWORDS.has(error.keyword))
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
  const { keyword, params, data } = violation
  const schema = (violation.parentSchema ?? {}) as Schema
  const path = [...parsePointer(violation.instancePath)]
  const name = path.at(-1) ?? ''
  if (isObject(data) && Object.keys(data).length === 0 && /^\d+$/.test(name)) {
    // The remains of "{...}" in a list.
    remove(holder, path)
  } else if (data === null && keyword === 'type' && path.length > 0) {
    remove(holder, path)
  } else if (keyword === 'required' && isObject(data)) {
    const missing = String(params['missingProperty'])
    data[missing] = valueFor(schema.properties?.[missing], { name: missing, owner: data }, sampler)
  } else if (keyword === 'additionalProperties' && isObject(data)) {
    delete data[String(params['additionalProperty'])]
  } else if (keyword === 'enum') {
    put(holder, path, (params['allowedValues'] as Json[])[0] ?? null)
  } else if (keyword === 'const') {
    put(holder, path, params['allowedValue'] as Json)
  } else if (keyword === 'not' && isObject(data)) {
    // Two mutually exclusive properties.
    const [, ...excluded] = (schema['not'] as Schema).required ?? []
    excluded.forEach((property) => delete data[property])
  } else {
    const { example, examples, default: _, ...constraints } = schema
    const types = [params['type'] as string | string[]].flat()
    const value = keyword === 'type' ? convertType(data as Json, types) : undefined
    put(holder, path, value ?? sampler.sample(constraints, name))
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
  const branches = [schema, ...(schema.anyOf ?? []), ...(schema.oneOf ?? [])]
  if (branches.some(({ type }) => [type].flat().includes('null'))) {
    return null
  }
  return schema.type === 'array' && (schema.minItems ?? 0) === 0
    ? []
    : sampler.sample(schema, name, typeof owner['object'] === 'string' ? owner['object'] : '')
}

function convertType(value: Json, types: string[]): Json | undefined {
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

function put(holder: { root: Json }, path: string[], value: Json): void {
  const key = path.at(-1)
  const parent = parentOf(holder, path)
  if (key === undefined) {
    holder.root = value
  } else if (Array.isArray(parent)) {
    parent[Number(key)] = value
  } else if (isObject(parent)) {
    parent[key] = value
  }
}

function remove(holder: { root: Json }, path: string[]): void {
  const key = path.at(-1) ?? ''
  const parent = parentOf(holder, path)
  if (Array.isArray(parent)) {
    parent.splice(Number(key), 1)
  } else if (isObject(parent)) {
    delete parent[key]
  }
}

function parentOf(holder: { root: Json }, path: string[]): Json {
  return path
    .slice(0, -1)
    .reduce<Json>((current, part) => (current as Record<string, Json>)[part] ?? null, holder.root)
}
