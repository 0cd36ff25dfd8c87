import type { Json, JsonObject } from '../../web/json/json.ts'
import { listIn, objectIn } from '../../web/json/narrow.ts'
import type { Random } from '../../web/random/seeded-random.ts'

/** A schema, or a boolean: true accepts any value, false none. */
export type Subschema = JsonObject | boolean

/** The state passed to each sampler. */
export interface Place {
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
  sample: (schema: Subschema, place: Place) => Json
}

/** Limits of nesting and recursion. */
const DEEPEST = 12
const MOST_RETURNS = 2

/** @returns true if values should be minimal from here on, without optional parts */
export function isClosing({ depth, references }: Place): boolean {
  const last = references.at(-1)
  return depth > DEEPEST || references.filter((reference) => reference === last).length > MOST_RETURNS
}

/** @returns true if a choice other than the most realistic one should be made */
export function isVaried({ attempt, random }: Place): boolean {
  return attempt > 0 && random() < 0.5
}

/** @returns the value if it is a schema */
export function schemaIn(value: Json | undefined): Subschema | undefined {
  if (typeof value === 'boolean') {
    return value
  }
  return objectIn(value)
}

/** @returns the schemas of an array */
export function schemasIn(value: Json | undefined): Subschema[] {
  return listIn(value)
    .map(schemaIn)
    .filter((schema) => schema !== undefined)
}
