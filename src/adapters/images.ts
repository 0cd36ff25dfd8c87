import type { Adapter } from './adapter.ts'
import { numberIn, objectsIn } from './read-json.ts'

/** Pictures: as many as were asked for. */
export const images: Adapter = (answer, { body }) => {
  const [example] = objectsIn(answer['data'])
  const count = numberIn(body['n']) ?? 1
  return example === undefined
    ? answer
    : { ...answer, data: Array.from({ length: count }, () => ({ ...example })) }
}
