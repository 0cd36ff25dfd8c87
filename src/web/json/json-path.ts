import {
  FunctionExpressionType,
  JSONPathEnvironment,
  JSONPathError,
  type JSONPathQuery,
  jsonpath,
} from 'json-p3'
import type { Json } from './json.ts'
import { compileExpression } from '../limits/safe-regexp.ts'
import type { WorkBudget } from '../limits/work-budget.ts'

const { expressions, selectors } = jsonpath

/** Path of a value: member names and array indexes. */
export type Location = readonly (string | number)[]

/** A compiled JSONPath (RFC 9535). */
export interface CompiledPath {
  text: string
  /**
   * Leading member names and indexes, up to the first segment that can select several values: `$.body.tools[*].type`
   * has two.
   */
  beginning: Location
  /** Whether the path selects at most one value. */
  isSingular: boolean
  /** Returns the selected values. */
  find(root: unknown, budget: WorkBudget): readonly Json[]
  /** Returns the locations of the selected values. */
  locate(root: Json, budget: WorkBudget): readonly Location[]
}

/** Reason for rejecting a path. */
export interface PathFault {
  message: string
  suggestion?: string
}

const LONGEST_PATH = 1000

/** Maximum number of alternatives: a selector list repeats values, and the lists of several segments multiply. */
const MOST_ALTERNATIVES = 16

/** Budget steps for visiting a value, approximately. */
const STEPS_PER_VALUE = 200

/** Cache of compiled paths; documents repeat a few of them. */
const known = new Map<string, CompiledPath>()
const MOST_KNOWN = 2000

/**
 * Compiles a JSONPath. To bound its run time, a path may have one descendant segment (`..`), 16 alternatives, and in
 * filters `$` only as a singular query and regular expressions only as literals.
 */
export function compilePath(text: string): CompiledPath | { fault: PathFault } {
  const found = known.get(text)
  if (found !== undefined) {
    return found
  }
  if (text.length > LONGEST_PATH) {
    return { fault: { message: `is longer than ${LONGEST_PATH} characters` } }
  }
  try {
    const query = ENVIRONMENT.compile(text)
    const survey: Survey = { descendants: 0, alternatives: 1, steps: STEPS_PER_VALUE }
    surveyQuery(query, survey)
    const compiled = query.singularQuery() ? singular(text, query) : plural(text, query, survey)
    if (known.size >= MOST_KNOWN) {
      known.clear()
    }
    known.set(text, compiled)
    return compiled
  } catch (error) {
    if (error instanceof JSONPathError) {
      return {
        fault: { message: `is not a valid JSONPath (RFC 9535): ${error.message.replace(/\s*\(.*$/s, '')}` },
      }
    }
    if (error instanceof TooCostly) {
      return { fault: { message: error.message } }
    }
    throw error
  }
}

/** Estimated cost of a path per visited value. */
interface Survey {
  descendants: number
  alternatives: number
  steps: number
}

class TooCostly extends Error {}

function surveyQuery({ segments }: JSONPathQuery, survey: Survey): void {
  for (const segment of segments) {
    if (segment.toString().startsWith('..')) {
      survey.descendants += 1
    }
    survey.alternatives *= segment.selectors.length
    for (const selector of segment.selectors) {
      if (selector instanceof selectors.FilterSelector) {
        surveyExpression(selector.expression, survey)
      }
    }
  }
  if (survey.descendants > 1) {
    throw new TooCostly('has more than one descendant segment (..)')
  }
  if (survey.alternatives > MOST_ALTERNATIVES) {
    throw new TooCostly(`has more than ${MOST_ALTERNATIVES} alternatives`)
  }
}

function surveyExpression(
  expression: InstanceType<typeof expressions.FilterExpression>,
  survey: Survey,
): void {
  if (expression instanceof expressions.LogicalExpression) {
    surveyExpression(expression.expression, survey)
  } else if (expression instanceof expressions.PrefixExpression) {
    surveyExpression(expression.right, survey)
  } else if (expression instanceof expressions.InfixExpression) {
    surveyExpression(expression.left, survey)
    surveyExpression(expression.right, survey)
  } else if (expression instanceof expressions.RootQuery && !expression.path.singularQuery()) {
    throw new TooCostly('has a filter in which $ can select several values')
  } else if (expression instanceof expressions.FilterQuery) {
    survey.steps += STEPS_PER_VALUE
    surveyQuery(expression.path, survey)
  } else if (expression instanceof expressions.FunctionExtension) {
    surveyFunction(expression, survey)
  }
}

