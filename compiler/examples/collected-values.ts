import { isObject, type Json } from '../document/document.ts'

/**
 * Values from OpenAI's own examples, by property name and JSON type: `name:string`, `created_at:number`. Objects with a
 * property `object` also have their kind in the key: `vector_store.name:string`.
 */
export type ExampleValues = Map<string, Json>

/**
 * Collects property values of real examples, which make sampled values realistic.
 *
 * @param examples response bodies
 */
export function collectExampleValues(examples: Iterable<Json>): ExampleValues {
  const found: ExampleValues = new Map()
  const visit = (value: Json): void => {
    if (Array.isArray(value)) {
      value.forEach(visit)
    } else if (isObject(value)) {
      const kind = value['object']
      for (const [name, member] of Object.entries(value)) {
        const key = `${name}:${typeof member}`
        if (member !== null && member !== '' && typeof member !== 'object') {
          const keys = typeof kind === 'string' ? [key, `${kind}.${key}`] : [key]
          keys.filter((one) => !found.has(one)).forEach((one) => found.set(one, member))
        }
        visit(member)
      }
    }
  }
  for (const example of examples) {
    visit(example)
  }
  return found
}
