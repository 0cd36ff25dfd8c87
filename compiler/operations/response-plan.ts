import type { AnswerPlace, AnswerPlan } from '../../src/catalogue/contract.ts'
import { stageOf } from '../examples/realism/job-lifecycle.ts'
import { idPrefixOf } from '../../src/openai/id-formats.ts'
import { isTimeName } from '../../src/openai/timestamp-fields.ts'
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
const STABLE = new Set(['org-', 'user-', 'wf_', 'cust_'])

const TEN_DIGITS = /^\d{10}$/
const ISO_TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/
const URL_WITH_ID = /^https?:\/\/\S*[/=?][a-z]+_[A-Za-z0-9]{16,}/

/** Paths with constant timestamps, such as the release date of a model. */
const TIMELESS = /^\/models\b/

/**
 * Finds the ids and timestamps in responses from the examples of the operations.
 *
 * @param document a normalized document
 * @returns the response plan of an operation with examples
 */
export function answerPlans(document: OpenApiDocument): (located: LocatedOperation) => AnswerPlan {
  const readers = operationsOf(document).filter(({ method }) => method === 'get')
  const kinds = new Map(readers.map((located) => [pathOf(located), kindOf(located)]))
  const lists = new Map(readers.map((located) => [pathOf(located), listOf(document, located)]))
  const listedBy = (located: LocatedOperation): string | undefined => {
    const list = lists.get(/^(.+)\/\{[^/]+\}$/.exec(pathOf(located))?.[1] ?? '')
    const schema = answerSchema(located)
    return list !== undefined && schema !== undefined && isSameKind(document, list.items, schema)
      ? list.operationId
      : undefined
  }
  return (located) => {
    const path = pathOf(located)
    const parameters = parametersIn(path)
    const found = new Places([...parameters, ...sentIds(document, located)])
    examplesOf(located).forEach((example) => found.visit(example, []))
    const self = selfOf(located, kinds)
    const list = listedBy(located)
    return {
      ...(list !== undefined && { listedBy: list }),
      ...(self !== undefined && { self }),
      parents: found.parents(),
      ids: found.ids(),
      times: TIMELESS.test(path) ? [] : found.times(),
    }
  }
}

function pathOf({ path }: LocatedOperation): string {
  return path.split('?')[0] ?? path
}

function parametersIn(path: string): string[] {
  return [...path.matchAll(/\{([^}]+)\}/g)].map(([, name = '']) => name)
}

/** Id properties of the request body, such as `role_id`. */
function sentIds(document: OpenApiDocument, { operation }: LocatedOperation): string[] {
  const schemas = Object.values(operation.requestBody?.content ?? {}).flatMap(({ schema }): Schema[] =>
    schema === undefined ? [] : [schema],
  )
  return schemas
    .flatMap((schema) => Object.keys(resolveSchema(document, schema).properties ?? {}))
    .filter((name) => name.endsWith('_id'))
}

/** The example bodies of successful responses. */
function examplesOf({ operation }: LocatedOperation): Json[] {
  return Object.entries(operation.responses ?? {})
    .filter(([code]) => code.startsWith('2'))
    .flatMap(([, { content = {} }]) => Object.values(content))
    .flatMap(({ examples = {} }) => Object.values(examples).map(({ value }) => value ?? null))
}

/** Identifies the resource that an operation returns, by its response schema. */
function kindOf(located: LocatedOperation): string | undefined {
  const schema = answerSchema(located)
  return schema === undefined ? undefined : JSON.stringify(schema)
}

function answerSchema({ operation }: LocatedOperation): Schema | undefined {
  const success = Object.entries(operation.responses ?? {}).find(([code]) => code.startsWith('2'))?.[1]
  return success?.content?.['application/json']?.schema
}

/** @returns operationId and item schema, if the response is a list */
function listOf(
  document: OpenApiDocument,
  located: LocatedOperation,
): { operationId: string; items: Schema } | undefined {
  const { data } = propertiesOf(document, answerSchema(located) ?? {})
  return data?.items === undefined ? undefined : { operationId: operationIdOf(located), items: data.items }
}

