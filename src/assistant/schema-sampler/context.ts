import type { Json, JsonObject } from '../../web/json/json.ts'
import { asArray, asObject } from '../../web/json/narrow.ts'
import type { Random } from '../../web/random/seeded-random.ts'

/** A schema, or a boolean: true accepts any value, false none. */
export type Subschema = JsonObject | boolean

/** The state passed to each sampler. */
export interface SampleContext {
  /** The last user text, searched for values. */
  prompt: string
  random: Random
  /** Unused numbers of the prompt, shared by the whole value. */
  numbers: number[]
  /** The root schema, for resolving references. */
  root: JsonObject
  /** Remaining steps, which bounds infinite schemas. */
  budget: { left: number }
  /** 0 for the first and most realistic attempt; later attempts make other choices until the value is valid. */
  attempt: number
  /** The property that holds the value, or the array with the value. */
  name: string
  /** The property that holds the enclosing object, or '' for the root. */
  owner: string
  depth: number
  /** References followed so far, to detect recursion. */
  references: readonly string[]
  /** Generates the value of a subschema. */
  sample: (schema: Subschema, place: SampleContext) => Json
}

/** Limits of nesting and recursion. */
const MAX_DEPTH = 12
const MAX_RECURSIONS = 2

/** @returns true if values should be minimal from here on, without optional parts */
export function shouldTerminate({ depth, references }: SampleContext): boolean {
  const last = references.at(-1)
  return depth > MAX_DEPTH || references.filter((reference) => reference === last).length > MAX_RECURSIONS
}

/** @returns true if a choice other than the most realistic one should be made */
export function shouldVary({ attempt, random }: SampleContext): boolean {
  return attempt > 0 && random() < 0.5
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
