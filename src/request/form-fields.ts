import type { FieldShape } from '../catalogue/contract.ts'
import { parseBoundedJson } from '../web/json/parse-bounded.ts'
import { isRecord } from '../web/json/is-record.ts'

/** Fields of a form or query, nested by bracket names such as `tools[0][type]` and `include[]`. */
export type Fields<Leaf> = { [name: string]: FieldValue<Leaf> }

/** The value of a field: a value as sent, an array or nested fields. */
export type FieldValue<Leaf> = Leaf | FieldValue<Leaf>[] | Fields<Leaf>

/** Maximum depth of a bracket name. Deeper names, which no client sends, are not parsed. */
const MAX_NAME_DEPTH = 12

/**
 * Parses bracket names into nested fields. `a[]`, `a[0]` and a repeated `a` create an array, `a[b]` an object.
 *
 * @param entries names and values in the order they were sent
 */
export function parseFields<Leaf extends string | File>(entries: Iterable<[string, Leaf]>): Fields<Leaf> {
  const fields: Fields<Leaf> = {}
  for (const [name, value] of entries) {
    assign(fields, parseFieldName(name), value)
  }
  return fields
}

/**
 * Converts string values to the arrays and objects that the operation declares. Values are split at the delimiter or
 * parsed as JSON.
 *
 * @param fields the result of {@link parseFields} (not mutated)
 * @param shapes the fields that are arrays or objects
 */
export function shapeFields<Leaf>(
  fields: Fields<Leaf>,
  shapes: Record<string, FieldShape>,
): Record<string, unknown> {
  const shaped: Record<string, unknown> = { ...fields }
  for (const [name, { kind, delimiter }] of Object.entries(shapes)) {
    const value = shaped[name]
    if (typeof value === 'string') {
      const parsed = /^\s*[[{]/.test(value) ? parseJson(value) : undefined
      const split = kind === 'array' && delimiter !== undefined ? value.split(delimiter) : undefined
      shaped[name] = parsed ?? split?.map((item) => item.trim()) ?? value
    }
  }
  return shaped
}

/** @returns the fields with each file replaced by its name, for validation and patches */
export function withFileNames(fields: Record<string, unknown>): Record<string, unknown> {
  const replaceFiles = (member: unknown): unknown => {
    if (member instanceof File) {
      return member.name
    }
    return Array.isArray(member) ? member.map(replaceFiles) : member
  }
  return Object.fromEntries(Object.entries(fields).map(([name, member]) => [name, replaceFiles(member)]))
}

function parseFieldName(name: string): string[] {
  const match = /^([^[\]]+)((?:\[[^[\]]*\])*)$/.exec(name)
  const keys =
    match === null ? [] : [...(match[2] ?? '').matchAll(/\[([^[\]]*)\]/g)].map(([, key = '']) => key)
  return match === null || keys.length > MAX_NAME_DEPTH ? [name] : [match[1] ?? name, ...keys]
}

function assign<Leaf>(fields: Fields<Leaf>, path: string[], value: Leaf): void {
  const [key = '', next, ...rest] = path
  if (key === '__proto__') {
    return
  }
  const existing = Object.hasOwn(fields, key) ? fields[key] : undefined
  if (next === undefined) {
    if (Array.isArray(existing)) {
      existing.push(value)
    } else {
      fields[key] = existing === undefined ? value : [existing, value]
    }
  } else if (isIndex(next)) {
    const list = Array.isArray(existing) ? existing : existing === undefined ? [] : [existing]
    append(list, next, rest, value)
    fields[key] = list
  } else {
    const inner = isFields(existing) ? existing : {}
    assign(inner, [next, ...rest], value)
    fields[key] = inner
  }
}

/** `a[][x]=1&a[][y]=2` is one object, until a name repeats; `a[0][x]` and `a[1][x]` are two. */
function append<Leaf>(list: FieldValue<Leaf>[], index: string, rest: string[], value: Leaf): void {
  const [name] = rest
  if (name === undefined) {
    list.push(value)
    return
  }
  const position = index === '' ? list.length - 1 : Number(index)
  const current = list[position]
  if (isFields(current) && (index !== '' || rest.length > 1 || !Object.hasOwn(current, name))) {
    assign(current, rest, value)
  } else {
    const added: Fields<Leaf> = {}
    assign(added, rest, value)
    list.push(added)
  }
}

function isIndex(key: string): boolean {
  return /^\d*$/.test(key)
}

function isFields<Leaf>(value: FieldValue<Leaf> | undefined): value is Fields<Leaf> {
  return isRecord(value) && !(value instanceof File)
}

function parseJson(text: string): unknown {
  const parsed = parseBoundedJson(text)
  return 'issue' in parsed ? undefined : parsed.value
}
