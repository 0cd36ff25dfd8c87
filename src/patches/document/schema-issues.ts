import type { CompiledValidator } from '../../catalogue/contract.ts'
import { patchSchema } from '../../generated/patch-schema.js'
import { patchValidators } from '../../generated/patch-validators.js'
import { isRecord } from '../../web/json/is-record.ts'
import { collectViolations } from '../../validation/collect-violations.ts'
import { type RejectedValue, allowedTypes, allowedValues } from '../../validation/probe-validator.ts'
import { type JsonPath, parsePointer, formatPointer, valueAt } from '../../web/json/pointer.ts'
import type { LocatedViolation } from '../../validation/violations.ts'
import type { Patch, PatchDocument } from './types.ts'
import { didYouMean, type Issue } from './issue.ts'

/** A patch document whose patches are not yet validated. */
export type DocumentShape = Omit<PatchDocument, 'patches'> & { patches: unknown[] }

/**
 * Validates a document without its patches.
 *
 * @returns the document, or its issues
 */
export function validateDocumentShape(value: unknown): { document: DocumentShape } | { issues: Issue[] } {
  if (Array.isArray(value)) {
    const suggestion = '{ "patches": [...] }'
    return {
      issues: [{ pointer: '', message: 'is an array; "patches" must be a member of an object', suggestion }],
    }
  }
  return isDocument(value)
    ? { document: value }
    : {
        issues: schemaIssues(patchValidators.document.shape, value, {
          pointer: '',
          definition: 'PatchDocument',
        }),
      }
}

/**
 * Validates one patch against the schema.
 *
 * @param pointer JSON Pointer of the patch in the document
 * @returns the patch, or all of its schema issues
 */
export function validatePatchShape(value: unknown, pointer: string): { patch: Patch } | { issues: Issue[] } {
  return isPatch(value)
    ? { patch: value }
    : { issues: schemaIssues(patchValidators.document.patch, value, { pointer, definition: 'Patch' }) }
}

function isDocument(value: unknown): value is DocumentShape {
  return patchValidators.document.shape(value)
}

function isPatch(value: unknown): value is Patch {
  return patchValidators.document.patch(value)
}

/** The validated part of a document. */
interface SchemaTarget {
  /** JSON Pointer in the document. */
  pointer: string
  /** Name of its schema definition. */
  definition: string
}

function schemaIssues(validator: CompiledValidator, value: unknown, target: SchemaTarget): Issue[] {
  // Copied because values are fixed in place to find further violations.
  const refused: RejectedValue = { validator, value: structuredClone(value) }
  return collectViolations(refused, (telling) =>
    telling === undefined
      ? { pointer: target.pointer, message: 'is not valid' }
      : describeViolation(refused, telling, target),
  )
}

function describeViolation(
  refused: RejectedValue,
  { violation, path }: LocatedViolation,
  { pointer, definition }: SchemaTarget,
): Issue {
  const { keyword, params, instancePath } = violation
  const valuePointer = pointer + formatPointer(path)
  switch (keyword) {
    case 'required':
      return { pointer: pointer + instancePath, message: `is missing "${String(params['missingProperty'])}"` }
    case 'additionalProperties': {
      const suggestion = didYouMean(String(path.at(-1)), knownFields(definition, parsePointer(instancePath)))
      return {
        pointer: valuePointer,
        message: 'is an unknown field',
        ...(suggestion !== undefined && { suggestion }),
      }
    }
    case 'type':
      return { pointer: valuePointer, message: `must be ${alternatives(allowedTypes(refused, path))}` }
    case 'enum':
    case 'const': {
      const operation = jsonPatchOpIssue(valueAt(refused.value, path), path)
      if (operation !== undefined) {
        return { pointer: valuePointer, ...operation }
      }
      const values = allowedValues(refused, path).map((one) => JSON.stringify(one))
      return { pointer: valuePointer, message: `must be ${alternatives(values)}` }
    }
    case 'minimum':
    case 'maximum':
    case 'exclusiveMinimum':
    case 'exclusiveMaximum':
      return {
        pointer: valuePointer,
        message: `must be ${String(params['comparison'])} ${String(params['limit'])}`,
      }
    case 'minLength':
      return { pointer: valuePointer, message: 'must not be empty' }
    default:
      return { pointer: valuePointer, message: `is not valid (${keyword} ${JSON.stringify(params)})` }
  }
}

/** Required members of JSON Patch operations (RFC 6902, section 4). */
const REQUIRED_BY_OP: Readonly<Record<string, string>> = {
  add: 'a "path" and a "value"',
  replace: 'a "path" and a "value"',
  test: 'a "path" and a "value"',
  move: 'a "path" and a "from"',
  copy: 'a "path" and a "from"',
  remove: 'a "path"',
}

/** Describes an invalid JSON Patch operation. The union's own violations only report an `op` of another branch. */
function jsonPatchOpIssue(op: unknown, place: JsonPath): Omit<Issue, 'pointer'> | undefined {
  if (place[0] !== 'patch' || place.at(-1) !== 'op' || place.length !== 3) {
    return undefined
  }
  const names = Object.keys(REQUIRED_BY_OP)
  if (typeof op === 'string' && Object.hasOwn(REQUIRED_BY_OP, op)) {
    return { message: `"${op}" requires ${REQUIRED_BY_OP[op]}` }
  }
  const suggestion = typeof op === 'string' ? didYouMean(op, names) : undefined
  return { message: `must be ${alternatives(names)}`, ...(suggestion !== undefined && { suggestion }) }
}

function alternatives(words: readonly string[]): string {
  return [...new Set(words)].join(' or ')
}

/** Whether patches have a field of this name. */
export function isPatchField(name: string): boolean {
  return knownFields('Patch', []).includes(name)
}

/** Returns the definitions of the schema, parsed once. */
const readDefinitions = once(() => objectMember(JSON.parse(patchSchema), 'definitions'))

function once<Value>(make: () => Value): () => Value {
  let made: { value: Value } | undefined
  return () => (made ??= { value: make() }).value
}

/** Returns the known fields of the object at a path. */
function knownFields(definition: string, place: JsonPath): string[] {
  const definitions = readDefinitions()
  const branchesOf = (node: unknown) => resolveBranches(node, definitions)
  const found = place.reduce<unknown[]>(
    (nodes, token) =>
      nodes.flatMap((node) => branchesOf(node).flatMap((branch) => memberSchemas(branch, token))),
    [definitions[definition]],
  )
  return found.flatMap(branchesOf).flatMap((branch) => Object.keys(objectMember(branch, 'properties')))
}

/** Returns a schema, or the branches of its union, with references resolved. */
function resolveBranches(node: unknown, definitions: Record<string, unknown>): unknown[] {
  if (!isRecord(node)) {
    return []
  }
  const reference = node['$ref']
  if (typeof reference === 'string') {
    return resolveBranches(definitions[reference.replace('#/definitions/', '')], definitions)
  }
  const { anyOf } = node
  return Array.isArray(anyOf) ? anyOf.flatMap((one) => resolveBranches(one, definitions)) : [node]
}

function memberSchemas(node: unknown, token: string): unknown[] {
  const properties = objectMember(node, 'properties')
  return [
    Object.hasOwn(properties, token) ? properties[token] : undefined,
    objectMember(node, 'items'),
  ].filter((one) => one !== undefined)
}

function objectMember(node: unknown, name: string): Record<string, unknown> {
  const part = isRecord(node) ? node[name] : undefined
  return isRecord(part) ? part : {}
}
