import type { FieldPath, ResponsePlan } from '../../src/catalogue/contract.ts'
import { jobPhaseOf } from '../examples/realism/job-lifecycle.ts'
import { idPrefixOf } from '../../src/openai/id-formats.ts'
import { isTimestampName } from '../../src/openai/timestamp-fields.ts'
import {
  isObject,
  type Json,
  type LocatedOperation,
  type OpenApiDocument,
  operationIdOf,
  operationsOf,
  resolveSchema,
  type Schema,
} from '../document/document.ts'
import { propertiesOf } from '../document/properties.ts'

/** Prefixes of ids that are the same in every response: there is only one organization. */
const STABLE_ID_PREFIXES = new Set(['org-', 'user-', 'wf_', 'cust_'])

const TEN_DIGITS = /^\d{10}$/
const ISO_TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/
const URL_WITH_ID = /^https?:\/\/\S*[/=?][a-z]+_[A-Za-z0-9]{16,}/

/** Paths with constant timestamps, such as the release date of a model. */
const CONSTANT_TIME_PATHS = /^\/models\b/

/**
 * Finds the ids and timestamps in responses from the examples of the operations.
 *
 * @param document a normalized document
 * @returns the response plan of an operation with examples
 */
export function responsePlans(document: OpenApiDocument): (located: LocatedOperation) => ResponsePlan {
  const getOperations = operationsOf(document).filter(({ method }) => method === 'get')
  const schemaKeys = new Map(
    getOperations.map((located) => [pathWithoutQuery(located), responseSchemaKey(located)]),
  )
  const lists = new Map(
    getOperations.map((located) => [pathWithoutQuery(located), listResponse(document, located)]),
  )
  const listedBy = (located: LocatedOperation): string | undefined => {
    const list = lists.get(/^(.+)\/\{[^/]+\}$/.exec(pathWithoutQuery(located))?.[1] ?? '')
    const schema = responseSchema(located)
    return list !== undefined && schema !== undefined && isSameObject(document, list.items, schema)
      ? list.operationId
      : undefined
  }
  return (located) => {
    const path = pathWithoutQuery(located)
    const parameters = pathParameters(path)
    const collector = new FieldCollector([...parameters, ...bodyIdFields(document, located)])
    successExamples(located).forEach((example) => collector.visit(example, []))
    const self = resourceIdParameter(located, schemaKeys)
    const list = listedBy(located)
    return {
      ...(list !== undefined && { listedBy: list }),
      ...(self !== undefined && { self }),
      parents: collector.parents(),
      ids: collector.ids(),
      times: CONSTANT_TIME_PATHS.test(path) ? [] : collector.times(),
    }
  }
}

function pathWithoutQuery({ path }: LocatedOperation): string {
  return path.split('?')[0] ?? path
}

function pathParameters(path: string): string[] {
  return [...path.matchAll(/\{([^}]+)\}/g)].map(([, name = '']) => name)
}

/** Id properties of the request body, such as `role_id`. */
function bodyIdFields(document: OpenApiDocument, { operation }: LocatedOperation): string[] {
  const schemas = Object.values(operation.requestBody?.content ?? {}).flatMap(({ schema }): Schema[] =>
    schema === undefined ? [] : [schema],
  )
  return schemas
    .flatMap((schema) => Object.keys(resolveSchema(document, schema).properties ?? {}))
    .filter((name) => name.endsWith('_id'))
}

/** The example bodies of successful responses. */
function successExamples({ operation }: LocatedOperation): Json[] {
  return Object.entries(operation.responses ?? {})
    .filter(([code]) => code.startsWith('2'))
    .flatMap(([, { content = {} }]) => Object.values(content))
    .flatMap(({ examples = {} }) => Object.values(examples).map(({ value }) => value ?? null))
}

/** Identifies the resource that an operation returns, by its response schema. */
function responseSchemaKey(located: LocatedOperation): string | undefined {
  const schema = responseSchema(located)
  return schema === undefined ? undefined : JSON.stringify(schema)
}

function responseSchema({ operation }: LocatedOperation): Schema | undefined {
  const success = Object.entries(operation.responses ?? {}).find(([code]) => code.startsWith('2'))?.[1]
  return success?.content?.['application/json']?.schema
}

/** @returns operationId and item schema, if the response is a list */
function listResponse(
  document: OpenApiDocument,
  located: LocatedOperation,
): { operationId: string; items: Schema } | undefined {
  const { data } = propertiesOf(document, responseSchema(located) ?? {})
  return data?.items === undefined ? undefined : { operationId: operationIdOf(located), items: data.items }
}

