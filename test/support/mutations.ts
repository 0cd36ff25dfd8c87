import { isObject, type Json, type OpenApiDocument, type Schema } from '../../compiler/document/document.ts'
import { unionBranches, flattenSchema, acceptsOnlyNull, schemaTypes } from './flatten-schema.ts'

/** A single change that makes a valid value invalid. */
export interface Mutation {
  /** Expected `param` of the API error. */
  param: string
  /** Expected `code` of the API error. */
  code: string
  /** The invalid value. */
  value: Json
}

/** Member names and array indexes. */
type Path = (string | number)[]

/**
 * Lists mutations that a document clearly forbids. Inside unions, only branches that a tag such as `type` selects are
 * mutated.
 *
 * @param document a normalized document
 * @param schema an object schema of the document
 * @param root a valid value of the schema
 */
export function listMutations(document: OpenApiDocument, schema: Schema, root: Json): Mutation[] {
  const mutations: Mutation[] = []
  const add = (path: Path, code: string, change: (holder: Json, key: string | number) => void) => {
    const value = structuredClone(root)
    const [key] = path.slice(-1)
    const holder = path.slice(0, -1).reduce<Json>((inner, step) => memberAt(inner, step), value)
    if (key !== undefined) {
      change(holder, key)
      mutations.push({ param: toParam(path), code, value })
    }
  }
  const replace = (path: Path, code: string, value: Json) =>
    add(path, code, (holder, key) => Reflect.set(Object(holder), key, value))

  const visit = (part: Schema, value: Json, path: Path): void => {
    const flat = flattenSchema(document, part)
    const branches = unionBranches(document, flat).filter((branch) => !acceptsOnlyNull(branch))
    if (branches.length > 0) {
      const [only, ...others] = branches
      if (only !== undefined && others.length === 0 && value !== null) {
        visit(only, value, path)
      }
      const [selected, ...alternatives] = branches.filter((branch) => !contradictsBranch(branch, value))
      if (
        isObject(value) &&
        others.length > 0 &&
        selected &&
        alternatives.length === 0 &&
        hasDiscriminator(selected)
      ) {
        visitMembers(selected, value, path)
      }
      return
    }
    if (path.length > 0) {
      mutate(flat, value, path)
    }
    if (isObject(value)) {
      visitMembers(flat, value, path)
    } else if (Array.isArray(value)) {
      value.forEach((item, index) => visit(flat.items ?? {}, item, [...path, index]))
    }
  }

  const visitMembers = (flat: Schema, value: { [key: string]: Json }, path: Path) => {
    for (const name of flat.required ?? []) {
      if (name in value && !DISCRIMINATORS.has(name)) {
        add([...path, name], 'missing_required_parameter', (holder, key) => {
          Reflect.deleteProperty(Object(holder), key)
        })
      }
    }
    if (flat.additionalProperties === false) {
      replace([...path, 'unheard_of'], 'unknown_parameter', 1)
    }
    for (const [name, member] of Object.entries(flat.properties ?? {})) {
      const inner = value[name]
      if (inner !== undefined && !DISCRIMINATORS.has(name)) {
        visit(member, inner, [...path, name])
      }
    }
  }

  const mutate = (flat: Schema, value: Json, path: Path) => {
    if (flat.enum !== undefined || flat.const !== undefined) {
      if (typeof value === 'string') {
        replace(path, 'invalid_value', 'no such value')
      }
      return
    }
    const types = schemaTypes(flat)
    if (types.length > 0) {
      const isScalar = !types.includes('string') && !types.includes('object')
      replace(path, 'invalid_type', isScalar ? { not: ['this'] } : types.includes('object') ? 'text' : [[]])
    }
    if (typeof value === 'number') {
      const kind = types.includes('integer') ? 'integer' : 'decimal'
      if (hasExactNeighbors(flat.minimum)) {
        replace(path, `${kind}_below_min_value`, flat.minimum - 1)
      }
      if (hasExactNeighbors(flat.maximum)) {
        replace(path, `${kind}_above_max_value`, flat.maximum + 1)
      }
    }
    if (typeof value === 'string' && flat.maxLength !== undefined && flat.maxLength < 100_000) {
      replace(path, 'string_above_max_length', 'x'.repeat(flat.maxLength + 1))
    }
    if (typeof value === 'string' && (flat.minLength ?? 0) > 0) {
      replace(path, 'empty_string', '')
    }
    if (Array.isArray(value) && (flat.minItems ?? 0) > 0) {
      replace(path, 'empty_array', [])
    }
  }

  visit(schema, root, [])
  return mutations
}

/** @returns true if the integers next to the bound are exact; above 2^53, doubles skip integers */
function hasExactNeighbors(bound: number | undefined): bound is number {
  return bound !== undefined && Math.abs(bound) < Number.MAX_SAFE_INTEGER
}

/** Members that discriminate the branches of unions: another value selects another branch. */
const DISCRIMINATORS = new Set(['type', 'role', 'object', 'kind', 'mode'])

/** @returns true if the value has another type or another tag than the branch */
function contradictsBranch(branch: Schema, value: Json): boolean {
  const types = schemaTypes(branch)
  const isOfOtherType = types.length > 0 && !types.includes('object')
  return (
    isObject(value) &&
    (isOfOtherType ||
      [...DISCRIMINATORS].some((tag) => {
        const values = discriminatorValues(branch, tag)
        return values.length > 0 && !values.includes(value[tag] ?? null)
      }))
  )
}

/** @returns true if the branch declares the values of a tag */
function hasDiscriminator(branch: Schema): boolean {
  return [...DISCRIMINATORS].some((tag) => discriminatorValues(branch, tag).length > 0)
}

function discriminatorValues({ properties = {} }: Schema, tag: string): Json[] {
  const allowed = properties[tag]
  return allowed?.const === undefined ? (allowed?.enum ?? []) : [allowed.const]
}

function memberAt(value: Json, step: string | number): Json {
  const member: unknown = Reflect.get(Object(value), step)
  return member as Json
}

function toParam(path: Path): string {
  return path.reduce<string>(
    (name, step) => (typeof step === 'number' ? `${name}[${step}]` : name === '' ? step : `${name}.${step}`),
    '',
  )
}
