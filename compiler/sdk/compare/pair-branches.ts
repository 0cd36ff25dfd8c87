import { type Components, type Json, resolveSchema, type Schema } from '../../document/document.ts'
import { propertiesOf } from '../../document/properties.ts'
import { flattenUnion, unionOf } from '../../document/unions.ts'
import { comparableTypes, enumValues } from './compare-values.ts'

/** An alternative of a union. */
export interface Branch {
  schema: Schema
  /** Index in the union. */
  index: number
  /** `object`, `array`, `string`, ... */
  type: string
  /** Constant or enum values of its properties. */
  constants: ReadonlyMap<string, readonly Json[]>
}

/** An alternative without a counterpart. */
export interface UnmatchedBranch {
  schema: Schema
  /** The tag that distinguishes it from the others: `type: web_search`. */
  tag?: string
}

/** Properties that OpenAI's API uses as tags, most reliable first. */
const TAG_PROPERTIES = ['type', 'role', 'object', 'event', 'status', 'mode']

/**
 * Resolves references and unwraps `allOf` around a single schema, which documents use to annotate a reference.
 */
export function unwrapSchema(document: Components, schema: Schema): Schema {
  const resolved = resolveSchema(document, schema)
  const parts = resolved.properties === undefined ? (resolved.allOf ?? []) : []
  const [only, ...others] = parts.filter((part) => part.$ref !== undefined || !isAnnotation(part))
  return only === undefined || others.length > 0 ? resolved : unwrapSchema(document, only)
}

function isAnnotation(schema: Schema): boolean {
  return Object.keys(schema).every((keyword) =>
    ['nullable', 'description', 'default', 'title'].includes(keyword),
  )
}

/** @returns true for a schema that only consists of alternatives */
export function isUnion(schema: Schema): boolean {
  return schema.allOf === undefined && unionOf(schema) !== undefined
}

/** @returns the alternatives of a schema without null, nested unions inlined; the schema itself if it is not a union */
export function branchesOf(document: Components, schema: Schema): Branch[] {
  const leaves = flattenUnion(schema, (part) => {
    const resolved = unwrapSchema(document, part)
    return isUnion(resolved) ? unionOf(resolved) : undefined
  })
  return leaves.flatMap((leaf, index) => {
    const resolved = unwrapSchema(document, leaf)
    const [type = resolved.allOf === undefined ? undefined : 'object'] = comparableTypes(resolved)
    return type === undefined
      ? []
      : [
          {
            schema: leaf,
            index,
            type,
            constants: type === 'object' ? constantsOf(document, leaf) : new Map(),
          },
        ]
  })
}

function constantsOf(document: Components, schema: Schema): Map<string, readonly Json[]> {
  const constants = new Map<string, readonly Json[]>()
  for (const [name, property] of Object.entries(propertiesOf(document, schema))) {
    const values = enumValues(unwrapSchema(document, property))
    if (values !== undefined) {
      constants.set(name, values)
    }
  }
  return constants
}

/** Matches the alternatives of the document with those of the SDK. */
export function pairBranches(
  ours: Branch[],
  theirs: Branch[],
): {
  pairs: { ours: Schema; theirs: Schema; index: number }[]
  sdkOnly: UnmatchedBranch[]
  documentOnly: UnmatchedBranch[]
} {
  const pairs: { ours: Schema; theirs: Schema; index: number }[] = []
  const pair = (one: Branch, other: Branch) =>
    pairs.push({ ours: one.schema, theirs: other.schema, index: one.index })
  const sdkOnly: UnmatchedBranch[] = []
  const documentOnly: UnmatchedBranch[] = []
  const types = new Set([...ours, ...theirs].map(({ type }) => type))
  for (const type of types) {
    const own = ours.filter((branch) => branch.type === type)
    const other = theirs.filter((branch) => branch.type === type)
    const [first] = own
    const [theirFirst] = other
    if (own.length === 0) {
      sdkOnly.push(...other.map(({ schema }) => ({ schema })))
    } else if (other.length === 0) {
      documentOnly.push(...own.map(({ schema }) => ({ schema })))
    } else if (own.length === 1 && other.length === 1 && first !== undefined && theirFirst !== undefined) {
      pair(first, theirFirst)
    } else if (type === 'object') {
      pairByTag(own, other, { pair, sdkOnly, documentOnly })
    } else if (type === 'string' || type === 'number') {
      pairValues(own, other, pair)
    }
  }
  return { pairs, sdkOnly, documentOnly }
}

/** Only closed lists are compared; names next to a plain `string` are just suggestions. */
function pairValues(ours: Branch[], theirs: Branch[], pair: (one: Branch, other: Branch) => void): void {
  const listed = (branch: Branch) => enumValues(branch.schema) !== undefined
  const [one] = ours
  const [other] = theirs
  if (ours.every(listed) && theirs.every(listed) && one !== undefined && other !== undefined) {
    pair(one, other)
  }
}

function pairByTag(
  ours: Branch[],
  theirs: Branch[],
  found: {
    pair: (one: Branch, other: Branch) => void
    sdkOnly: UnmatchedBranch[]
    documentOnly: UnmatchedBranch[]
  },
): void {
  const tag = TAG_PROPERTIES.find((name) => ours.every(hasConstant(name)) && theirs.every(hasConstant(name)))
  const [only, ...others] = ours
  if (tag === undefined) {
    if (only !== undefined && others.length === 0) {
      theirs.forEach((other) => found.pair(only, other))
    }
    return
  }
  const matches = (one: Branch, other: Branch) =>
    one.constants.get(tag)?.some((value) => other.constants.get(tag)?.includes(value)) === true
  const label = ({ constants }: Branch) =>
    `${tag}: ${
      constants
        .get(tag)
        ?.map((value) => JSON.stringify(value))
        .join(' or ') ?? ''
    }`
  for (const other of theirs) {
    // If several have the same tag, prefer the one that shares the most constants.
    const [best] = ours
      .filter((one) => matches(one, other))
      .toSorted((one, another) => sharedConstants(another, other) - sharedConstants(one, other))
    if (best === undefined) {
      found.sdkOnly.push({ schema: other.schema, tag: label(other) })
    } else {
      found.pair(best, other)
    }
  }
  for (const one of ours.filter((candidate) => !theirs.some((other) => matches(candidate, other)))) {
    found.documentOnly.push({ schema: one.schema, tag: label(one) })
  }
}

function hasConstant(name: string): (branch: Branch) => boolean {
  return ({ constants }) => constants.has(name)
}

function sharedConstants(one: Branch, other: Branch): number {
  return [...one.constants].filter(([name, values]) =>
    other.constants.get(name)?.some((value) => values.includes(value)),
  ).length
}
