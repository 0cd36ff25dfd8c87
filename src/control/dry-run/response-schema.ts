import { type OutputUnit, type Schema, validate } from '@cfworker/json-schema'
import type { CataloguedOperation } from '../../catalogue/catalogue.ts'
import { HOLDS_DATA } from '../../catalogue/link-schemas.ts'
import { isRecord } from '../../web/json/is-record.ts'
import { isJson, mediaTypeOf } from '../../web/http/media-type.ts'

/** A mismatch between a response body and its schema. */
export interface Misfit {
  /** JSON Pointer into the body. */
  pointer: string
  message: string
}

/**
 * Validates a body against the document's response schema. The schema is interpreted because compiled validators for
 * all responses would double the size of the Worker.
 *
 * @param status status code of the response
 * @param body a parsed JSON body
 * @returns the violations, empty if the body is valid; undefined if the document has no JSON schema for the status
 */
export function misfitsOf(
  { prism, recursive }: CataloguedOperation,
  status: number,
  body: unknown,
): Misfit[] | undefined {
  const response = prism.responses.find(({ code }) => code === String(status))
  const schema = response?.contents?.find(({ mediaType }) => isJson(mediaTypeOf(mediaType)))?.schema
  if (schema === undefined) {
    return undefined
  }
  const lookup = Object.fromEntries(
    Object.entries(recursive).map(([name, inner]) => [
      `#/__bundled__/${name}`,
      isRecord(inner) ? relaxed(inner) : {},
    ]),
  )
  const { valid, errors } = validate(body, relaxed(schema), '2020-12', lookup)
  return valid ? [] : mostTelling(errors)
}

const known = new WeakMap<object, Schema>()

/**
 * Replaces `oneOf` with `anyOf`, since the document uses `oneOf` for unions whose branches overlap. Shared schemas stay
 * shared.
 */
function relaxed(schema: object): Schema {
  const before = known.get(schema)
  if (before !== undefined) {
    return before
  }
  const copy: Schema = {}
  known.set(schema, copy)
  for (const [keyword, value] of Object.entries(schema)) {
    copy[keyword === 'oneOf' ? 'anyOf' : keyword] = HOLDS_DATA.has(keyword) ? value : relaxedPart(value)
  }
  return copy
}

function relaxedPart(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map(relaxedPart)
  }
  return typeof value === 'object' && value !== null ? relaxed(value) : value
}

/** Returns the violations with the deepest location, which belong to the most likely branch of a union. */
function mostTelling(errors: readonly OutputUnit[]): Misfit[] {
  const depthOf = ({ instanceLocation }: OutputUnit) => instanceLocation.split('/').length
  const deepest = Math.max(...errors.map(depthOf))
  const telling = errors.filter((error) => depthOf(error) === deepest && !OF_OTHERS.has(error.keyword))
  const misfits = telling.map(({ instanceLocation, error }) => ({
    pointer: instanceLocation.replace(/^#/, ''),
    message: worded(error),
  }))
  const different = new Map(misfits.map((misfit) => [`${misfit.pointer} ${misfit.message}`, misfit]))
  return [...different.values()].slice(0, MOST_MISFITS)
}

/** Keywords whose errors only report that a subschema failed. */
const OF_OTHERS = new Set(['$ref', 'anyOf', 'allOf'])

const MOST_MISFITS = 3

const LONGEST_MESSAGE = 200

function worded(error: string): string {
  const words = error.replace(/^Instance /, '').replace(/\.$/, '')
  return words.length > LONGEST_MESSAGE ? `${words.slice(0, LONGEST_MESSAGE)}...` : words
}
