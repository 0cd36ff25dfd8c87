import type { StatePlan } from '../../src/catalogue/contract.ts'
import {
  type LocatedOperation,
  type OpenApiDocument,
  operationIdOf,
  operationsOf,
  type Schema,
} from '../document/document.ts'
import { commonPropertiesOf, propertiesOf } from '../document/properties.ts'
import { jobPhaseOf } from '../examples/realism/job-lifecycle.ts'

/** Operations whose path has the id of an item. */
const ITEM_OPERATIONS = new Set<StatePlan['does']>(['get', 'update', 'delete', 'act'])

/** Lists of numbers by time, which no operation creates. */
const REPORTS = /^\/organization\/(?:usage\/|costs$)/

/**
 * Derives the families of kept objects from the paths and response schemas of a document.
 *
 * @param document a normalized document
 * @returns the plan of an operation, or undefined if it has nothing to do with kept objects
 */
export function statePlans(document: OpenApiDocument): (located: LocatedOperation) => StatePlan | undefined {
  const families = new FamilyFinder(document)
  return (located) => families.planOf(located)
}

/** The operations on one path, by HTTP method in lower case. */
type PathOperations = ReadonlyMap<string, LocatedOperation>

class FamilyFinder {
  readonly #document: OpenApiDocument
  readonly #paths = new Map<string, Map<string, LocatedOperation>>()
  /** Item paths by the path of their collection. */
  readonly #items = new Map<string, string>()

  constructor(document: OpenApiDocument) {
    this.#document = document
    for (const located of operationsOf(document)) {
      const path = pathOf(located)
      const operations = this.#paths.get(path) ?? new Map<string, LocatedOperation>()
      operations.set(located.method, operations.get(located.method) ?? located)
      this.#paths.set(path, operations)
      const collection = collectionOf(path)
      if (collection !== undefined) {
        this.#items.set(collection, path)
      }
    }
    for (const path of this.#paths.keys()) {
      const action = /^(.+\/\{[^}]+\})\/[^/{]+$/.exec(path)?.[1]
      const collection = action === undefined ? undefined : collectionOf(action)
      if (action !== undefined && collection !== undefined && this.#isCreatedBy(collection, path)) {
        this.#items.set(collection, this.#items.get(collection) ?? action)
      }
    }
  }

