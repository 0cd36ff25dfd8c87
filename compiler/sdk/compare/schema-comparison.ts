import { formatPointer } from '../../../src/web/json/pointer.ts'
import type { Comparison, OnPair } from './comparison.ts'
import {
  type OpenApiDocument,
  referencedSchema,
  resolveSchema,
  type Schema,
} from '../../document/document.ts'
import { compareValues, comparableTypes } from './compare-values.ts'
import { unwrapSchema, branchesOf, isUnion, pairBranches } from './pair-branches.ts'

/** Compares schemas of the document and the SDK; each pair of component schemas only once. */
export class SchemaComparison {
  readonly document: OpenApiDocument
  readonly #sdk: OpenApiDocument
  readonly #onPair: OnPair | undefined
  readonly #seen = new Set<string>()
  readonly #twins = new Map<string, string>()
  readonly #visits = new Map<string, number>()

  constructor(document: OpenApiDocument, sdk: OpenApiDocument, onPair?: OnPair) {
    this.document = document
    this.#sdk = sdk
    this.#onPair = onPair
  }

  /** Names of the SDK's component schemas, mapped to the corresponding names in the document. */
  get matchedNames(): ReadonlyMap<string, string> {
    return this.#twins
  }

  /** @returns how many SDK schemas were compared with the document's schema at this pointer */
  visitCount(pointer: string): number {
    return this.#visits.get(pointer) ?? 0
  }

  /**
   * @param ours schema of the document
   * @param theirs the corresponding schema of the SDK
   */
  compare(ours: Schema, theirs: Schema, comparison: Comparison): void {
    const name = referencedSchema(ours)
    const theirName = referencedSchema(theirs)
    const at =
      name === undefined
        ? comparison
        : { ...comparison, pointer: formatPointer(['components', 'schemas', name]) }
    if (theirName !== undefined) {
      const pair = `${name ?? comparison.pointer} ${theirName}`
      if (this.#seen.has(pair)) {
        return
      }
      this.#seen.add(pair)
      if (name !== undefined && !this.#twins.has(theirName)) {
        this.#twins.set(theirName, name)
      }
    } else if (name !== undefined) {
      const pair = `${name} ${JSON.stringify(theirs)}`
      if (this.#seen.has(pair)) {
        return
      }
      this.#seen.add(pair)
    }
    this.#visits.set(at.pointer, this.visitCount(at.pointer) + 1)
    this.#onPair?.(ours, theirs)
    this.#compareResolved(unwrapSchema(this.document, ours), unwrapSchema(this.#sdk, theirs), at)
  }

  #compareResolved(ours: Schema, theirs: Schema, at: Comparison): void {
    if (isUnion(ours) || isUnion(theirs)) {
      this.#compareUnions(ours, theirs, at)
      return
    }
    const parts = this.#partsOf(ours)
    if (theirs.properties !== undefined && parts.length > 0) {
      this.#compareProperties(parts, theirs, at)
    } else if (ours.items !== undefined && theirs.items !== undefined) {
      this.compare(ours.items, theirs.items, { ...at, pointer: `${at.pointer}/items` })
    } else if (isOpenMap(ours) && isOpenMap(theirs)) {
      const pointer = `${at.pointer}/additionalProperties`
      this.compare(ours.additionalProperties, theirs.additionalProperties, { ...at, pointer })
    } else if (parts.length === 0 && theirs.properties === undefined) {
      compareValues(ours, theirs, at)
    } else if (comparableTypes(ours).length > 0 && !comparableTypes(ours).includes('object')) {
      compareValues(ours, { type: 'object' }, at)
    }
  }

  #compareUnions(ours: Schema, theirs: Schema, at: Comparison): void {
    const { pairs, sdkOnly, documentOnly } = pairBranches(
      branchesOf(this.document, ours),
      branchesOf(this.#sdk, theirs),
    )
    for (const { ours: one, theirs: other, index } of pairs) {
      this.compare(one, other, { ...at, pointer: `${at.pointer}/${unionKeyword(ours)}/${index}` })
    }
    for (const { schema, tag } of documentOnly) {
      at.report({
        of: 'document',
        kind: 'alternative',
        pointer: at.pointer,
        what: tag ?? describeSchema(schema),
      })
    }
    for (const { schema, tag } of sdkOnly) {
      const union = ours.oneOf ?? ours.anyOf
      const add =
        union === undefined
          ? undefined
          : (translate: (schema: Schema) => Schema) => union.push(translate(schema))
      const what = tag ?? describeSchema(schema)
      const added = add && { add, widens: { schema: ours, by: what } }
      at.report({ of: 'sdk', kind: 'alternative', pointer: at.pointer, what, ...added })
    }
  }

  #compareProperties(parts: Schema[], theirs: Schema, at: Comparison): void {
    const theirProperties = theirs.properties ?? {}
    for (const [name, property] of Object.entries(theirProperties)) {
      const holder = parts.find((part) => part.properties?.[name] !== undefined)
      const own = holder?.properties?.[name]
      const pointer = at.pointer + formatPointer(['properties', name])
      if (own !== undefined) {
        this.compare(own, property, { ...at, pointer })
        continue
      }
      if (parts.some(isOpenMap)) {
        continue
      }
      const add = (translate: (schema: Schema) => Schema): void => {
        const target = parts[0]
        if (target !== undefined && target.properties?.[name] === undefined) {
          target.properties = { ...target.properties, [name]: translate(property) }
        }
      }
      at.report({ of: 'sdk', kind: 'property', pointer, what: name, add })
    }
    for (const part of parts) {
      for (const name of Object.keys(part.properties ?? {})) {
        if (!Object.hasOwn(theirProperties, name)) {
          const pointer = at.pointer + formatPointer(['properties', name])
          at.report({ of: 'document', kind: 'property', pointer, what: name })
        }
      }
    }
  }

  /** Objects whose properties a schema has, through `allOf` and references; inline ones first, for additions. */
  #partsOf(schema: Schema): Schema[] {
    const inline = (schema.allOf ?? []).filter((part) => referencedSchema(part) === undefined)
    const referenced = (schema.allOf ?? []).filter((part) => referencedSchema(part) !== undefined)
    const inner = [...inline, ...referenced].flatMap((part) =>
      this.#partsOf(resolveSchema(this.document, part)),
    )
    return schema.properties === undefined ? inner : [schema, ...inner]
  }
}

function isOpenMap(schema: Schema): schema is Schema & { additionalProperties: Schema } {
  return typeof schema.additionalProperties === 'object'
}

function unionKeyword({ oneOf }: Schema): string {
  return oneOf === undefined ? 'anyOf' : 'oneOf'
}

/** A short label for an alternative. */
function describeSchema(schema: Schema): string {
  return referencedSchema(schema) ?? schema.title ?? [schema.type ?? 'an alternative'].flat().join(' or ')
}
