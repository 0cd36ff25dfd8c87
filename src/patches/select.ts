import type { OperationRoute } from '../catalogue/types.ts'

/**
 * @param selector an operation id, `METHOD /path`, a glob of either (`*` stands for any characters), or a list of
 *   these; undefined selects all
 * @param route an operation
 */
export function selects(selector: string | string[] | undefined, route: OperationRoute): boolean {
  if (selector === undefined) {
    return true
  }
  const names = namesOf(route)
  return [selector].flat().some((pattern) => names.some((name) => matchesGlob(normalised(pattern), name)))
}

/** @returns the names that an operation goes by: its id, and method and path, with the query that tells twins apart */
export function namesOf({ id, method, path, query }: OperationRoute): string[] {
  const search = query === undefined ? '' : `?${new URLSearchParams(query).toString()}`
  return [id, `${method} ${path}${search}`]
}

/** Written as in a request, `post /v1/models/` is `POST /models`. */
function normalised(pattern: string): string {
  const [, method, path = ''] = /^([A-Za-z]+|\*)\s+(?:\/v1(?=\/))?(\/.*?)\/?$/.exec(pattern.trim()) ?? []
  return method === undefined ? pattern.trim() : `${method.toUpperCase()} ${path}`
}

/** Takes time linear in the name's length, whatever the pattern: patches come from anyone. */
function matchesGlob(pattern: string, name: string): boolean {
  const [first = '', ...rest] = pattern.split('*')
  const last = rest.pop()
  if (last === undefined) {
    return pattern === name
  }
  if (!name.startsWith(first)) {
    return false
  }
  let position = first.length
  for (const part of rest) {
    const found = name.indexOf(part, position)
    if (found === -1) {
      return false
    }
    position = found + part.length
  }
  return name.length - last.length >= position && name.endsWith(last)
}
