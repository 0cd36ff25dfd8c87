import { type OpenApiDocument, resolveSchema, type Schema } from '../document/document.ts'

/** One alternative of a schema: the keywords of the schema, of its `allOf` parts and of one branch of each union. */
export interface Leaf {
  /** Identifies the schemas that the leaf was made of. */
  key: string
  types: readonly string[]
  properties: Readonly<Record<string, readonly Schema[]>>
  required: readonly string[]
  additional: boolean | Schema | undefined
  items: readonly Schema[]
  descriptions: readonly string[]
  /** Values of the overlay's extensions, by name without `x-mock-`. */
  extensions: Readonly<Record<string, unknown>>
}

const EMPTY: Leaf = {
  key: '',
  types: [],
  properties: {},
  required: [],
  additional: undefined,
  items: [],
  descriptions: [],
  extensions: {},
}

/** Far above the alternatives of any schema; products of unions could grow without limit. */
const MAX_LEAVES = 400

const EXTENSION = 'x-mock-'

/** @returns the alternatives of schemas, without the alternative null */
export type LeavesOf = (schemas: readonly Schema[]) => Leaf[]

/** Creates the expansion of the schemas of a document. */
export function schemaLeaves(document: OpenApiDocument): LeavesOf {
  const ids = new WeakMap<Schema, number>()
  let count = 0
  const idOf = (schema: Schema): number => {
    const id = ids.get(schema) ?? (count += 1)
    ids.set(schema, id)
    return id
  }

  const expand = (schema: Schema, open: ReadonlySet<Schema>): Leaf[] => {
    const resolved = resolveSchema(document, schema)
    if (open.has(resolved)) {
      return [EMPTY]
    }
    const inside = new Set([...open, resolved])
    // A description beside a reference belongs to the place, so it applies, too.
    const own = [ownLeaf(resolved, idOf(resolved)), ...(resolved === schema ? [] : [describedLeaf(schema)])]
    const parts = (resolved.allOf ?? []).map((part) => expand(part, inside))
    const union = resolved.anyOf ?? resolved.oneOf
    const branches = union?.flatMap((branch) => (isNull(branch) ? [] : expand(branch, inside)))
    return [...parts, ...(branches === undefined ? [] : [branches])].reduce(
      (leaves, alternatives) => product(leaves, alternatives),
      [own.reduce(mergeLeaves)],
    )
  }
  return (schemas) => schemas.flatMap((schema) => expand(schema, new Set()))
}

function product(leaves: readonly Leaf[], alternatives: readonly Leaf[]): Leaf[] {
  return alternatives.length === 0
    ? [...leaves]
    : leaves.flatMap((leaf) => alternatives.map((other) => mergeLeaves(leaf, other))).slice(0, MAX_LEAVES)
}

function isNull({ type }: Schema): boolean {
  return type === 'null'
}

function ownLeaf(schema: Schema, id: number): Leaf {
  const { properties = {}, required = [], additionalProperties, items } = schema
  return {
    ...describedLeaf(schema),
    key: String(id),
    types: [schema.type ?? []].flat().filter((type) => type !== 'null'),
    properties: Object.fromEntries(Object.entries(properties).map(([name, property]) => [name, [property]])),
    required,
    additional: additionalProperties,
    items: items === undefined ? [] : [items],
  }
}

function describedLeaf(schema: Schema): Leaf {
  const { description } = schema
  const extensions = Object.entries(schema).filter(([name]) => name.startsWith(EXTENSION))
  return {
    ...EMPTY,
    descriptions: typeof description === 'string' ? [description] : [],
    extensions: Object.fromEntries(extensions.map(([name, value]) => [name.slice(EXTENSION.length), value])),
  }
}

function mergeLeaves(one: Leaf, other: Leaf): Leaf {
  const properties: Record<string, readonly Schema[]> = { ...one.properties }
  for (const [name, schemas] of Object.entries(other.properties)) {
    properties[name] = [...(properties[name] ?? []), ...schemas]
  }
  return {
    key: [one.key, other.key].filter((key) => key !== '').join('+'),
    types: [...new Set([...one.types, ...other.types])],
    properties,
    required: [...new Set([...one.required, ...other.required])],
    additional: one.additional ?? other.additional,
    items: [...one.items, ...other.items],
    descriptions: [...one.descriptions, ...other.descriptions],
    extensions: { ...one.extensions, ...other.extensions },
  }
}
