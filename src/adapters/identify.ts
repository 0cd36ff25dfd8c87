import type { Json, JsonObject } from '../catalogue/types.ts'
import { identifierLike } from '../openai/identifiers.ts'
import type { Adapter, AdapterContext } from './adapter.ts'

/**
 * Ids: an object that was asked for by its id has that id, a new one gets a new id, and whoever the path names besides
 * is named in the answer. An id that changes, changes wherever the answer has it.
 */
export const identify: Adapter = (answer, context) => {
  const named = Object.entries(context.pathParameters).flatMap(([name, value]): [string, string][] => {
    const inAnswer = answer[name]
    return typeof inAnswer === 'string' ? [[inAnswer, value]] : []
  })
  const renamed = replaceStrings(answer, new Map(named))
  const { id } = renamed
  const wanted = typeof id === 'string' ? identifierFor(id, renamed, context) : undefined
  return typeof id !== 'string' || wanted === undefined
    ? renamed
    : replaceStrings(renamed, new Map([[id, wanted]]))
}

function identifierFor(id: string, answer: JsonObject, context: AdapterContext): string | undefined {
  const { pathParameters, isCollection, operation, random } = context
  if (isCollection) {
    return operation.route.method === 'POST' ? identifierLike(id, random) : undefined
  }
  const [parameter] = Object.entries(pathParameters).at(-1) ?? []
  // `/uploads/{upload_id}/parts` answers with a part, which names its upload itself.
  return parameter === undefined || parameter in answer ? undefined : pathParameters[parameter]
}

function replaceStrings(answer: JsonObject, replacements: ReadonlyMap<string, string>): JsonObject {
  if (replacements.size === 0) {
    return answer
  }
  const replace = (value: Json): Json => {
    if (typeof value === 'string') {
      return replacements.get(value) ?? value
    }
    if (Array.isArray(value)) {
      return value.map(replace)
    }
    return value !== null && typeof value === 'object' ? replaceMembers(value) : value
  }
  const replaceMembers = (object: JsonObject): JsonObject =>
    Object.fromEntries(Object.entries(object).map(([name, value]) => [name, replace(value)]))
  return replaceMembers(answer)
}
