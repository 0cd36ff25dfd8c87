import type { MockedAnswer } from '../../answer/answer.ts'
import type { CataloguedOperation } from '../../catalogue/catalogue.ts'
import type { Kept } from '../../state/kept.ts'
import { similarIdentifier } from '../../openai/ids.ts'
import { seededRandom } from '../../web/random/seeded-random.ts'
import { isRecord } from '../../web/json/is-record.ts'
import type { JsonObject } from '../../web/json/json.ts'
import { asNumber, asObject, asObjects, asString } from '../../web/json/narrow.ts'
import { cursorOf, matchesFilters, sortOrder } from '../every-operation/pagination.ts'
import type { StateRequest, StateSteps } from './behavior.ts'
import { finishJob, type Look } from './jobs.ts'
import { isExampleCollection } from './lookup.ts'
import { asMember, isGoneMember } from './members.ts'
import { NO_STEPS } from './no-steps.ts'

/** Page size of lists whose limit has no default in the document. */
const DEFAULT_LIMIT = 20

/** Random ids differ at the first attempt; an id without a prefix cannot be changed. */
const MAX_ID_ATTEMPTS = 3

/** Maximum size of a page: the largest limit in the document. */
const MAX_LIMIT = 10_000

/** Creates an object, or several in a list, and keeps them as answered. */
export function creation(request: StateRequest): StateSteps {
  return {
    ...NO_STEPS,
    isSingleWrite: true,
    recall: (answer) => ({ answer: withFreeId(request, answer), origin: 'stored' }),
    commit: ({ body }) => {
      const created = asObject(body)
      const listed = created?.['object'] === 'list' ? asObjects(created['data']) : undefined
      const objects = listed ?? (created === undefined ? [] : [created])
      return objects.map((object) => keep(request, object)).at(-1)
    },
  }
}

/**
 * Gives a new object another id if its own is taken: some examples have ids that do not depend on the request. An id
 * that the request sets stays.
 */
function withFreeId({ plan, store, parent, body, isTwin }: StateRequest, answer: MockedAnswer): MockedAnswer {
  const created = asObject(answer.body)
  const id = plan?.idProperty === undefined ? asString(created?.['id']) : undefined
  if (plan === undefined || id === undefined || isTwin || Object.values(body).includes(id)) {
    return answer
  }
  let free = id
  for (let attempt = 1; attempt <= MAX_ID_ATTEMPTS && isTaken(free); attempt += 1) {
    free = similarIdentifier(id, seededRandom(`${id}#${store.count(`id ${plan.family}`)}`))
  }
  return free === id ? answer : { ...answer, body: { ...created, id: free } }

  function isTaken(candidate: string): boolean {
    return plan !== undefined && store.has({ family: plan.family, parent, id: candidate })
  }
}

/**
 * Keeps a new object of the request's family.
 *
 * @param object the object as answered; only the properties of the family's items are kept
 */
export function keep(
  request: Pick<StateRequest, 'plan' | 'store' | 'parent' | 'now'>,
  object: JsonObject,
): Kept | undefined {
  const { plan, store, parent, now } = request
  const id = plan && asString(object[plan.idProperty ?? 'id'])
  if (plan === undefined || id === undefined) {
    return undefined
  }
  const names = plan.kept
  const body =
    names === undefined
      ? object
      : Object.fromEntries(Object.entries(object).filter(([name]) => names.includes(name)))
  const created = asNumber(object['created_at']) ?? asNumber(object['created']) ?? now
  const place = { family: plan.family, parent, id }
  const seq = store.insert(place, body, { created })
  return { ...place, seq, created, due: undefined, gone: false, body }
}

/**
 * Lists the kept objects of a collection; examples, if the namespace knows nothing about it.
 *
 * @param look what is listed, and kept if it differs. Finishes jobs with the results of the example by default
 */
