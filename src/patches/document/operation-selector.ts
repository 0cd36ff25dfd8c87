import type { OperationRoute } from '../../catalogue/contract.ts'
import { ellipsize } from '../../web/truncate.ts'
import { didYouMean, type Issue } from './issue.ts'

/**
 * Whether a selector matches an operation.
 *
 * @param selector an operation id, `METHOD /path`, a glob of either (`*` matches any characters), or an array of these;
 *   undefined matches all
 */
export function selectsOperation(selector: string | string[] | undefined, route: OperationRoute): boolean {
  if (selector === undefined) {
    return true
  }
  const names = operationNames(route)
  return [selector].flat().some((pattern) => names.some(compileGlob(normalizeSelector(pattern))))
}

/** Returns issues for selectors that match no operation. */
export type SelectorCheck = (selector: string | string[] | undefined, pointer: string) => Issue[]

/** Maximum length of a selector, and maximum number of selectors of one patch. */
const MAX_SELECTOR_LENGTH = 300
const MAX_SELECTORS = 1000

const MAX_QUOTE_LENGTH = 100

/** Returns the issue of selectors that would take long to compare with the names of all operations. */
export function selectorSizeIssue(selector: string | string[] | undefined): string | undefined {
  const selectors = [selector ?? []].flat()
  if (selectors.length > MAX_SELECTORS) {
    return `has more than ${MAX_SELECTORS} selectors`
  }
  return selectors.some(({ length }) => length > MAX_SELECTOR_LENGTH)
    ? `has a selector of more than ${MAX_SELECTOR_LENGTH} characters`
    : undefined
}

/** Maximum number of suggestions per document. */
const MAX_SUGGESTIONS = 20

/** Creates the selector check for one document; results are cached, since patches often repeat a selector. */
export function createSelectorCheck(routes: readonly OperationRoute[]): SelectorCheck {
  const checked = new Map<string, boolean>(routes.map(({ id }) => [id, true]))
  let suggestions = 0
  const suggest = (pattern: string): string | undefined => {
    suggestions += 1
    return suggestions > MAX_SUGGESTIONS
      ? undefined
      : didYouMean(normalizeSelector(pattern), routes.flatMap(operationNames))
  }
  return (selector, pointer) =>
    [selector ?? []].flat().flatMap((pattern, index) => {
      const matches = compileGlob(normalizeSelector(pattern))
      const selectsOne = checked.get(pattern) ?? routes.some((route) => operationNames(route).some(matches))
      checked.set(pattern, selectsOne)
      if (selectsOne) {
        return []
      }
      const suggestion = suggest(pattern)
      const itemPointer = Array.isArray(selector) ? `${pointer}/${index}` : pointer
      const message = `"${ellipsize(pattern, MAX_QUOTE_LENGTH)}" selects no operation`
      return [{ pointer: itemPointer, message, ...(suggestion !== undefined && { suggestion }) }]
    })
}

/** Cache of operation names. */
const nameCache = new WeakMap<OperationRoute, readonly string[]>()

/** Returns the names of an operation: its id, and method and path, plus the query of operations that share both. */
export function operationNames(route: OperationRoute): readonly string[] {
  const names = nameCache.get(route) ?? buildNames(route)
  nameCache.set(route, names)
  return names
}

function buildNames({ id, method, path, query }: OperationRoute): string[] {
  const search = query === undefined ? '' : `?${new URLSearchParams(query).toString()}`
  return [id, `${method} ${path}${search}`]
}

/** Normalizes a selector: `post /v1/models/` becomes `POST /models`. */
function normalizeSelector(pattern: string): string {
  const [, method, path = ''] = /^([A-Za-z]+|\*)\s+(?:\/v1(?=\/))?(\/.*?)\/?$/.exec(pattern.trim()) ?? []
  return method === undefined ? pattern.trim() : `${method.toUpperCase()} ${path}`
}

/** Compiles a glob. Matching takes linear time for any pattern, since patches are untrusted. */
function compileGlob(pattern: string): (name: string) => boolean {
  const [first = '', ...rest] = pattern.split('*')
  const last = rest.pop()
  if (last === undefined) {
    return (name) => pattern === name
  }
  return (name) => {
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
}