  planOf(located: LocatedOperation): StatePlan | undefined {
    const path = pathOf(located)
    const { method } = located
    const collection = collectionOf(path)
    if (collection !== undefined && this.#isFamily(collection)) {
      return this.#itemPlan(located, collection)
    }
    if (this.#isFamily(path) && (method === 'get' || method === 'post')) {
      return method === 'get'
        ? isList(this.#document, located)
          ? this.#plan(path, 'list')
          : undefined
        : this.#creationPlan(located)
    }
    if (this.#isSingleton(path)) {
      return this.#plan(path, 'singleton')
    }
    const actedOn = collectionOf(path.replace(/\/[^/{]+$/, ''))
    if (actedOn !== undefined && this.#isFamily(actedOn) && this.#isAction(located, actedOn)) {
      return this.#plan(actedOn, 'act')
    }
    const parents = parametersOf(path).map((parameter) => this.#owner(path, parameter))
    if (parents.every(({ family }) => family === null) || REPORTS.test(path)) {
      return undefined
    }
    return this.#plan(path, method === 'get' && isList(this.#document, located) ? 'list' : 'child')
  }

  /** A path is a family if its items can be listed, created, retrieved or deleted. */
  #isFamily(path: string): boolean {
    const operations = this.#paths.get(path)
    const item = this.#items.get(path)
    const list = operations?.get('get')
    return (
      item !== undefined &&
      ((list !== undefined && isList(this.#document, list)) ||
        operations?.has('post') === true ||
        this.#operation(item, 'get') !== undefined)
    )
  }

  /** True if an action on an item returns the same object that the collection creates. */
  #isCreatedBy(collection: string, actionPath: string): boolean {
    const action = this.#operation(actionPath, 'post')
    const creation = this.#operation(collection, 'post')
    return (
      action !== undefined &&
      creation !== undefined &&
      jobPhaseOf(action) !== 'created' &&
      this.#includes(responseSchema(creation), responseSchema(action))
    )
  }

  #itemPlan(located: LocatedOperation, family: string): StatePlan | undefined {
    const does = ({ get: 'get', post: 'update', delete: 'delete' } as const)[located.method]
    return does && this.#plan(family, does)
  }

  #creationPlan(located: LocatedOperation): StatePlan {
    const family = pathOf(located)
    const created = responseSchema(located)
    const item = this.#itemSchema(family)
    if (this.#membership(family).memberId !== undefined) {
      return this.#plan(family, 'assign')
    }
    const kept = Object.keys(propertiesOf(this.#document, item ?? {}))
    const more = Object.keys(propertiesOf(this.#document, created ?? {})).filter(
      (name) => !kept.includes(name),
    )
    const isSame = item !== undefined && this.#includes(created, item)
    return { ...this.#plan(family, 'create'), ...(isSame && more.length > 0 && { kept }) }
  }

  #plan(family: string, does: StatePlan['does']): StatePlan {
    const itemPath = this.#items.get(family) ?? ''
    const item = parametersOf(itemPath).at(-1)
    const idProperty = item === undefined ? undefined : this.#idProperty(family, item)
    const list = this.#operation(family, 'get')
    const isSeeded = does !== 'child' && does !== 'singleton' && this.#operation(family, 'post') === undefined
    return {
      family,
      does,
      ...(item !== undefined && ITEM_OPERATIONS.has(does) && { item }),
      parents: parametersOf(family).map((parameter) => this.#owner(family, parameter)),
      ...(idProperty !== undefined && idProperty !== 'id' && { idProperty }),
      ...this.#membership(family),
      ...(isSeeded && list !== undefined && { seededBy: operationIdOf(list) }),
    }
  }

  /** The property that identifies an item, if it is named like the path parameter instead of `id`. */
  #idProperty(family: string, item: string): string | undefined {
    const names = Object.keys(propertiesOf(this.#document, this.#itemSchema(family) ?? {}))
    const isNumbered = item === 'version' && names.includes(item)
    return isNumbered || !names.includes('id') ? names.find((name) => name === item) : 'id'
  }

  /** The request property and family of members, if the collection consists of items of another family. */
  #membership(family: string): Pick<StatePlan, 'memberId' | 'memberFamily'> {
    const item = parametersOf(this.#items.get(family) ?? '').at(-1)
    const creation = this.#operation(family, 'post')
    if (item === undefined || creation === undefined || !item.endsWith('_id')) {
      return {}
    }
    if (this.#includes(responseSchema(creation), this.#itemSchema(family))) {
      return {}
    }
    const content = Object.values(creation.operation.requestBody?.content ?? {})
    const names = content.flatMap(({ schema }) => Object.keys(propertiesOf(this.#document, schema ?? {})))
    const project = family.startsWith('/projects/{project_id}/') ? '/projects/{project_id}' : '/organization'
    const memberFamily = [
      `${project}/${item.replace(/_id$/, 's')}`,
      `/organization/${item.replace(/_id$/, 's')}`,
    ].find((candidate) => candidate !== family && this.#isFamily(candidate))
    return names.includes(item) && memberFamily !== undefined ? { memberId: item, memberFamily } : {}
  }

  #isSingleton(path: string): boolean {
    const read = this.#operation(path, 'get')
    const change = this.#operation(path, 'post')
    return (
      read !== undefined &&
      change !== undefined &&
      !this.#items.has(path) &&
      !isList(this.#document, read) &&
      this.#includes(responseSchema(change), responseSchema(read))
    )
  }

  /** True if an operation below an item returns the item. */
  #isAction(located: LocatedOperation, family: string): boolean {
    const itemPath = this.#items.get(family) ?? ''
    const isNew = jobPhaseOf(located) === 'created' && !pathOf(located).endsWith('/rotate_secret')
    return (
      located.method === 'post' &&
      !isNew &&
      pathOf(located).startsWith(`${itemPath}/`) &&
      this.#includes(
        responseSchema(located),
        this.#itemSchema(family) ?? responseSchema(this.#operation(family, 'post')),
      )
    )
  }

  /** The schema of one item: of the operation that retrieves it, or of the list's items. */
  #itemSchema(family: string): Schema | undefined {
    const retrieval = this.#operation(this.#items.get(family) ?? '', 'get')
    const list = this.#operation(family, 'get')
    const listed = list && commonPropertiesOf(this.#document, responseSchema(list) ?? {})['data']?.items
    return responseSchema(retrieval) ?? listed
  }

  /** The family that a path parameter identifies an item of. */
  #owner(path: string, parameter: string): { parameter: string; family: string | null } {
    const before = path.slice(0, path.indexOf(`/{${parameter}}`))
    const elsewhere = `/organization${before}`
    return { parameter, family: [before, elsewhere].find((candidate) => this.#isFamily(candidate)) ?? null }
  }

  /** True if an object has all properties of another one. */
  #includes(whole: Schema | undefined, part: Schema | undefined): boolean {
    if (whole === undefined || part === undefined) {
      return false
    }
    const names = Object.keys(propertiesOf(this.#document, whole))
    const required = Object.keys(propertiesOf(this.#document, part))
    return (
      JSON.stringify(whole) === JSON.stringify(part) ||
      (required.length > 0 && required.every((name) => names.includes(name)))
    )
  }

  #operation(path: string, method: string): LocatedOperation | undefined {
    const operations: PathOperations | undefined = this.#paths.get(path)
    return operations?.get(method)
  }
}

function pathOf({ path }: LocatedOperation): string {
  return path.split('?')[0] ?? path
}

function collectionOf(path: string): string | undefined {
  return /^(.+)\/\{[^}]+\}$/.exec(path)?.[1]
}

function parametersOf(path: string): string[] {
  return [...path.matchAll(/\{([^}]+)\}/g)].map(([, name = '']) => name)
}

function responseSchema(located: LocatedOperation | undefined): Schema | undefined {
  const responses = Object.entries(located?.operation.responses ?? {})
  return responses.find(([code]) => code.startsWith('2'))?.[1].content?.['application/json']?.schema
}

function isList(document: OpenApiDocument, located: LocatedOperation): boolean {
  return propertiesOf(document, responseSchema(located) ?? {})['data']?.items !== undefined
}
