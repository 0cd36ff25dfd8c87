import type { MockedAnswer } from '../../answer/answer.ts'
import { type Kept, parentKey } from '../../state/kept.ts'
import type { JsonObject } from '../../web/json/json.ts'
import { asObject, asString } from '../../web/json/narrow.ts'
import type { StateRequest, StateSteps } from './behavior.ts'
import { goneError } from './lookup.ts'
import { NO_STEPS } from './no-steps.ts'

/** Adds an item of another family to a collection: a user to a group, a role to a user. */
export function assignment(request: StateRequest): StateSteps {
  const { plan, store, parent, body, now, isStrict } = request
  const { memberId = '', family = '' } = plan ?? {}
  const id = asString(body[memberId])
  const property = memberId.replace(/_id$/, '')
  return {
    ...NO_STEPS,
    recall: (answer) => {
      const member = id === undefined ? undefined : findMember(request, id)
      if (id !== undefined && (member?.gone === true || (member === undefined && isStrict))) {
        throw goneError({ [memberId]: id }, memberId)
      }
      const owner = findOwner(request)
      const withOwner = withNested(answer, owner.property, owner.body)
      return { answer: withNested(withOwner, property, member?.body ?? {}), origin: 'stored' }
    },
    commit: (answer) => {
      if (id === undefined) {
        return undefined
      }
      const nested = asObject(asObject(answer.body)?.[property]) ?? {}
      const place = { family, parent, id }
      const kept = { ...nested, id }
      const seq = store.insert(place, kept, { created: now })
      return { ...place, seq, created: now, due: undefined, gone: false, body: kept }
    },
  }
}

/**
 * @param kept the membership
 * @param example an item of the list, or the example of retrieving one (not mutated)
 * @returns the member as an item of the collection, as it is now
 */
export function asMember(request: StateRequest, kept: Kept, example: JsonObject): JsonObject {
  const member = findMember(request, kept.id)
  return { ...example, ...common(kept.body, example), ...common(member?.body ?? {}, example), id: kept.id }
}

/** Whether the item of a collection of members was deleted, such as a role that is assigned to a group. */
export function isGoneMember(request: StateRequest, { id }: JsonObject): boolean {
  return request.plan?.memberId !== undefined && findMember(request, asString(id) ?? '')?.gone === true
}

function findMember({ plan, store, pathParameters }: StateRequest, id: string): Kept | undefined {
  const family = plan?.memberFamily ?? ''
  const above = [...family.matchAll(/\{([^}]+)\}/g)].map(([, name = '']) => pathParameters[name] ?? '')
  return store.find({ family, parent: parentKey(above), id })
}

/** The item that the collection belongs to, and its property in the answer: the group of a role. */
function findOwner({ plan, store, pathParameters }: StateRequest): { property: string; body: JsonObject } {
  const { parameter = '', family = null } = plan?.parents.at(-1) ?? {}
  const above = (plan?.parents ?? []).slice(0, -1).map((parent) => pathParameters[parent.parameter] ?? '')
  const owner =
    family === null
      ? undefined
      : store.get({ family, parent: parentKey(above), id: pathParameters[parameter] ?? '' })
  return { property: parameter.replace(/_id$/, ''), body: owner?.body ?? {} }
}

/** Replaces the properties of an object in the answer. */
function withNested(answer: MockedAnswer, property: string, member: JsonObject): MockedAnswer {
  const body = asObject(answer.body) ?? {}
  const nested = asObject(body[property])
  return nested === undefined
    ? answer
    : { ...answer, body: { ...body, [property]: { ...nested, ...common(member, nested) } } }
}

function common(object: JsonObject, like: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(object).filter(([name]) => name in like && name !== 'object'))
}