export function listing(request: StateRequest, look: Look = finishJob): StateSteps {
  return {
    ...NO_STEPS,
    recall: (answer, isListed) => {
      const { plan, store, parent, isStrict, hasKnownParent } = request
      if (plan === undefined) {
        return { answer, origin: 'example' }
      }
      const isKept =
        isStrict ||
        (hasKnownParent && !isExampleCollection(plan, store, parent)) ||
        store.isTouched(plan.family, parent)
      return isKept
        ? {
            answer: filteredPage(request, answer, { itemOf: lookAt(request, answer, look), isListed }),
            origin: 'stored',
          }
        : { answer, origin: 'example' }
    },
  }
}

/**
 * Returns a page of the request's collection, in the envelope of the example.
 *
 * @param answer the example (not mutated)
 * @param itemOf maps a kept object to a list item; defaults to its body, with jobs finished
 */
export function pageOf(
  request: StateRequest,
  answer: MockedAnswer,
  itemOf: (kept: Kept) => JsonObject = lookAt(request, answer, finishJob),
): MockedAnswer {
  return filteredPage(request, answer, { itemOf })
}

/** What a page lists. */
interface PageOptions {
  itemOf: (kept: Kept) => JsonObject
  /** Leaves out items. By default all are listed. */
  isListed?: ((item: JsonObject) => boolean) | undefined
}

function filteredPage(
  request: StateRequest,
  answer: MockedAnswer,
  { itemOf, isListed }: PageOptions,
): MockedAnswer {
  const { plan, store, parent, query, operation } = request
  const { items, hasMore } = store.page({
    family: plan?.family ?? '',
    parent,
    order: sortOrder(query, operation).startsWith('asc') ? 'asc' : 'desc',
    limit: limitOf(query, operation),
    after: query.get('after') ?? undefined,
    before: query.get('before') ?? undefined,
    ...((hasFilters(query) || isListed !== undefined || plan?.memberId !== undefined) && {
      matches: (body) =>
        matchesFilters(body, query) && isListed?.(body) !== false && !isGoneMember(request, body),
    }),
  })
  return { ...answer, body: withItems(asObject(answer.body) ?? {}, items.map(itemOf), hasMore) }
}

/**
 * @param envelope an example of a list (not mutated)
 * @returns the list with other items, and the cursors that its envelope has
 */
export function withItems(envelope: JsonObject, data: JsonObject[], hasMore: boolean): JsonObject {
  const last = cursorOf(data.at(-1))
  return {
    ...envelope,
    data,
    ...('first_id' in envelope && { first_id: cursorOf(data.at(0)) }),
    ...('last_id' in envelope && { last_id: last }),
    ...('has_more' in envelope && { has_more: hasMore }),
    ...('next_page' in envelope && { next_page: null }),
    ...('next' in envelope && { next: hasMore ? last : null }),
  }
}

/** Returns a function that looks at kept objects when they are listed, and completes members. */
function lookAt(request: StateRequest, { body }: MockedAnswer, look: Look): (kept: Kept) => JsonObject {
  const examples = asObjects(asObject(body)?.['data'])
  const [first = {}] = examples
  const { plan, store } = request
  return (kept) => {
    if (plan?.memberId !== undefined) {
      return asMember(request, kept, first)
    }
    const example = examples.find(({ object }) => object === kept.body['object'])
    const settled = example === undefined ? kept.body : look(kept, example)
    if (settled !== kept.body) {
      store.replace(kept, settled)
    }
    return settled
  }
}

const PAGE_PARAMETERS = new Set(['limit', 'order', 'after', 'before'])

function hasFilters(query: URLSearchParams): boolean {
  return [...query.keys()].some((name) => !PAGE_PARAMETERS.has(name))
}

function limitOf(query: URLSearchParams, { prism }: CataloguedOperation): number {
  const parameter = prism.request?.query?.find(({ name }) => name === 'limit')
  if (parameter === undefined) {
    return MAX_LIMIT
  }
  const declared: unknown = isRecord(parameter.schema) ? parameter.schema['default'] : undefined
  const limit = asNumber(query.get('limit')) ?? asNumber(declared) ?? DEFAULT_LIMIT
  return Math.min(Math.max(Math.trunc(limit), 1), MAX_LIMIT)
}
