import type { Comparison } from './comparison.ts'
import type { Json, Schema } from '../../document/document.ts'

/**
 * Compares schemas that are neither objects with properties, nor lists, nor unions: their types and enum values.
 *
 * @param ours schema of the document; additions are made here
 */
export function compareValues(ours: Schema, theirs: Schema, { pointer, report }: Comparison): void {
  const [type, theirType] = [comparableTypes(ours), comparableTypes(theirs)]
  if (type.length > 0 && theirType.length > 0 && !type.some((name) => theirType.includes(name))) {
    report({
      of: 'both',
      kind: 'type',
      pointer,
      what: `${type.join(' or ')} in the document, ${theirType.join(' or ')} in the SDK`,
    })
    return
  }
  const values = enumValues(ours)
  const theirValues = enumValues(theirs)
  if (values === undefined || theirValues === undefined) {
    return
  }
  for (const value of theirValues.filter((candidate) => !values.includes(candidate))) {
    const add = (): void => {
      const { const: only, ...rest } = ours
      if (only !== undefined) {
        delete ours.const
        Object.assign(ours, { ...rest, enum: [only] })
      }
      ours.enum = [...(ours.enum ?? []), value]
    }
    const widens = { schema: ours, by: value }
    report({ of: 'sdk', kind: 'value', pointer, what: JSON.stringify(value), add, widens })
  }
  for (const value of values.filter((candidate) => !theirValues.includes(candidate))) {
    report({ of: 'document', kind: 'value', pointer, what: JSON.stringify(value) })
  }
}

/** @returns the types that a schema allows, except null; integers count as numbers, as in TypeScript */
export function comparableTypes({ type, enum: values, const: only, properties, items }: Schema): string[] {
  const implied =
    properties !== undefined
      ? ['object']
      : items !== undefined
        ? ['array']
        : (values ?? (only === undefined ? [] : [only])).map((value) => typeof value)
  const named = type === undefined ? implied : [type].flat()
  return [
    ...new Set(named.filter((name) => name !== 'null').map((name) => (name === 'integer' ? 'number' : name))),
  ]
}

/** @returns the enum values of a schema, except null */
export function enumValues({ const: only, enum: values }: Schema): Json[] | undefined {
  const all = only === undefined ? values : [only]
  return all?.filter((value) => value !== null)
}
