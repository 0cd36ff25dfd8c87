import type { RequestFacts, StatedLimit, ValueFacts } from '../../src/catalogue/contract.ts'
import { isForm, isJson, mediaTypeOf } from '../../src/web/http/media-type.ts'
import {
  type LocatedOperation,
  type OpenApiDocument,
  resolveSchema,
  type Schema,
} from '../document/document.ts'
import { shrinkFacts } from './shrink-facts.ts'
import { type Leaf, type LeavesOf, schemaLeaves } from './schema-leaves.ts'
import { type LimitedType, statedLimits, statedMapLimits } from './stated-limits.ts'

/**
 * Compiles the facts about requests that service rules need: the known members of objects, and the limits that the
 * document states in prose. Extensions of the overlay add to them:
 *
 * - `x-mock-limits: { maxLength: 40 }` on a schema adds limits.
 * - `x-mock-members: [name]` on an object adds known members.
 * - `x-mock-open: true` on a schema accepts unknown members at every level below it. Forms are open unless it is false.
 *
 * @param document a normalized document, in which references are resolved
 * @returns a function that compiles one operation
 */
export function requestFacts(
  document: OpenApiDocument,
): (located: LocatedOperation) => { facts?: RequestFacts } {
  const leavesOf = schemaLeaves(document)
  return ({ operation }) => {
    const builder = createFactBuilder(document, leavesOf)
    const content = Object.entries(operation.requestBody?.content ?? {})
    const body = content.find(([mediaType]) => isJson(mediaTypeOf(mediaType)))?.[1].schema
    const form = content.find(([mediaType]) => isForm(mediaType))?.[1].schema
    const query = (operation.parameters ?? []).filter((parameter) => parameter.in === 'query')
    const roots = {
      ...(body && { body: builder.add([body], false) }),
      ...(form && { form: builder.add([form], true) }),
      ...(query.length > 0 && {
        query: builder.addOpen(
          Object.fromEntries(
            query.map(({ name, description, schema = {} }): [string, Schema[]] => [
              name,
              description === undefined ? [schema] : [{ allOf: [schema], description }],
            ]),
          ),
        ),
      }),
    }
    const facts = shrinkFacts({ values: builder.values, ...roots })
    return facts === undefined ? {} : { facts }
  }
}

interface FactBuilder {
  values: ValueFacts[]
  /** @returns the index of the facts of schemas, one of which a value has */
  add(schemas: readonly Schema[], isOpen: boolean): number
  /** @returns the index of the facts of an object that may have other members */
  addOpen(properties: Record<string, readonly Schema[]>): number
}

function createFactBuilder(document: OpenApiDocument, leavesOf: LeavesOf): FactBuilder {
  const values: ValueFacts[] = []
  const indexes = new Map<string, number>()

  const addLeaves = (leaves: readonly Leaf[], isOpen: boolean, triedTags: readonly string[]): number => {
    const key = `${isOpen} ${triedTags.join()} ${leaves
      .map((leaf) => leaf.key)
      .toSorted()
      .join()}`
    const known = indexes.get(key)
    if (known !== undefined) {
      return known
    }
    const index = values.length
    const facts: ValueFacts = {}
    values.push(facts)
    indexes.set(key, index)
    Object.assign(facts, factsOf(leaves, isOpen, triedTags))
    return index
  }

  const factsOf = (leaves: readonly Leaf[], inherited: boolean, triedTags: readonly string[]): ValueFacts => {
    const isOpen = isOpenAt(leaves, inherited)
    const objects = leaves.filter(isObject)
    const union = objects.length > 1 ? unionFacts(objects, isOpen, triedTags) : undefined
    const arrays = leaves.flatMap(({ items }) => items)
    return {
      ...(union ?? (objects.length > 0 ? objectFacts(objects, isOpen) : {})),
      ...(arrays.length > 0 && { items: add(arrays, isOpen) }),
      ...limitFacts(leaves),
    }
  }

  const unionFacts = (
    objects: readonly Leaf[],
    isOpen: boolean,
    triedTags: readonly string[],
  ): ValueFacts | undefined => {
    const tag = TAGS.find((name) => !triedTags.includes(name) && distinguishes(document, objects, name))
    if (tag === undefined) {
      return undefined
    }
    const branches: Record<string, number> = {}
    const groups = Map.groupBy(
      objects.flatMap((leaf) => tagValues(document, leaf, tag).map((value) => ({ value, leaf }))),
      ({ value }) => value,
    )
    for (const [value, members] of groups) {
      branches[value] = addLeaves(
        members.map(({ leaf }) => leaf),
        isOpen,
        [...triedTags, tag],
      )
    }
    return { tag, branches }
  }

  const objectFacts = (objects: readonly Leaf[], isOpen: boolean): ValueFacts => {
    const members: Record<string, number> = {}
    for (const name of new Set(objects.flatMap(({ properties }) => Object.keys(properties)))) {
      members[name.replace(/\[\]$/, '')] = add(
        objects.flatMap(({ properties }) => properties[name] ?? []),
        isOpen,
      )
    }
    for (const name of objects.flatMap(({ extensions }) => stringsOf(extensions['members']))) {
      members[name] ??= -1
    }
    const isClosed = !isOpen && objects.every(isClosedObject)
    const map = statedMapLimits(objects.flatMap(({ descriptions }) => descriptions).join('\n'))
    return {
      members,
      ...(isClosed && { closed: true as const }),
      ...(map.name !== undefined && { maxNameLength: map.name }),
      ...(map.value !== undefined && { others: addLimits([['maxLength', map.value]]) }),
    }
  }

  const addLimits = (limits: StatedLimit[]): number => {
    values.push({ limits })
    return values.length - 1
  }

  const add = (schemas: readonly Schema[], isOpen: boolean): number =>
    addLeaves(leavesOf(schemas), isOpen, [])

  const addOpen = (properties: Record<string, readonly Schema[]>): number => {
    const members = Object.fromEntries(
      Object.entries(properties).map(([name, schemas]) => [name.replace(/\[\]$/, ''), add(schemas, true)]),
    )
    values.push({ members })
    return values.length - 1
  }
  return { values, add, addOpen }
}

