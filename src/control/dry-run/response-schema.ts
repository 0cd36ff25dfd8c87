import { type OutputUnit, type Schema, validate } from '@cfworker/json-schema'
import type { CataloguedOperation } from '../../catalogue/catalogue.ts'
import { DATA_KEYWORDS } from '../../catalogue/link-schemas.ts'
import { isRecord } from '../../web/json/is-record.ts'
import { deepestErrors } from '../../validation/own-errors.ts'
import { isJson, mediaTypeOf } from '../../web/http/media-type.ts'

/** A mismatch between a response body and its schema. */
export interface SchemaViolation {
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
export function schemaViolations(
  { prism, recursive }: CataloguedOperation,
  status: number,
  body: unknown,
): SchemaViolation[] | undefined {
  const response = prism.responses.find(({ code }) => code === String(status))
  const schema = response?.contents?.find(({ mediaType }) => isJson(mediaTypeOf(mediaType)))?.schema
  if (schema === undefined) {
    return undefined
  }
  const lookup = Object.fromEntries(
    Object.entries(recursive).map(([name, inner]) => [
      `#/__bundled__/${name}`,
      isRecord(inner) ? relaxOneOf(inner) : {},
    ]),
  )
  try {
    const { valid, errors } = validate(body, relaxOneOf(schema), '2020-12', lookup)
    return valid ? [] : deepestViolations(errors)
  } catch (error) {
    // The library cannot express the name of a member with half a surrogate pair.
    if (!(error instanceof URIError)) {
      throw error
    }
    return undefined
  }
}

const relaxedSchemas = new WeakMap<object, Schema>()

/**
 * Replaces `oneOf` with `anyOf`, since the document uses `oneOf` for unions whose branches overlap. Shared schemas stay
 * shared.
 */
function relaxOneOf(schema: object): Schema {
  const cached = relaxedSchemas.get(schema)
  if (cached !== undefined) {
    return cached
  }
  const copy: Schema = {}
  relaxedSchemas.set(schema, copy)
  for (const [keyword, value] of Object.entries(schema)) {
    copy[keyword === 'oneOf' ? 'anyOf' : keyword] = DATA_KEYWORDS.has(keyword) ? value : relaxValue(value)
  }
  return copy
}

function relaxValue(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map(relaxValue)
  }
  return typeof value === 'object' && value !== null ? relaxOneOf(value) : value
}

/** Returns the violations with the deepest location, which belong to the most likely branch of a union. */
function deepestViolations(errors: readonly OutputUnit[]): SchemaViolation[] {
  const deepest = deepestErrors(errors, ({ instanceLocation }) => instanceLocation)
  const violations = deepest.map(({ instanceLocation, error }) => ({
    pointer: instanceLocation.replace(/^#/, ''),
    message: formatMessage(error),
  }))
  const distinct = new Map(
    violations.map((violation) => [`${violation.pointer} ${violation.message}`, violation]),
  )
  return [...distinct.values()].slice(0, MAX_VIOLATIONS)
}

const MAX_VIOLATIONS = 3

const MAX_MESSAGE_LENGTH = 200

function formatMessage(error: string): string {
  const message = error.replace(/^Instance /, '').replace(/\.$/, '')
  return message.length > MAX_MESSAGE_LENGTH ? `${message.slice(0, MAX_MESSAGE_LENGTH)}...` : message
}
