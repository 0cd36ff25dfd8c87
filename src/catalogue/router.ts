import type { OperationRoute } from './contract.ts'
import { type ApiError, apiError } from '../openai/errors.ts'

/** The matched operation and its path parameters. */
export interface Routed {
  route: OperationRoute
  /** The request path, without namespace and base path. */
  path: string
  /** Decoded values by the parameter names of the path template. */
  pathParameters: Record<string, string>
}

/** Matches a request to an operation, or throws an API error (404, 405). */
export type Router = (method: string, path: string, query: URLSearchParams) => Routed

/** An operation that ends at a segment. */
interface Candidate {
  route: OperationRoute
  /** Query parameters required to match. */
  query: [name: string, value: string][]
  /** Path parameters and the positions of their segments. */
  parameters: { name: string; position: number }[]
}

/** A node of the routing tree, shared by all templates with the same prefix. */
interface RouteNode {
  literals: Map<string, RouteNode>
  parameter?: RouteNode
  /** Operations that end here, by method. Those with required query parameters come first. */
  operations: Map<string, Candidate[]>
}

/**
 * Creates a router over a tree of path segments: one lookup per segment, independent of the number of operations.
 *
 * @param basePaths optional path prefixes, such as `/v1`
 */
export function createRouter(routes: readonly OperationRoute[], basePaths: readonly string[]): Router {
  const root = newNode()
  for (const route of routes) {
    insert(root, route)
  }
  const prefixes = basePaths.map((basePath) => `${basePath}/`)
  return (method, path, query) => {
    const relative = withoutBasePath(path, prefixes)
    const segments = segmentsOf(relative)
    const found = find(root, segments, method === 'HEAD' ? 'GET' : method)
    const candidate = found?.find((each) => each.query.every(([name, value]) => query.get(name) === value))
    if (candidate !== undefined) {
      return {
        route: candidate.route,
        path: relative,
        pathParameters: parametersOf(candidate, segments),
      }
    }
    const allowed = methodsFor(root, segments)
    throw allowed.length > 0 ? methodNotAllowed(method, path, allowed) : unknownPath(method, path)
  }
}

function newNode(): RouteNode {
  return { literals: new Map(), operations: new Map() }
}

function insert(root: RouteNode, route: OperationRoute): void {
  let segment = root
  const parameters: Candidate['parameters'] = []
  for (const [position, part] of segmentsOf(route.path).entries()) {
    if (isParameter(part)) {
      parameters.push({ name: part.slice(1, -1), position })
      segment.parameter ??= newNode()
      segment = segment.parameter
    } else {
      const next = segment.literals.get(part) ?? newNode()
      segment.literals.set(part, next)
      segment = next
    }
  }
  const sameMethod = segment.operations.get(route.method) ?? []
  const candidate = { route, query: Object.entries(route.query ?? {}), parameters }
  segment.operations.set(
    route.method,
    [...sameMethod, candidate].toSorted((one, other) => other.query.length - one.query.length),
  )
}

/** Literal segments take precedence: `/responses/compact` over `/responses/{response_id}`. */
function find(
  segment: RouteNode,
  segments: readonly string[],
  method: string,
  depth = 0,
): Candidate[] | undefined {
  const part = segments[depth]
  if (part === undefined) {
    return segment.operations.get(method)
  }
  const literal = segment.literals.get(part)
  const viaLiteral = literal && find(literal, segments, method, depth + 1)
  return viaLiteral ?? (segment.parameter && find(segment.parameter, segments, method, depth + 1))
}

/** @returns the methods of all operations that match the path */
function methodsFor(segment: RouteNode, [part, ...rest]: readonly string[]): string[] {
  if (part === undefined) {
    return [...segment.operations.keys()]
  }
  const next = [segment.literals.get(part) ?? [], segment.parameter ?? []].flat()
  return [...new Set(next.flatMap((each) => methodsFor(each, rest)))]
}

function withoutBasePath(path: string, prefixes: readonly string[]): string {
  const prefix = prefixes.find((each) => path.startsWith(each))
  return prefix === undefined ? path : path.slice(prefix.length - 1)
}

function segmentsOf(path: string): string[] {
  const parts = path.split('/').slice(1)
  return parts.at(-1) === '' ? parts.slice(0, -1) : parts
}

function isParameter(part: string): boolean {
  return part.startsWith('{') && part.endsWith('}')
}

function parametersOf({ parameters }: Candidate, segments: readonly string[]): Record<string, string> {
  const values: Record<string, string> = {}
  for (const { name, position } of parameters) {
    values[name] = decodeSegment(segments[position] ?? '')
  }
  return values
}

function decodeSegment(segment: string): string {
  try {
    return decodeURIComponent(segment)
  } catch {
    return segment
  }
}

function unknownPath(method: string, path: string): ApiError {
  return apiError(404, `Invalid URL (${method} ${path})`)
}

function methodNotAllowed(method: string, path: string, allowed: readonly string[]): ApiError {
  const message = `Not allowed to ${method} on ${path} (HINT: Perhaps you meant to make your HTTP request using a different method?)`
  const methods = [...allowed, ...(allowed.includes('GET') ? ['HEAD'] : []), 'OPTIONS']
  return apiError(405, message, { code: 'method_not_supported', headers: { allow: methods.join(', ') } })
}
