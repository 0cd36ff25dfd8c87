import type { Json } from '../../web/json/json.ts'
import { asString } from '../../web/json/narrow.ts'
import { similarIdentifier } from '../../openai/ids.ts'
import { hash, seededRandom } from '../../web/random/seeded-random.ts'
import type { Transform, TransformContext } from '../operation.ts'
import { withoutStreamOptions } from '../../request/without-stream-options.ts'
import { updateFields, collectFields } from './update-fields.ts'

/**
 * Replaces the example's ids. A retrieved object gets the id in the path, a new object a new id. Parent ids in the path
 * are reused throughout the response, including list items. All other ids are derived from the path, so that they are
 * stable. An id is replaced consistently wherever it occurs.
 */
export const assignIds: Transform = (answer, context) => {
  const { pathParameters, operation } = context
  const { self, parents, ids } = operation.plan
  const replacements = new Map<string, string>()
  for (const { parameter, place } of parents) {
    for (const value of collectFields(answer, [place])) {
      addReplacement(replacements, value, pathParameters[parameter] ?? asString(context.body[parameter]))
    }
  }
  addReplacement(replacements, answer['id'], self === undefined ? undefined : pathParameters[self])
  const seed = idSeed(context)
  const idFor = (id: string): string => {
    const known = replacements.get(id)
    if (known !== undefined || seed === undefined) {
      return known ?? id
    }
    const newId = similarIdentifier(id, seededRandom(hash(id, seed)))
    replacements.set(id, newId)
    return newId
  }
  const paths = [...parents.map(({ place }) => place), ...ids]
  const updated = updateFields(answer, paths, (value) =>
    typeof value !== 'string'
      ? value
      : value.includes('/')
        ? replaceIdsInUrl(value, replacements, idFor)
        : idFor(value),
  )
  const id = self === undefined ? undefined : pathParameters[self]
  return id === undefined ? updated : { ...updated, id }
}

function addReplacement(
  replacements: Map<string, string>,
  value: Json | undefined,
  to: string | undefined,
): void {
  if (typeof value === 'string' && to !== undefined) {
    replacements.set(value, to)
  }
}

/**
 * @returns the hash that seeds all other ids, undefined to keep the example's; ignores the query, since a page of a
 *   list has the same ids as the whole list
 */
function idSeed({ operation, pathParameters, body, repetition }: TransformContext): number | undefined {
  const pathValues = Object.values(pathParameters)
  if (operation.route.method === 'POST' && operation.plan.self === undefined) {
    const seed = hash(JSON.stringify([operation.route.id, pathValues, withoutStreamOptions(body)]))
    return repetition === 0 ? seed : hash(`#${repetition}`, seed)
  }
  return pathValues.length === 0 ? undefined : hash(JSON.stringify(pathValues))
}

/** Replaces only the ids in a URL. */
function replaceIdsInUrl(
  url: string,
  replacements: ReadonlyMap<string, string>,
  idFor: (id: string) => string,
): string {
  return url.replaceAll(/\b[a-z]+_[A-Za-z0-9]{16,}/g, (id) => replacements.get(id) ?? idFor(id))
}
