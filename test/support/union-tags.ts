import { isObject, type Json, type Schema } from '../../compiler/document/document.ts'
import { schemaTypes } from './flatten-schema.ts'

/** Members that discriminate the branches of unions: another value selects another branch. */
export const DISCRIMINATORS = new Set(['type', 'role', 'object', 'kind', 'mode'])

/** @returns true if the value has another type or another tag than the branch */
export function contradictsBranch(branch: Schema, value: Json): boolean {
  const types = schemaTypes(branch)
  const isOfOtherType = types.length > 0 && !types.includes('object')
  return (
    isObject(value) &&
    (isOfOtherType ||
      [...DISCRIMINATORS].some((tag) => {
        const values = discriminatorValues(branch, tag)
        return values.length > 0 && !values.includes(value[tag] ?? null)
      }))
  )
}

/** @returns true if the branch declares the values of a tag */
export function hasDiscriminator(branch: Schema): boolean {
  return [...DISCRIMINATORS].some((tag) => discriminatorValues(branch, tag).length > 0)
}

function discriminatorValues({ properties = {} }: Schema, tag: string): Json[] {
  const allowed = properties[tag]
  return allowed?.const === undefined ? (allowed?.enum ?? []) : [allowed.const]
}
