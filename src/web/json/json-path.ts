import {
  FunctionExpressionType,
  JSONPathEnvironment,
  JSONPathError,
  type JSONPathQuery,
  jsonpath,
} from 'json-p3'
import type { Json } from './json.ts'
import { BoundedMap } from '../limits/bounded-map.ts'
import { compileSafeRegExp } from '../limits/safe-regexp.ts'
import type { Budget } from '../limits/budget.ts'

const { expressions, selectors } = jsonpath

/** Path of a value: member names and array indexes. */
export type NodeLocation = readonly (string | number)[]

/** A compiled JSONPath (RFC 9535). */
export interface CompiledPath {
  text: string
  /**
   * Leading member names and indexes, up to the first segment that can select several values: `$.body.tools[*].type`
   * has two.
   */
  prefix: NodeLocation
  /** Whether the path selects at most one value. */
  isSingular: boolean
  /** Returns the selected values. */
  find(root: unknown, budget: Budget): readonly Json[]
  /** Returns the locations of the selected values. */
  locate(root: Json, budget: Budget): readonly NodeLocation[]
}

/** Reason for rejecting a path. */
export interface PathIssue {
  message: string
  suggestion?: string
}

const MAX_PATH_LENGTH = 1000

/** Maximum number of alternatives: a selector list repeats values, and the lists of several segments multiply. */
const MAX_ALTERNATIVES = 16

/** Budget steps for visiting a value, approximately. */
const STEPS_PER_VALUE = 200

const MAX_CACHED_PATHS = 2000

/** Cache of compiled paths; documents repeat a few of them. */
const pathCache = new BoundedMap<string, CompiledPath>(MAX_CACHED_PATHS)

/**
 * Compiles a JSONPath. To bound its run time, a path may have one descendant segment (`..`), 16 alternatives, and in
 * filters `$` only as a singular query and regular expressions only as literals.
 */
export function compilePath(text: string): CompiledPath | { issue: PathIssue } {
  const cached = pathCache.get(text)
  if (cached !== undefined) {
    return cached
  }
  if (text.length > MAX_PATH_LENGTH) {
    return { issue: { message: `is longer than ${MAX_PATH_LENGTH} characters` } }
  }
  try {
    const query = ENVIRONMENT.compile(text)
    const estimate: CostEstimate = { descendants: 0, alternatives: 1, steps: STEPS_PER_VALUE }
    estimateQuery(query, estimate)
    const compiled = query.singularQuery()
      ? compileSingular(text, query)
      : compilePlural(text, query, estimate)
    pathCache.set(text, compiled)
    return compiled
  } catch (error) {
    if (error instanceof JSONPathError) {
      return {
        issue: { message: `is not a valid JSONPath (RFC 9535): ${error.message.replace(/\s*\(.*$/s, '')}` },
      }
    }
    if (error instanceof PathTooCostly) {
      return { issue: { message: error.message } }
    }
    throw error
  }
}

/** Estimated cost of a path per visited value. */
interface CostEstimate {
  descendants: number
  alternatives: number
  steps: number
}

class PathTooCostly extends Error {}

function estimateQuery({ segments }: JSONPathQuery, estimate: CostEstimate): void {
  for (const segment of segments) {
    if (segment.toString().startsWith('..')) {
      estimate.descendants += 1
    }
    estimate.alternatives *= segment.selectors.length
    for (const selector of segment.selectors) {
      if (selector instanceof selectors.FilterSelector) {
        estimateExpression(selector.expression, estimate)
      }
    }
  }
  if (estimate.descendants > 1) {
    throw new PathTooCostly('has more than one descendant segment (..)')
  }
  if (estimate.alternatives > MAX_ALTERNATIVES) {
    throw new PathTooCostly(`has more than ${MAX_ALTERNATIVES} alternatives`)
  }
}

function estimateExpression(
  expression: InstanceType<typeof expressions.FilterExpression>,
  estimate: CostEstimate,
): void {
  if (expression instanceof expressions.LogicalExpression) {
    estimateExpression(expression.expression, estimate)
  } else if (expression instanceof expressions.PrefixExpression) {
    estimateExpression(expression.right, estimate)
  } else if (expression instanceof expressions.InfixExpression) {
    estimateExpression(expression.left, estimate)
    estimateExpression(expression.right, estimate)
  } else if (expression instanceof expressions.RootQuery && !expression.path.singularQuery()) {
    throw new PathTooCostly('has a filter in which $ can select several values')
  } else if (expression instanceof expressions.FilterQuery) {
    estimate.steps += STEPS_PER_VALUE
    estimateQuery(expression.path, estimate)
  } else if (expression instanceof expressions.FunctionExtension) {
    estimateFunction(expression, estimate)
  }
}

