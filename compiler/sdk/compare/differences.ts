import type { Comparison, OnPair, Difference, Addition } from './comparison.ts'
import {
  type Components,
  type LocatedOperation,
  type MediaType,
  type OpenApiDocument,
  type OperationObject,
  operationsOf,
  type Parameter,
  resolveComponent,
  type ResponseObject,
} from '../../document/document.ts'
import { formatPointer } from '../../../src/web/json/pointer.ts'
import { operationKey } from '../extract/operation-ids.ts'
import { SchemaComparison } from './schema-comparison.ts'

/** Result of {@link findDifferences}. */
export interface Differences {
  differences: Difference[]
  /** Names of the SDK's component schemas, mapped to those of the corresponding schemas in the document. */
  matchedNames: ReadonlyMap<string, string>
}

/**
 * Compares the document with the SDK, operation by operation.
 *
 * @param document not mutated, unless `add` of a difference is called
 * @param sdk the document derived from the SDK
 * @param onPair called with each pair of corresponding schemas
 */
export function findDifferences(
  document: OpenApiDocument,
  sdk: OpenApiDocument,
  onPair?: OnPair,
): Differences {
  const theirs = new Map(operationsOf(sdk).map((located) => [operationKey(located), located]))
  const ours = new Map(operationsOf(document).map((located) => [operationKey(located), located]))
  const comparison = new SchemaComparison(document, sdk, onPair)
  const differences = [...ours].flatMap(([place, located]) => {
    const theirOperation = theirs.get(place)
    return theirOperation === undefined
      ? [missingOperation('document', located)]
      : compareOperations(located, theirOperation, comparison)
  })
  for (const [key, located] of theirs) {
    if (!ours.has(key)) {
      differences.push(missingOperation('sdk', located))
    }
  }
  return { differences: deduplicate(differences, comparison), matchedNames: comparison.matchedNames }
}

/**
 * Deduplicates differences: one schema of the document often corresponds to several types of the SDK. A union or enum
 * is only widened if all of them have the additional value.
 */
function deduplicate(differences: Difference[], comparison: SchemaComparison): Difference[] {
  const same = Map.groupBy(differences, ({ of, kind, pointer, what }) => [of, kind, pointer, what].join(' '))
  return [...same.values()].flatMap(([first, ...others]) => {
    if (first === undefined) {
      return []
    }
    const { add: _, ...without } = first
    const narrow = ['alternative', 'value'].includes(first.kind)
    return narrow && others.length + 1 < comparison.visitCount(first.pointer) ? [without] : [first]
  })
}

function missingOperation(of: 'sdk' | 'document', { method, path, pointer }: LocatedOperation): Difference {
  const operation = `${method.toUpperCase()} ${path}`
  return { of, kind: 'operation', pointer, operation, what: operation }
}

function compareOperations(
  located: LocatedOperation,
  theirOperation: LocatedOperation,
  comparison: SchemaComparison,
): Difference[] {
  const operation = `${located.method.toUpperCase()} ${located.path}`
  const found: Difference[] = []
  const at = (pointer: string): Comparison => ({
    pointer,
    report: (difference) => found.push({ ...difference, operation }),
  })
  compareParameters(located, theirOperation, { comparison, at })
  const request = located.operation.requestBody
  if (theirOperation.operation.requestBody?.content !== undefined) {
    const content = request?.content ?? {}
    compareContent(content, theirOperation.operation.requestBody.content, {
      comparison,
      at,
      pointer: `${located.pointer}/requestBody/content`,
      add: () => {
        located.operation.requestBody = { ...request, content }
      },
    })
  }
  const success = successOf(located.operation, comparison.document)
  const theirContent = theirOperation.operation.responses?.['200']?.content
  if (success !== undefined && theirContent !== undefined) {
    const pointer = `${located.pointer}/responses/${success.code}/content`
    compareContent(success.response.content ?? {}, withoutBytes(theirContent), { comparison, at, pointer })
  }
  return found
}

function compareParameters(
  located: LocatedOperation,
  theirOperation: LocatedOperation,
  { comparison, at }: { comparison: SchemaComparison; at: (pointer: string) => Comparison },
): void {
  const shared = comparison.document.components?.parameters
  const parameters = (located.operation.parameters ?? []).map(
    (parameter) => resolveComponent(parameter, shared).component ?? parameter,
  )
  const parameterKey = (parameter: Parameter) =>
    `${parameter.in} ${parameter.name.replace(/\[\]$/, '').toLowerCase()}`
  const theirParameters = new Map(
    (theirOperation.operation.parameters ?? []).map((parameter) => [parameterKey(parameter), parameter]),
  )
  for (const [index, parameter] of parameters.entries()) {
    const theirs = theirParameters.get(parameterKey(parameter))
    const pointer = `${located.pointer}/parameters/${index}`
    theirParameters.delete(parameterKey(parameter))
    if (parameter.in === 'path') {
      continue
    }
    if (theirs === undefined) {
      at(pointer).report({ of: 'document', kind: 'parameter', pointer, what: parameterKey(parameter) })
    } else if (parameter.schema !== undefined && theirs.schema !== undefined) {
      comparison.compare(parameter.schema, theirs.schema, at(`${pointer}/schema`))
    }
  }
  for (const [name, parameter] of theirParameters) {
    if (parameter.in !== 'path') {
      const pointer = `${located.pointer}/parameters`
      const add: Addition = (translate, mark) => {
        const schema = translate(parameter.schema ?? {})
        const { required: _, ...optional } = parameter
        const added = { ...optional, schema, ...mark }
        located.operation.parameters = [...(located.operation.parameters ?? []), added]
      }
      at(pointer).report({ of: 'sdk', kind: 'parameter', pointer, what: name, add })
    }
  }
}

function compareContent(
  ours: Record<string, MediaType>,
  theirs: Record<string, MediaType>,
  context: {
    comparison: SchemaComparison
    at: (pointer: string) => Comparison
    pointer: string
    add?: () => void
  },
): void {
  const { comparison, at, pointer } = context
  for (const [name, { schema }] of Object.entries(theirs)) {
    const own = ours[name]?.schema
    const place = pointer + formatPointer([name])
    if (own !== undefined && schema !== undefined) {
      comparison.compare(own, schema, at(`${place}/schema`))
    } else if (ours[name] === undefined) {
      const add: Addition = (translate, mark) => {
        ours[name] = { ...(schema !== undefined && { schema: translate(schema) }), ...mark }
        context.add?.()
      }
      at(place).report({ of: 'sdk', kind: 'media type', pointer: place, what: name, add })
    }
  }
}

function successOf(
  { responses = {} }: OperationObject,
  document: Components,
): { code: string; response: ResponseObject } | undefined {
  const found = Object.entries(responses).find(([code]) => code.startsWith('2'))
  if (found === undefined) {
    return undefined
  }
  const [code, response] = found
  const { component } = resolveComponent(response, document.components?.responses)
  return component === undefined ? undefined : { code, response: component }
}

/** Drops binary content: media types differ between the two, but bytes are bytes. */
function withoutBytes(content: Record<string, MediaType>): Record<string, MediaType> {
  return Object.fromEntries(Object.entries(content).filter(([, { schema }]) => schema?.format !== 'binary'))
}