/** Compares schemas by property names: the SDK declares separate types for a list item and the same object alone. */
function isSameKind(document: OpenApiDocument, one: Schema, other: Schema): boolean {
  const names = namesIn(document, one)
  return (
    JSON.stringify(one) === JSON.stringify(other) ||
    (names.includes('id') && names.join() === namesIn(document, other).join())
  )
}

function namesIn(document: OpenApiDocument, schema: Schema): string[] {
  return Object.keys(propertiesOf(document, schema)).toSorted()
}

/**
 * The path parameter that is the id of the returned resource. `/batches/{batch_id}/cancel` returns the batch,
 * `/uploads/{upload_id}/parts` a new part, and deleting an item of a conversation the conversation.
 */
function selfOf(
  located: LocatedOperation,
  kinds: ReadonlyMap<string, string | undefined>,
): string | undefined {
  const path = pathOf(located)
  const segments = path.split('/')
  const last = segments.at(-1) ?? ''
  const [example] = examplesOf(located)
  if (!isObject(example) || typeof example['id'] !== 'string') {
    return undefined
  }
  const parameters = parametersIn(path)
  const kind = kindOf(located)
  const owner = parameters.findLast((name) => {
    const own = path.slice(0, path.indexOf(`{${name}}`) + name.length + 2)
    return own !== path && kind !== undefined && kinds.get(own) === kind
  })
  if (last.startsWith('{')) {
    const name = parameters.at(-1) ?? ''
    const isNamed = Object.hasOwn(example, name)
    return owner ?? (isNamed ? parameters.findLast((parameter) => !Object.hasOwn(example, parameter)) : name)
  }
  const parameter = parameters.at(-1)
  const isNamed = Object.keys(example).some((name) => parameter !== undefined && name.endsWith(parameter))
  return isNamed || stageOf(located) === 'created' ? undefined : parameter
}

/** Collects the paths of ids, path parameters and timestamps in a body. */
class Places {
  readonly #parameters: readonly string[]
  readonly #parents = new Map<string, { parameter: string; place: AnswerPlace }>()
  readonly #ids = new Map<string, AnswerPlace>()
  readonly #times = new Map<string, AnswerPlace>()

  constructor(parameters: readonly string[]) {
    this.#parameters = parameters
  }

  parents(): { parameter: string; place: AnswerPlace }[] {
    return [...this.#parents.values()]
  }

  ids(): AnswerPlace[] {
    return [...this.#ids].filter(([key]) => !this.#parents.has(key)).map(([, place]) => place)
  }

  times(): AnswerPlace[] {
    return [...this.#times.values()]
  }

  visit(value: Json, place: AnswerPlace): void {
    if (Array.isArray(value)) {
      value.forEach((item) => this.visit(item, [...place, '*']))
    } else if (isObject(value)) {
      Object.entries(value).forEach(([name, member]) => this.visit(member, [...place, name]))
    } else if (typeof value === 'string') {
      this.#visitText(value, place)
    } else if (
      typeof value === 'number' &&
      isTimeName(place.at(-1) ?? '') &&
      TEN_DIGITS.test(String(value))
    ) {
      this.#times.set(place.join('/'), place)
    }
  }

  #visitText(text: string, place: AnswerPlace): void {
    const parameter = this.#parameters.find((name) => isOf(name, place))
    if (parameter !== undefined) {
      this.#parents.set(place.join('/'), { parameter, place })
    } else if (ISO_TIME.test(text)) {
      this.#times.set(place.join('/'), place)
    } else if (
      URL_WITH_ID.test(text) ||
      (idPrefixOf(text) !== undefined && !STABLE.has(idPrefixOf(text) ?? ''))
    ) {
      this.#ids.set(place.join('/'), place)
    }
  }
}

/** True for a property with the parameter's name (`thread_id`), or the id of an object of that name (`group.id`). */
function isOf(parameter: string, place: AnswerPlace): boolean {
  const [holder = '', name = ''] = place.slice(-2)
  return (
    place.at(-1) === parameter ||
    (place.length > 1 && name === 'id' && `${holder}_id` === parameter && holder !== '*')
  )
}
