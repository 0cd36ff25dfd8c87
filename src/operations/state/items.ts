import type { MockedAnswer } from '../../answer/answer.ts'
import { type Kept, parentKey } from '../../state/kept.ts'
import type { JsonObject } from '../../web/json/json.ts'
import { asNumber, asObject, asString } from '../../web/json/narrow.ts'
import type { StateRequest, StateSteps } from './behavior.ts'
import { finishJob, type Look } from './jobs.ts'
import { isExampleCollection, lookUpItem, placeOf } from './lookup.ts'
import { asMember } from './members.ts'
import { NO_STEPS } from './no-steps.ts'
import { updateKept } from './update-kept.ts'

/**
 * Retrieves a kept object.
 *
 * @param look what is returned, and kept if it differs. Finishes jobs with the results of the example by default
 */
export function retrieval(request: StateRequest, look: Look = finishJob): StateSteps {
  return {
    ...NO_STEPS,
    recall: (answer) => {
      const kept = lookUpItem(request)
      return kept === undefined
        ? { answer, origin: 'example' }
        : {
            answer: {
              ...answer,
              body: lookAt(request, kept, { example: asObject(answer.body) ?? {}, look }),
            },
            origin: 'stored',
          }
    },
  }
}

function lookAt(
  request: StateRequest,
  kept: Kept,
  { example, look }: { example: JsonObject; look: Look },
): JsonObject {
  if (request.plan?.memberId !== undefined) {
    return asMember(request, kept, example)
  }
  const settled = look(kept, example)
  if (settled !== kept.body) {
    request.store.replace(kept, settled)
  }
  return settled
}

/** Changes a kept object. Objects that were never created stay examples. */
export function update(request: StateRequest): StateSteps {
  const { operation, body, now, store } = request
  let found: Kept | undefined
  return {
    ...NO_STEPS,
    recall: (answer) => {
      found = lookUpItem(request) ?? keepExamples(request)
      return found === undefined
        ? { answer, origin: 'example' }
        : {
            answer: withBody(answer, updateKept(found.body, body, { operation, now })),
            origin: 'stored',
          }
    },
    commit: (answer) => {
      if (found !== undefined) {
        store.replace(found, keptProperties(found.body, asObject(answer.body) ?? found.body))
      }
      return found
    },
  }
}

/**
 * The properties that the kept object has; the response of a change may differ from the object, as that of a group does.
 */
function withBody(answer: MockedAnswer, body: JsonObject): MockedAnswer {
  const example = asObject(answer.body) ?? {}
  const isSameKind = example['object'] === undefined || example['object'] === body['object']
  return { ...answer, body: isSameKind ? body : { ...example, ...pick(body, example) } }
}

function keptProperties(kept: JsonObject, changed: JsonObject): JsonObject {
  return { ...kept, ...pick(changed, kept) }
}

/** @returns the properties of an object that another one has as well */
export function pick(object: JsonObject, like: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(object).filter(([name]) => name in like))
}

/** Deletes a kept object and everything below it. */
export function deletion(request: StateRequest): StateSteps {
  const { store, operation, parent } = request
  let found: Kept | undefined
  return {
    ...NO_STEPS,
    recall: (answer) => {
      found = lookUpItem(request) ?? keepExamples(request)
      return found === undefined
        ? { answer, origin: 'example' }
        : { answer: deletionAnswer(answer, found), origin: 'stored' }
    },
    commit: () => {
      if (found !== undefined) {
        const { id } = found
        store.bury(found)
        store.removeBelow(
          operation.route.path,
          parent === '' ? parentKey([id]) : `${parent}/${parentKey([id])}`,
        )
      }
      return undefined
    },
  }
}

/** Objects of deletions that the document declares no body for; the reference has examples. */
const DELETED_OBJECTS: Readonly<Record<string, string>> = {
  response: 'response',
  container: 'container.deleted',
  'container.file': 'container.file.deleted',
}

function deletionAnswer(answer: MockedAnswer, { id, body }: Kept): MockedAnswer {
  const object = DELETED_OBJECTS[asString(body['object']) ?? '']
  return answer.body !== undefined || object === undefined
    ? answer
    : {
        ...answer,
        headers: { ...answer.headers, 'content-type': 'application/json' },
        body: { id, object, deleted: true },
      }
}

/**
 * Keeps the examples of a collection whose items no operation creates, so that they can be changed.
 *
 * @returns the item in the path, if it is one of them
 */
function keepExamples(request: StateRequest): Kept | undefined {
  const { plan, store, parent, exampleItems, now } = request
  const place = placeOf(request)
  if (plan === undefined || place === undefined || !isExampleCollection(plan, store, parent)) {
    return undefined
  }
  const idOf = (item: JsonObject) => asString(item[plan.idProperty ?? 'id']) ?? ''
  const items = exampleItems()
  if (!items.some((item) => idOf(item) === place.id)) {
    return undefined
  }
  // Lists show the newest first, so that the first one is created last.
  for (const item of items.toReversed()) {
    const created = asNumber(item['created_at']) ?? now
    store.insert({ ...place, id: idOf(item) }, item, { created })
  }
  return store.get(place)
}