function estimateFunction(
  { name, args }: InstanceType<typeof expressions.FunctionExtension>,
  estimate: CostEstimate,
): void {
  if (name === 'match' || name === 'search') {
    const [, pattern] = args
    if (!(pattern instanceof expressions.StringLiteral)) {
      throw new PathTooCostly(`has a ${name}() whose pattern is not a string literal`)
    }
    const compiled = compileSafeRegExp(pattern.value)
    if ('issue' in compiled) {
      throw new PathTooCostly(`has a ${name}() whose pattern ${compiled.issue.message}`)
    }
    estimate.steps += compiled.cost * CHARACTERS_PER_VALUE
  }
  for (const argument of args) {
    estimateExpression(argument, estimate)
  }
}

function compileSingular(text: string, { segments }: JSONPathQuery): CompiledPath {
  const location = segments.flatMap(({ selectors: [selector] }): (string | number)[] => {
    if (selector instanceof selectors.NameSelector) {
      return [selector.name]
    }
    return selector instanceof selectors.IndexSelector ? [selector.index] : []
  })
  const follow = (root: unknown): { value: Json; location: NodeLocation } | undefined => {
    let value: unknown = root
    const resolved: (string | number)[] = []
    for (const key of location) {
      const resolvedKey =
        typeof key === 'number' && key < 0 && Array.isArray(value) ? value.length + key : key
      if (!hasKey(value, resolvedKey)) {
        return undefined
      }
      value = Reflect.get(value, resolvedKey)
      resolved.push(resolvedKey)
    }
    return isPresent(value) ? { value, location: resolved } : undefined
  }
  return {
    text,
    prefix: location,
    isSingular: true,
    find: (root) => {
      const found = follow(root)
      return found === undefined ? [] : [found.value]
    },
    locate: (root) => {
      const found = follow(root)
      return found === undefined ? [] : [found.location]
    },
  }
}

function compilePlural(
  text: string,
  query: JSONPathQuery,
  { alternatives, steps }: CostEstimate,
): CompiledPath {
  const branchIndex = query.segments.findIndex(
    (segment) => segment.selectors.length !== 1 || !/^\[('|")/.test(segment.toString()),
  )
  const prefix = query.segments
    .slice(0, branchIndex)
    .flatMap(({ selectors: [selector] }) =>
      selector instanceof selectors.NameSelector ? [selector.name] : [],
    )
  const nodesIn = (root: unknown, budget: Budget) => {
    if (!isPresent(root) || !budget.spend(countValuesAt(root, prefix) * alternatives * steps)) {
      return []
    }
    return [...query.lazyQuery(root)]
  }
  return {
    text,
    prefix,
    isSingular: false,
    find: (root, budget) => nodesIn(root, budget).flatMap(({ value }) => (isPresent(value) ? [value] : [])),
    locate: (root, budget) => nodesIn(root, budget).map(({ location }) => location),
  }
}

function hasKey(value: unknown, key: string | number): value is object {
  return (
    typeof value === 'object' &&
    value !== null &&
    Array.isArray(value) === (typeof key === 'number') &&
    Object.hasOwn(value, key)
  )
}

/** Values come from JSON, or are undefined if a request lacks the part. */
function isPresent(value: unknown): value is Json {
  return value !== undefined
}

/** Characters of a string that count as one value. */
const CHARACTERS_PER_VALUE = 64

/** Cache of value counts; the values are never mutated. */
const valueCounts = new WeakMap<object, number>()

/** Counts the values at and below the point at which the path starts to branch. */
function countValuesAt(root: unknown, prefix: NodeLocation): number {
  let value = root
  for (const key of prefix) {
    if (!hasKey(value, key)) {
      return 1
    }
    value = Reflect.get(value, key)
  }
  return countValues(value)
}

function countValues(value: unknown): number {
  if (typeof value === 'string') {
    return 1 + value.length / CHARACTERS_PER_VALUE
  }
  if (typeof value !== 'object' || value === null) {
    return 1
  }
  const cached = valueCounts.get(value)
  if (cached !== undefined) {
    return cached
  }
  let count = 1
  for (const member of Object.values(value)) {
    count += countValues(member)
  }
  valueCounts.set(value, count)
  return count
}

/** Replaces `match()` and `search()` with linear-time versions. */
class BoundedEnvironment extends JSONPathEnvironment {
  protected override setupFilterFunctions(): void {
    super.setupFilterFunctions()
    for (const name of ['match', 'search'] as const) {
      this.functionRegister.set(name, {
        argTypes: [FunctionExpressionType.ValueType, FunctionExpressionType.ValueType],
        returnType: FunctionExpressionType.LogicalType,
        call: (text, pattern) => {
          if (typeof text !== 'string' || typeof pattern !== 'string') {
            return false
          }
          const compiled = compileSafeRegExp(pattern)
          return !('issue' in compiled) && compiled[name](text)
        },
      })
    }
  }
}

/** Requests are limited to 200 levels, so this limit is never reached. */
const ENVIRONMENT = new BoundedEnvironment({ maxRecursionDepth: 300 })
