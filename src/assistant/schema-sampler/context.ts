import type { Json, JsonObject } from '../../web/json/json.ts'
import { asArray, asObject } from '../../web/json/narrow.ts'
import type { RequestBudget } from '../../web/limits/request-budget.ts'
import type { Random } from '../../web/random/seeded-random.ts'

/** A schema, or a boolean: true accepts any value, false none. */
export type Subschema = JsonObject | boolean

/** Provides values, which the sampler fits to the schema. */
export interface ValueSource {
  /** @returns a complete value of the schema, such as its example; undefined to sample its parts */
  complete(schema: JsonObject, context: SampleContext): Json | undefined
  /** @returns one of the values that a schema lists */
  choose(values: Json[], schema: JsonObject, context: SampleContext): Json
  /** @returns strings to try in order, and one to lengthen or truncate if none of them fits */
  strings(schema: JsonObject, context: SampleContext): { candidates: string[]; fallback: () => string }
  /** @returns a string that matches a regular expression, if possible */
  fromPattern(pattern: string, context: SampleContext): string | undefined
  /** @returns a number that fits exactly, if there is a preferred one */
  exactNumber(
    schema: JsonObject,
    context: SampleContext,
    fits: (value: number) => boolean,
  ): number | undefined
  /** @returns a number to approximate */
  number(schema: JsonObject, context: SampleContext): number
  boolean(schema: JsonObject, context: SampleContext): boolean
  /** @returns a value for a schema without constraints */
  anything(context: SampleContext): Json
  /** @returns true if an object should have an optional property, given the property's own context */
  hasOptional(property: Subschema, context: SampleContext): boolean
  /** @returns true if an array or map that may be empty should have an item */
  hasItems(container: 'array' | 'map', context: SampleContext): boolean
  /** @returns the number of items of an array with their own sources; undefined for the usual number */
  items(schema: JsonObject, context: SampleContext): ItemPlan | undefined
  /** @returns true if a value that may be null should be null */
  prefersNull(schema: JsonObject, context: SampleContext): boolean
  /** @returns the branch of a union to sample; undefined for the first one */
  branch(branches: readonly Subschema[], context: SampleContext): Subschema | undefined
  /** @returns the sampled object, with members that depend on others */
  finish(object: JsonObject): JsonObject
}

/** The items of an array. */
export interface ItemPlan {
  count: number
  /** @returns the source of one item */
  source(index: number): ValueSource
}

/** The state passed to each sampler. */
export interface SampleContext {
  source: ValueSource
  random: Random
  /** The root schema, for resolving references. */
  root: JsonObject
  /** Remaining steps, which bounds infinite schemas. */
  budget: { left: number }
  /** The work and output that the request may still cause. */
  work: RequestBudget
  /** 0 for the first and most realistic attempt; later attempts make other choices until the value is valid. */
  attempt: number
  /** The property that holds the value, or the array with the value. */
  name: string
  /** The property that holds the enclosing object, or '' for the root. */
  owner: string
  /** The schema of the enclosing object; undefined at the root. */
  holder?: JsonObject
  /** The context of the enclosing object or array; undefined at the root. */
  parent?: SampleContext
  /** The name or index of the value in the enclosing object or array. */
  key?: string | number
  /** Number of nested schemas. */
  depth: number
  /** Number of enclosing objects and arrays. */
  level: number
  /** Values nested more deeply are minimal. */
  maxDepth: number
  /** References followed so far, to detect recursion. */
  references: readonly string[]
  /** Generates the value of a subschema. */
  sample: (schema: Subschema, place: SampleContext) => Json
}

const WORK_LIMIT_REACHED =
  'a generated value may not match its schema: the schemas need more work than the limit of a request'
const OUTPUT_LIMIT_REACHED = 'a generated value is incomplete: it exceeds the output limit of a response'

/** Reserves steps of about ten nanoseconds. Returns false if the request has too few left. */
export function spendSteps(work: RequestBudget, steps: number): boolean {
  return work.work(steps, WORK_LIMIT_REACHED)
}

/** Reserves characters of output. Returns false if the response has too few left. */
export function spendOutput(work: RequestBudget, characters: number): boolean {
  return work.write(characters, OUTPUT_LIMIT_REACHED)
}

/** How often a schema may contain itself. */
const MAX_RECURSIONS = 2

/** @returns true if values should be minimal from here on, without optional parts */
export function shouldTerminate({ depth, maxDepth, references }: SampleContext): boolean {
  const last = references.at(-1)
  return depth > maxDepth || references.filter((reference) => reference === last).length > MAX_RECURSIONS
}

/** @returns true if a choice other than the most realistic one should be made */
export function shouldVary({ attempt, random }: SampleContext): boolean {
  return attempt > 0 && random() < 0.5
}

/**
 * @param key the name or index of the member
 * @returns the context of a member of an object or array
 */
export function childContext(context: SampleContext, key: string | number): SampleContext {
  return { ...context, depth: context.depth + 1, level: context.level + 1, key, parent: context }
}

/** @returns the JSON pointer of a value (RFC 6901) */
export function pointerOf({ parent, key }: SampleContext): string {
  return parent === undefined || key === undefined
    ? ''
    : `${pointerOf(parent)}/${String(key).replaceAll('~', '~0').replaceAll('/', '~1')}`
}

/** @returns the value if it is a schema */
export function asSchema(value: Json | undefined): Subschema | undefined {
  if (typeof value === 'boolean') {
    return value
  }
  return asObject(value)
}

/** @returns the schemas of an array */
export function asSchemas(value: Json | undefined): Subschema[] {
  return asArray(value)
    .map(asSchema)
    .filter((schema) => schema !== undefined)
}
