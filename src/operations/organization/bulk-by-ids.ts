import { asArray, asObjects, asString } from '../../web/json/narrow.ts'
import { similarIdentifier } from '../../openai/ids.ts'
import type { Transform } from '../operation.ts'

/**
 * Returns one item per id in the request: `certificate_ids` certificates with these ids, `project_ids` permissions that
 * reference these projects.
 */
export const oneItemPerId: Transform = (answer, { body, random }) => {
  const examples = asObjects(answer['data'])
  const [name, ids] =
    Object.entries(body).find(([key, value]) => key.endsWith('_ids') && Array.isArray(value)) ?? []
  if (name === undefined || examples.length === 0) {
    return answer
  }
  const property = name.slice(0, -1)
  const data = asArray(ids).map((id, index) => {
    const example = examples[index % examples.length] ?? {}
    return property in example
      ? { ...example, id: similarIdentifier(asString(example['id']) ?? '', random), [property]: id }
      : { ...example, id }
  })
  return {
    ...answer,
    data,
    ...('first_id' in answer && { first_id: data.at(0)?.id ?? null }),
    ...('last_id' in answer && { last_id: data.at(-1)?.id ?? null }),
  }
}
