import type { Json } from '../../web/json/json.ts'
import { stringIn } from '../../web/json/narrow.ts'
import { identifierLike } from '../../openai/ids.ts'
import { hash, seededRandom } from '../../web/random/seeded-random.ts'
import type { Adapter, AdapterContext } from '../operation.ts'
import { asked } from '../../request/without-stream-options.ts'
import { changePlaces, valuesAt } from './update-fields.ts'

/**
 * Replaces the example's ids. A retrieved object gets the id in the path, a new object a new id. Parent ids in the path
 * are reused throughout the response, including list items. All other ids are derived from the path, so that they are
 * stable. An id is replaced consistently wherever it occurs.
 */
export const identify: Adapter = (answer, context) => {
  const { pathParameters, operation } = context
  const { self, parents, ids } = operation.plan
  const renamed = new Map<string, string>()
  for (const { parameter, place } of parents) {
    for (const value of valuesAt(answer, [place])) {
      rename(renamed, value, pathParameters[parameter] ?? stringIn(context.body[parameter]))
    }
  }
  rename(renamed, answer['id'], self === undefined ? undefined : pathParameters[self])
  const scope = scopeOf(context)
  const nameOf = (id: string): string => {
    const known = renamed.get(id)
    if (known !== undefined || scope === undefined) {
      return known ?? id
    }
    const name = identifierLike(id, seededRandom(hash(id, scope)))
    renamed.set(id, name)
    return name
  }
  const places = [...parents.map(({ place }) => place), ...ids]
  const named = changePlaces(answer, places, (value) =>
    typeof value !== 'string'
      ? value
      : value.includes('/')
        ? replaceIn(value, renamed, nameOf)
        : nameOf(value),
  )
  const id = self === undefined ? undefined : pathParameters[self]
  return id === undefined ? named : { ...named, id }
}

function rename(renamed: Map<string, string>, value: Json | undefined, to: string | undefined): void {
  if (typeof value === 'string' && to !== undefined) {
    renamed.set(value, to)
  }
}

/**
 * @returns the hash that seeds all other ids, undefined to keep the example's; ignores the query, since a page of a
 *   list has the same ids as the whole list
 */
function scopeOf({ operation, pathParameters, body }: AdapterContext): number | undefined {
  const names = Object.values(pathParameters)
  if (operation.route.method === 'POST' && operation.plan.self === undefined) {
    return hash(JSON.stringify([operation.route.id, names, asked(body)]))
  }
  return names.length === 0 ? undefined : hash(JSON.stringify(names))
}

/** Replaces only the ids in a URL. */
function replaceIn(
  url: string,
  renamed: ReadonlyMap<string, string>,
  nameOf: (id: string) => string,
): string {
  return url.replaceAll(/\b[a-z]+_[A-Za-z0-9]{16,}/g, (id) => renamed.get(id) ?? nameOf(id))
}