/** @param inherited whether the surrounding value accepts unknown members */
function isOpenAt(leaves: readonly Leaf[], inherited: boolean): boolean {
  const marks = leaves.map(({ extensions }) => extensions['open'])
  return inherited ? !marks.includes(false) : marks.includes(true)
}

/** Members that distinguish the branches of unions, in the order tried. */
const TAGS = ['type', 'role', 'object', 'mode']

function isObject({ types, properties }: Leaf): boolean {
  return types.includes('object') || (types.length === 0 && Object.keys(properties).length > 0)
}

/** An object without properties is a map. */
function isClosedObject({ properties, additional }: Leaf): boolean {
  return Object.keys(properties).length > 0 && (additional === undefined || additional === false)
}

function distinguishes(document: OpenApiDocument, objects: readonly Leaf[], tag: string): boolean {
  const values = objects.map((leaf) => tagValues(document, leaf, tag).toSorted().join())
  return new Set(values).size > 1 && objects.every((leaf) => leaf.properties[tag] !== undefined)
}

/** @returns the values of a tag that a leaf accepts, '' if it may be missing, `*` if any other value is possible */
function tagValues(document: OpenApiDocument, leaf: Leaf, tag: string): string[] {
  const values = (leaf.properties[tag] ?? []).flatMap((schema) => enumerated(document, schema))
  const known = values.length > 0 ? values : ['*']
  return leaf.required.includes(tag) ? known : [...known, '']
}

function enumerated(document: OpenApiDocument, schema: Schema): string[] {
  const resolved = resolveSchema(document, schema)
  const own = resolved.const === undefined ? (resolved.enum ?? []) : [resolved.const]
  const inner = [...(resolved.anyOf ?? []), ...(resolved.oneOf ?? []), ...(resolved.allOf ?? [])]
  return [...own.map(String), ...inner.flatMap((branch) => enumerated(document, branch))].filter(
    (value) => value !== 'null',
  )
}

/** Types of values by JSON Schema type. */
const LIMITED_TYPES: Readonly<Record<string, LimitedType>> = {
  string: 'string',
  array: 'array',
  object: 'object',
  integer: 'number',
  number: 'number',
}

/** Limits hold only if every alternative of the same type states them. */
function limitFacts(leaves: readonly Leaf[]): Pick<ValueFacts, 'limits'> {
  const byType = new Map<LimitedType, StatedLimit[][]>()
  for (const leaf of leaves) {
    const types = new Set(leaf.types.flatMap((type) => LIMITED_TYPES[type] ?? []))
    for (const type of types) {
      byType.set(type, [...(byType.get(type) ?? []), limitsOfLeaf(leaf, type)])
    }
  }
  const limits = [...byType.values()].flatMap(commonLimits)
  return limits.length > 0 ? { limits } : {}
}

function limitsOfLeaf({ descriptions, extensions }: Leaf, type: LimitedType): StatedLimit[] {
  const stated = descriptions.flatMap((description) => statedLimits(description, type))
  const added = Object.entries(Object(extensions['limits']))
    .filter(isLimit)
    .filter(([keyword]) => TYPE_OF_KEYWORD[keyword] === type)
  const names = new Set(added.map(([keyword]) => keyword))
  return [...added, ...new Map(stated.filter(([keyword]) => !names.has(keyword))).entries()]
}

const TYPE_OF_KEYWORD: Readonly<Record<StatedLimit[0], LimitedType>> = {
  minLength: 'string',
  maxLength: 'string',
  pattern: 'string',
  minItems: 'array',
  maxItems: 'array',
  maxProperties: 'object',
  minimum: 'number',
  maximum: 'number',
}

function isLimit(entry: readonly [string, unknown]): entry is [StatedLimit[0], number | string] {
  return Object.hasOwn(TYPE_OF_KEYWORD, entry[0]) && ['number', 'string'].includes(typeof entry[1])
}

function commonLimits(alternatives: readonly StatedLimit[][]): StatedLimit[] {
  const [first = [], ...rest] = alternatives
  return first.filter(([keyword, limit]) =>
    rest.every((limits) => limits.some(([name, value]) => name === keyword && value === limit)),
  )
}

function stringsOf(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : []
}
