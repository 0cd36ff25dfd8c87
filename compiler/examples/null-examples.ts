import { isJson } from '../../src/web/http/media-type.ts'
import { Diagnostics } from '../diagnostics.ts'
import { referenceExamples } from './reference-examples.ts'
import {
  isObject,
  type Json,
  type OpenApiDocument,
  operationsOf,
  resolveSchema,
  type Schema,
} from '../document/document.ts'

/**
 * Allows null where the document's own response examples have it. The examples show what the service sends, and several
 * schemas lack `nullable`.
 *
 * @param document a document before normalization (not mutated)
 * @returns a copy in which those properties are `nullable`
 */
export function allowExampleNulls(document: OpenApiDocument): OpenApiDocument {
  const copy = structuredClone(document)
  for (const located of operationsOf(copy)) {
    const examples = referenceExamples(located, new Diagnostics()).map(({ value }) => value)
    for (const [code, response] of Object.entries(located.operation.responses ?? {})) {
      for (const [name, { schema, example, examples: named = {} }] of Object.entries(
        response.content ?? {},
      )) {
        if (code.startsWith('2') && isJson(name) && schema !== undefined) {
          const own = [example, ...Object.values(named).map(({ value }) => value)]
          const values = [...own, ...examples].filter((value) => value !== undefined)
          values.forEach((value) => allowNulls(copy, { value, schema, open: new Set() }))
        }
      }
    }
  }
  return copy
}

/** A value and the schema that describes it. */
interface Described {
  value: Json
  schema: Schema
  /** Schemas already visited for this value; guards against schemas that only refer to themselves. */
  open: ReadonlySet<Schema>
}

/** Marks the properties of the schema that are null in the value; an overlay's `nullable: false` stays. */
function allowNulls(document: OpenApiDocument, { value, schema, open }: Described): void {
  const resolved = resolveSchema(document, schema)
  if (open.has(resolved)) {
    return
  }
  const inside = new Set([...open, resolved])
  const parts = [resolved.allOf, resolved.anyOf, resolved.oneOf].flatMap((branches) => branches ?? [])
  for (const part of parts) {
    if (describes(document, { value, schema: part, open })) {
      allowNulls(document, { value, schema: part, open: inside })
    }
  }
  if (Array.isArray(value)) {
    const { items } = resolved
    if (items !== undefined) {
      value.forEach((item) => allowNulls(document, { value: item, schema: items, open: new Set() }))
    }
  } else if (isObject(value)) {
    for (const [name, property] of Object.entries(resolved.properties ?? {})) {
      const member = value[name]
      if (member === null) {
        property.nullable ??= true
      } else if (member !== undefined) {
        allowNulls(document, { value: member, schema: property, open: new Set() })
      }
    }
  }
}

/** True unless a constant of the schema, such as its `type` or `object`, has another value. */
function describes(document: OpenApiDocument, { value, schema }: Described): boolean {
  if (!isObject(value)) {
    return true
  }
  const { properties = {} } = resolveSchema(document, schema)
  return Object.entries(properties).every(([name, property]) => {
    const constants = property.const === undefined ? property.enum : [property.const]
    const member = value[name]
    return constants === undefined || typeof member !== 'string' || constants.includes(member)
  })
}
