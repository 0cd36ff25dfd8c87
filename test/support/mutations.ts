import { isObject, type Json, type OpenApiDocument, type Schema } from '../../compiler/document/document.ts'
import { unionBranches, flattenSchema, acceptsOnlyNull, schemaTypes } from './flatten-schema.ts'
import { contradictsBranch, DISCRIMINATORS, hasDiscriminator } from './union-tags.ts'

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

/** A part of the valid value, with its schema. */
interface Part {
  schema: Schema
  value: Json
  path: Path
}

/**
 * Lists mutations that a document clearly forbids. Inside unions, only branches that a tag such as `type` selects are
 * mutated.
 *
 * @param document a normalized document
 * @param schema an object schema of the document
 * @param root a valid value of the schema
 */
export function listMutations(document: OpenApiDocument, schema: Schema, root: Json): Mutation[] {
  const finder = new MutationFinder(document, root)
  finder.visit({ schema, value: root, path: [] })
  return finder.mutations
}

class MutationFinder {
  readonly mutations: Mutation[] = []
  private readonly document: OpenApiDocument
  private readonly root: Json

  constructor(document: OpenApiDocument, root: Json) {
    this.document = document
    this.root = root
  }

  visit({ schema, value, path }: Part): void {
    const flat = flattenSchema(this.document, schema)
    const branches = unionBranches(this.document, flat).filter((branch) => !acceptsOnlyNull(branch))
    if (branches.length > 0) {
      this.visitUnion(branches, value, path)
      return
    }
    if (path.length > 0) {
      this.mutate({ schema: flat, value, path })
    }
    if (isObject(value)) {
      this.visitMembers(flat, value, path)
    } else if (Array.isArray(value)) {
      value.forEach((item, index) =>
        this.visit({ schema: flat.items ?? {}, value: item, path: [...path, index] }),
      )
    }
  }

  /** Visits the only branch, or the members of the branch that the tag of an object selects. */
  private visitUnion(branches: Schema[], value: Json, path: Path): void {
    const [only, ...others] = branches
    if (only !== undefined && others.length === 0) {
      if (value !== null) {
        this.visit({ schema: only, value, path })
      }
      return
    }
    const [selected, ...alternatives] = branches.filter((branch) => !contradictsBranch(branch, value))
    if (isObject(value) && selected && alternatives.length === 0 && hasDiscriminator(selected)) {
      this.visitMembers(selected, value, path)
    }
  }

  private visitMembers(schema: Schema, value: { [key: string]: Json }, path: Path): void {
    for (const name of schema.required ?? []) {
      if (name in value && !DISCRIMINATORS.has(name)) {
        this.add([...path, name], 'missing_required_parameter', (holder, key) => {
          Reflect.deleteProperty(Object(holder), key)
        })
      }
    }
    if (schema.additionalProperties === false) {
      this.replace([...path, 'unheard_of'], 'unknown_parameter', 1)
    }
    for (const [name, member] of Object.entries(schema.properties ?? {})) {
      const inner = value[name]
      if (inner !== undefined && !DISCRIMINATORS.has(name)) {
        this.visit({ schema: member, value: inner, path: [...path, name] })
      }
    }
  }

  private mutate(part: Part): void {
    const { schema, value, path } = part
    if (schema.enum !== undefined || schema.const !== undefined) {
      if (typeof value === 'string') {
        this.replace(path, 'invalid_value', 'no such value')
      }
      return
    }
    this.mutateType(part)
    if (typeof value === 'number') {
      this.exceedBounds(part)
    } else if (typeof value === 'string') {
      this.exceedLength(part)
    } else if (Array.isArray(value) && (schema.minItems ?? 0) > 0) {
      this.replace(path, 'empty_array', [])
    }
  }

  private mutateType({ schema, path }: Part): void {
    const types = schemaTypes(schema)
    if (types.includes('object')) {
      this.replace(path, 'invalid_type', 'text')
    } else if (types.length > 0) {
      this.replace(path, 'invalid_type', types.includes('string') ? [[]] : { not: ['this'] })
    }
  }

  private exceedBounds({ schema, path }: Part): void {
    const kind = schemaTypes(schema).includes('integer') ? 'integer' : 'decimal'
    if (hasExactNeighbors(schema.minimum)) {
      this.replace(path, `${kind}_below_min_value`, schema.minimum - 1)
    }
    if (hasExactNeighbors(schema.maximum)) {
      this.replace(path, `${kind}_above_max_value`, schema.maximum + 1)
    }
  }

  private exceedLength({ schema, path }: Part): void {
    if (schema.maxLength !== undefined && schema.maxLength < 100_000) {
      this.replace(path, 'string_above_max_length', 'x'.repeat(schema.maxLength + 1))
    }
    if ((schema.minLength ?? 0) > 0) {
      this.replace(path, 'empty_string', '')
    }
  }

  private replace(path: Path, code: string, value: Json): void {
    this.add(path, code, (holder, key) => Reflect.set(Object(holder), key, value))
  }

  /** Adds a copy of the valid value with one change. */
  private add(path: Path, code: string, change: (holder: Json, key: string | number) => void): void {
    const value = structuredClone(this.root)
    const [key] = path.slice(-1)
    const holder = path.slice(0, -1).reduce<Json>((inner, step) => memberAt(inner, step), value)
    if (key !== undefined) {
      change(holder, key)
      this.mutations.push({ param: toParam(path), code, value })
    }
  }
}

/** @returns true if the integers next to the bound are exact; above 2^53, doubles skip integers */
function hasExactNeighbors(bound: number | undefined): bound is number {
  return bound !== undefined && Math.abs(bound) < Number.MAX_SAFE_INTEGER
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
