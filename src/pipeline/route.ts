import type { OperationRoute } from '../catalogue/types.ts'
import { type Refusal, refuse } from '../openai/errors.ts'

/** The operation that a request is for, and the values in its path. */
export interface Routed {
  route: OperationRoute
  /** The request's path, without namespace and base path. */
  path: string
  /** Values of the path template's parameters, decoded. */
  pathParameters: Record<string, string>
}

/** Finds the operation of a request. */
export type Router = (method: string, path: string, query: URLSearchParams) => Routed | Refusal

/** One path segment of all templates that begin alike. */
interface Segment {
  literals: Map<string, Segment>
  parameter?: Segment
  /** By method: operations that end here, those that also ask for query parameters first. */
  operations: Map<string, OperationRoute[]>
}

/**
 * Builds a tree of path segments, so that finding an operation costs a look-up a segment, however many there are.
 *
 * @param routes all operations
 * @param basePaths prefixes that may stand before every path, such as `/v1`
 */
export function createRouter(routes: readonly OperationRoute[], basePaths: readonly string[]): Router {
  const root = newSegment()
  for (const route of routes) {
    insert(root, route)
  }
  return (method, path, query) => {
    const relative = withoutBasePath(path, basePaths)
    const segments = segmentsOf(relative)
    const allowed = new Set<string>()
    const found = find(root, segments, { method: method === 'HEAD' ? 'GET' : method, allowed })
    const route = found?.find((candidate) => matchesQuery(candidate, query))
    if (route !== undefined) {
      return { route, path: relative, pathParameters: parametersOf(route, segments) }
    }
    return allowed.size > 0 ? wrongMethod(method, path, allowed) : unknownPath(method, path)
  }
}

function newSegment(): Segment {
  return { literals: new Map(), operations: new Map() }
}

function insert(root: Segment, route: OperationRoute): void {
  let segment = root
  for (const part of segmentsOf(route.path)) {
    if (isParameter(part)) {
      segment.parameter ??= newSegment()
      segment = segment.parameter
    } else {
      const next = segment.literals.get(part) ?? newSegment()
      segment.literals.set(part, next)
      segment = next
    }
  }
  const sameMethod = segment.operations.get(route.method) ?? []
  segment.operations.set(
    route.method,
    [...sameMethod, route].toSorted((one, other) => queryCount(other) - queryCount(one)),
  )
}

/** A literal segment is tried before a parameter: `/responses/compact` before `/responses/{response_id}`. */
function find(
  segment: Segment,
  segments: string[],
  wanted: { method: string; allowed: Set<string> },
  depth = 0,
): OperationRoute[] | undefined {
  const part = segments[depth]
  if (part === undefined) {
    for (const method of segment.operations.keys()) {
      wanted.allowed.add(method)
    }
    return segment.operations.get(wanted.method)
  }
  const literal = segment.literals.get(part)
  const viaLiteral = literal && find(literal, segments, wanted, depth + 1)
  return viaLiteral ?? (segment.parameter && find(segment.parameter, segments, wanted, depth + 1))
}

function withoutBasePath(path: string, basePaths: readonly string[]): string {
  const base = basePaths.find((prefix) => path.startsWith(`${prefix}/`))
  return base === undefined ? path : path.slice(base.length)
}

function segmentsOf(path: string): string[] {
  const parts = path.split('/').slice(1)
  return parts.at(-1) === '' ? parts.slice(0, -1) : parts
}

function isParameter(part: string): boolean {
  return part.startsWith('{') && part.endsWith('}')
}

function queryCount({ query = {} }: OperationRoute): number {
  return Object.keys(query).length
}

function matchesQuery({ query = {} }: OperationRoute, given: URLSearchParams): boolean {
  return Object.entries(query).every(([name, value]) => given.get(name) === value)
}

function parametersOf(route: OperationRoute, segments: string[]): Record<string, string> {
  const parameters: Record<string, string> = {}
  for (const [index, part] of segmentsOf(route.path).entries()) {
    if (isParameter(part)) {
      parameters[part.slice(1, -1)] = decoded(segments[index] ?? '')
    }
  }
  return parameters
}

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment)
  } catch {
    return segment
  }
}

function unknownPath(method: string, path: string): Refusal {
  return refuse(404, `Invalid URL (${method} ${path})`)
}

function wrongMethod(method: string, path: string, allowed: Set<string>): Refusal {
  const message = `Not allowed to ${method} on ${path} (HINT: Perhaps you meant to make your HTTP request using a different method?)`
  const methods = [...allowed, ...(allowed.has('GET') ? ['HEAD'] : []), 'OPTIONS']
  return refuse(405, message, { code: 'method_not_supported', headers: { allow: methods.join(', ') } })
}
