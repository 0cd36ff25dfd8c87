import type { Json, JsonObject } from '../../../json/json.ts'
import { listIn, objectIn } from '../../../json/read-json.ts'
import type { Random } from '../../../openai/seeded-random.ts'

/** A schema or, where JSON Schema allows it, true for anything and false for nothing. */
export type Subschema = JsonObject | boolean

/** Where in a schema a value is made up, and from what. */
export interface Place {
  /** The last user text, in which values are looked for. */
  prompt: string
  random: Random
  /** Numbers of the prompt that no property has taken yet; one list for the whole value. */
  numbers: number[]
  /** The whole schema, which references are resolved in. */
  root: JsonObject
  /** How many steps may still be taken: an endless schema ends when there are none left. */
  budget: { left: number }
  /** 0 for the first proposal, which is the most believable; later ones make other choices, until one is valid. */
  attempt: number
  /** The property that the value is for, or the one whose list it is in. */
  name: string
  /** The property that the object around is for, or '' for the outermost. */
  owner: string
  depth: number
  /** References on the way here, to see where a schema comes back to itself. */
  references: readonly string[]
  /** Makes up the value of a part. */
  sample: (schema: Subschema, place: Place) => Json
}

/** Where a schema that refers to itself comes to an end. */
const DEEPEST = 12
const MOST_RETURNS = 2

/** @returns true where values should end soon: no more than has to be, and nothing optional */
export function isClosing({ depth, references }: Place): boolean {
  const last = references.at(-1)
  return depth > DEEPEST || references.filter((reference) => reference === last).length > MOST_RETURNS
}

/** @returns true when another choice than the most believable one is to be made here */
export function isVaried({ attempt, random }: Place): boolean {
  return attempt > 0 && random() < 0.5
}

/** @returns the value as a schema, if it is one */
export function schemaIn(value: Json | undefined): Subschema | undefined {
  if (typeof value === 'boolean') {
    return value
  }
  return objectIn(value)
}

/** @returns the schemas in a list */
export function schemasIn(value: Json | undefined): Subschema[] {
  return listIn(value)
    .map(schemaIn)
    .filter((schema) => schema !== undefined)
}