function surveyFunction(
  { name, args }: InstanceType<typeof expressions.FunctionExtension>,
  survey: Survey,
): void {
  if (name === 'match' || name === 'search') {
    const [, pattern] = args
    if (!(pattern instanceof expressions.StringLiteral)) {
      throw new TooCostly(`has a ${name}() whose pattern is not a string literal`)
    }
    const compiled = compileExpression(pattern.value)
    if ('fault' in compiled) {
      throw new TooCostly(`has a ${name}() whose pattern ${compiled.fault.message}`)
    }
    survey.steps += compiled.cost * CHARACTERS_PER_VALUE
  }
  for (const argument of args) {
    surveyExpression(argument, survey)
  }
}

function singular(text: string, { segments }: JSONPathQuery): CompiledPath {
  const location = segments.flatMap(({ selectors: [selector] }): (string | number)[] => {
    if (selector instanceof selectors.NameSelector) {
      return [selector.name]
    }
    return selector instanceof selectors.IndexSelector ? [selector.index] : []
  })
  const follow = (root: unknown): { value: Json; location: Location } | undefined => {
    let value: unknown = root
    const place: (string | number)[] = []
    for (const key of location) {
      const at = typeof key === 'number' && key < 0 && Array.isArray(value) ? value.length + key : key
      if (!holds(value, at)) {
        return undefined
      }
      value = Reflect.get(value, at)
      place.push(at)
    }
    return isJson(value) ? { value, location: place } : undefined
  }
  return {
    text,
    beginning: location,
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

function plural(text: string, query: JSONPathQuery, { alternatives, steps }: Survey): CompiledPath {
  const first = query.segments.findIndex(
    (segment) => segment.selectors.length !== 1 || !/^\[('|")/.test(segment.toString()),
  )
  const beginning = query.segments
    .slice(0, first)
    .flatMap(({ selectors: [selector] }) =>
      selector instanceof selectors.NameSelector ? [selector.name] : [],
    )
  const nodesIn = (root: unknown, budget: WorkBudget) => {
    if (!isJson(root) || !budget.spend(sizeOf(root, beginning) * alternatives * steps)) {
      return []
    }
    return [...query.lazyQuery(root)]
  }
  return {
    text,
    beginning,
    isSingular: false,
    find: (root, budget) => nodesIn(root, budget).flatMap(({ value }) => (isJson(value) ? [value] : [])),
    locate: (root, budget) => nodesIn(root, budget).map(({ location }) => location),
  }
}

function holds(value: unknown, key: string | number): value is object {
  return (
    typeof value === 'object' &&
    value !== null &&
    Array.isArray(value) === (typeof key === 'number') &&
    Object.hasOwn(value, key)
  )
}

/** Values come from JSON, or are undefined if a request lacks the part. */
function isJson(value: unknown): value is Json {
  return value !== undefined
}

/** Characters of a string that count as one value. */
const CHARACTERS_PER_VALUE = 64

/** Cache of value counts; the values are never mutated. */
const sizes = new WeakMap<object, number>()

/** Counts the values at and below the point at which the path starts to branch. */
function sizeOf(root: unknown, beginning: Location): number {
  let value = root
  for (const key of beginning) {
    if (!holds(value, key)) {
      return 1
    }
    value = Reflect.get(value, key)
  }
  return countOf(value)
}

function countOf(value: unknown): number {
  if (typeof value === 'string') {
    return 1 + value.length / CHARACTERS_PER_VALUE
  }
  if (typeof value !== 'object' || value === null) {
    return 1
  }
  const counted = sizes.get(value)
  if (counted !== undefined) {
    return counted
  }
  let count = 1
  for (const member of Object.values(value)) {
    count += countOf(member)
  }
  sizes.set(value, count)
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
          const compiled = compileExpression(pattern)
          return !('fault' in compiled) && compiled[name](text)
        },
      })
    }
  }
}

/** Requests are limited to 200 levels, so this limit is never reached. */
const ENVIRONMENT = new BoundedEnvironment({ maxRecursionDepth: 300 })