/** Compares schemas by property names: the SDK declares separate types for a list item and the same object alone. */
function isSameObject(document: OpenApiDocument, one: Schema, other: Schema): boolean {
  const names = propertyNames(document, one)
  return (
    JSON.stringify(one) === JSON.stringify(other) ||
    (names.includes('id') && names.join() === propertyNames(document, other).join())
  )
}

function propertyNames(document: OpenApiDocument, schema: Schema): string[] {
  return Object.keys(propertiesOf(document, schema)).toSorted()
}

/**
 * The path parameter that is the id of the returned resource. `/batches/{batch_id}/cancel` returns the batch,
 * `/uploads/{upload_id}/parts` a new part, and deleting an item of a conversation the conversation.
 */
function resourceIdParameter(
  located: LocatedOperation,
  schemaKeys: ReadonlyMap<string, string | undefined>,
): string | undefined {
  const path = pathWithoutQuery(located)
  const segments = path.split('/')
  const last = segments.at(-1) ?? ''
  const [example] = successExamples(located)
  if (!isObject(example) || typeof example['id'] !== 'string') {
    return undefined
  }
  const parameters = pathParameters(path)
  const schemaKey = responseSchemaKey(located)
  const owner = parameters.findLast((name) => {
    const ownerPath = path.slice(0, path.indexOf(`{${name}}`) + name.length + 2)
    return ownerPath !== path && schemaKey !== undefined && schemaKeys.get(ownerPath) === schemaKey
  })
  if (last.startsWith('{')) {
    const name = parameters.at(-1) ?? ''
    const isNamed = Object.hasOwn(example, name)
    return owner ?? (isNamed ? parameters.findLast((parameter) => !Object.hasOwn(example, parameter)) : name)
  }
  const parameter = parameters.at(-1)
  const isNamed = Object.keys(example).some((name) => parameter !== undefined && name.endsWith(parameter))
  return isNamed || jobPhaseOf(located) === 'created' ? undefined : parameter
}

/** Collects the paths of ids, path parameters and timestamps in a body. */
class FieldCollector {
  readonly #parameters: readonly string[]
  readonly #parents = new Map<string, { parameter: string; place: FieldPath }>()
  readonly #ids = new Map<string, FieldPath>()
  readonly #times = new Map<string, FieldPath>()

  constructor(parameters: readonly string[]) {
    this.#parameters = parameters
  }

  parents(): { parameter: string; place: FieldPath }[] {
    return [...this.#parents.values()]
  }

  ids(): FieldPath[] {
    return [...this.#ids].filter(([key]) => !this.#parents.has(key)).map(([, place]) => place)
  }

  times(): FieldPath[] {
    return [...this.#times.values()]
  }

  visit(value: Json, path: FieldPath): void {
    if (Array.isArray(value)) {
      value.forEach((item) => this.visit(item, [...path, '*']))
    } else if (isObject(value)) {
      Object.entries(value).forEach(([name, member]) => this.visit(member, [...path, name]))
    } else if (typeof value === 'string') {
      this.#visitText(value, path)
    } else if (
      typeof value === 'number' &&
      isTimestampName(path.at(-1) ?? '') &&
      TEN_DIGITS.test(String(value))
    ) {
      this.#times.set(path.join('/'), path)
    }
  }

  #visitText(text: string, path: FieldPath): void {
    const parameter = this.#parameters.find((name) => isIdOfParameter(name, path))
    if (parameter !== undefined) {
      this.#parents.set(path.join('/'), { parameter, place: path })
    } else if (ISO_TIME.test(text)) {
      this.#times.set(path.join('/'), path)
    } else if (
      URL_WITH_ID.test(text) ||
      (idPrefixOf(text) !== undefined && !STABLE_ID_PREFIXES.has(idPrefixOf(text) ?? ''))
    ) {
      this.#ids.set(path.join('/'), path)
    }
  }
}

/** True for a property with the parameter's name (`thread_id`), or the id of an object of that name (`group.id`). */
function isIdOfParameter(parameter: string, path: FieldPath): boolean {
  const [holder = '', name = ''] = path.slice(-2)
  return (
    path.at(-1) === parameter ||
    (path.length > 1 && name === 'id' && `${holder}_id` === parameter && holder !== '*')
  )
}
