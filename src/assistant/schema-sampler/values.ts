import type { Json, JsonObject } from '../../web/json/json.ts'
import { listIn, objectIn } from '../../web/json/narrow.ts'
import type { Place, Subschema } from './context.ts'

/**
 * @returns the values of `const` or `enum` that `type` and `not` allow; undefined if the schema has neither
 */
export function listedValues(schema: JsonObject): Json[] | undefined {
  const listed = 'const' in schema ? [schema['const'] ?? null] : listIn(schema['enum'])
  if (listed.length === 0) {
    return undefined
  }
  const excluded = objectIn(schema['not']) ?? {}
  const ruledOut = [...('const' in excluded ? [excluded['const'] ?? null] : []), ...listIn(excluded['enum'])]
  const types = [schema['type'] ?? []].flat()
  return listed.filter(
    (value) =>
      (types.length === 0 || types.some((type) => isOfType(value, type))) &&
      !ruledOut.some((other) => JSON.stringify(other) === JSON.stringify(value)),
  )
}

/** @returns false for a branch that obviously matches no value */
export function isPossible(branch: Subschema): boolean {
  return branch === true || (branch !== false && listedValues(branch)?.length !== 0)
}

/** @returns the first value mentioned in the prompt, else a random one */
export function chooseValue(values: Json[], { prompt, random }: Place): Json {
  const words = prompt.toLowerCase()
  const named = values.find(
    (value) => typeof value === 'string' && value !== '' && words.includes(value.toLowerCase()),
  )
  return named ?? values[Math.floor(random() * values.length)] ?? null
}

function isOfType(value: Json, type: Json): boolean {
  switch (type) {
    case 'null':
      return value === null
    case 'array':
      return Array.isArray(value)
    case 'object':
      return objectIn(value) !== undefined
    case 'integer':
      return Number.isInteger(value)
    default:
      return typeof value === type
  }
}
