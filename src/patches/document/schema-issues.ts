import type { CompiledValidator } from '../../catalogue/contract.ts'
import { patchSchema } from '../../generated/patch-schema.js'
import { patchValidators } from '../../generated/patch-validators.js'
import { isRecord } from '../../web/json/is-record.ts'
import { describeAll } from '../../validation/collect-violations.ts'
import { type Refused, typesAt, valuesAt } from '../../validation/probe-validator.ts'
import { type Place, placeOf, pointerTo, valueAt } from '../../web/json/pointer.ts'
import type { TellingViolation } from '../../validation/violations.ts'
import type { Patch, PatchDocument } from './types.ts'
import { didYouMean, type DocumentFault } from './issue.ts'

/** A patch document whose patches are not yet validated. */
export type DocumentShape = Omit<PatchDocument, 'patches'> & { patches: unknown[] }

/**
 * Validates a document without its patches.
 *
 * @returns the document, or its issues
 */
export function documentFaults(value: unknown): { document: DocumentShape } | { faults: DocumentFault[] } {
  if (Array.isArray(value)) {
    const suggestion = '{ "patches": [...] }'
    return {
      faults: [{ pointer: '', message: 'is an array; "patches" must be a member of an object', suggestion }],
    }
  }
  return isDocument(value)
    ? { document: value }
    : {
        faults: faultsOf(patchValidators.document.shape, value, { pointer: '', definition: 'PatchDocument' }),
      }
}

/**
 * Validates one patch against the schema.
 *
 * @param pointer JSON Pointer of the patch in the document
 * @returns the patch, or all of its schema issues
 */
export function patchFaults(value: unknown, pointer: string): { patch: Patch } | { faults: DocumentFault[] } {
  return isPatch(value)
    ? { patch: value }
    : { faults: faultsOf(patchValidators.document.patch, value, { pointer, definition: 'Patch' }) }
}

function isDocument(value: unknown): value is DocumentShape {
  return patchValidators.document.shape(value)
}

function isPatch(value: unknown): value is Patch {
  return patchValidators.document.patch(value)
}

/** The validated part of a document. */
interface Subject {
  /** JSON Pointer in the document. */
  pointer: string
  /** Name of its schema definition. */
  definition: string
}

function faultsOf(validator: CompiledValidator, value: unknown, subject: Subject): DocumentFault[] {
  // Copied because values are fixed in place to find further violations.
  const refused: Refused = { validator, value: structuredClone(value) }
  return describeAll(refused, (telling) =>
    telling === undefined
      ? { pointer: subject.pointer, message: 'is not valid' }
      : describe(refused, telling, subject),
  )
}

function describe(
  refused: Refused,
  { violation, place }: TellingViolation,
  { pointer, definition }: Subject,
): DocumentFault {
  const { keyword, params, instancePath } = violation
  const at = pointer + pointerTo(place)
  switch (keyword) {
    case 'required':
      return { pointer: pointer + instancePath, message: `is missing "${String(params['missingProperty'])}"` }
    case 'additionalProperties': {
      const suggestion = didYouMean(String(place.at(-1)), fieldsAt(definition, placeOf(instancePath)))
      return { pointer: at, message: 'is an unknown field', ...(suggestion !== undefined && { suggestion }) }
    }
    case 'type':
      return { pointer: at, message: `must be ${alternatives(typesAt(refused, place))}` }
    case 'enum':
    case 'const': {
      const operation = operationFault(valueAt(refused.value, place), place)
      if (operation !== undefined) {
        return { pointer: at, ...operation }
      }
      const values = valuesAt(refused, place).map((one) => JSON.stringify(one))
      return { pointer: at, message: `must be ${alternatives(values)}` }
    }
    case 'minimum':
    case 'maximum':
    case 'exclusiveMinimum':
    case 'exclusiveMaximum':
      return { pointer: at, message: `must be ${String(params['comparison'])} ${String(params['limit'])}` }
    case 'minLength':
      return { pointer: at, message: 'must not be empty' }
    default:
      return { pointer: at, message: `is not valid (${keyword} ${JSON.stringify(params)})` }
  }
}

/** Required members of JSON Patch operations (RFC 6902, section 4). */
const OPERATION_NEEDS: Readonly<Record<string, string>> = {
  add: 'a "path" and a "value"',
  replace: 'a "path" and a "value"',
  test: 'a "path" and a "value"',
  move: 'a "path" and a "from"',
  copy: 'a "path" and a "from"',
  remove: 'a "path"',
}

/** Describes an invalid JSON Patch operation. The union's own violations only report an `op` of another branch. */
function operationFault(op: unknown, place: Place): Omit<DocumentFault, 'pointer'> | undefined {
  if (place[0] !== 'patch' || place.at(-1) !== 'op' || place.length !== 3) {
    return undefined
  }
  const names = Object.keys(OPERATION_NEEDS)
  if (typeof op === 'string' && Object.hasOwn(OPERATION_NEEDS, op)) {
    return { message: `"${op}" requires ${OPERATION_NEEDS[op]}` }
  }
  const suggestion = typeof op === 'string' ? didYouMean(op, names) : undefined
  return { message: `must be ${alternatives(names)}`, ...(suggestion !== undefined && { suggestion }) }
}

function alternatives(words: readonly string[]): string {
  return [...new Set(words)].join(' or ')
}

/** Returns the known fields of the object at a path. */
function fieldsAt(definition: string, place: Place): string[] {
  const { definitions }: { definitions: Record<string, unknown> } = JSON.parse(patchSchema)
  const branchesOf = (node: unknown) => branches(node, definitions)
  const found = place.reduce<unknown[]>(
    (nodes, token) => nodes.flatMap((node) => branchesOf(node).flatMap((branch) => memberOf(branch, token))),
    [definitions[definition]],
  )
  return found.flatMap(branchesOf).flatMap((branch) => Object.keys(partOf(branch, 'properties')))
}

/** Returns a schema, or the branches of its union, with references resolved. */
function branches(node: unknown, definitions: Record<string, unknown>): unknown[] {
  if (!isRecord(node)) {
    return []
  }
  const reference = node['$ref']
  if (typeof reference === 'string') {
    return branches(definitions[reference.replace('#/definitions/', '')], definitions)
  }
  const { anyOf } = node
  return Array.isArray(anyOf) ? anyOf.flatMap((one) => branches(one, definitions)) : [node]
}

function memberOf(node: unknown, token: string): unknown[] {
  const properties = partOf(node, 'properties')
  return [Object.hasOwn(properties, token) ? properties[token] : undefined, partOf(node, 'items')].filter(
    (one) => one !== undefined,
  )
}

function partOf(node: unknown, name: string): Record<string, unknown> {
  const part = isRecord(node) ? node[name] : undefined
  return isRecord(part) ? part : {}
}
