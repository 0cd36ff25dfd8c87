import type { Place } from '../../state/kept.ts'
import { parentKey } from '../../state/kept.ts'
import { asObject } from '../../web/json/narrow.ts'
import type { StateRequest, StateSteps } from './behavior.ts'
import { NO_STEPS } from './no-steps.ts'
import { updateKept } from './update-kept.ts'

/** The only object at its path, such as a spend limit: read, changed, or reset to the example. */
export function singleton(request: StateRequest): StateSteps {
  const { store, plan, method, pathParameters, operation, body, now } = request
  const place: Place = {
    family: plan?.family ?? '',
    parent: parentKey(Object.values(pathParameters)),
    id: '',
  }
  if (method === 'DELETE') {
    return {
      ...NO_STEPS,
      recall: (answer) => ({ answer, origin: store.get(place) === undefined ? 'example' : 'stored' }),
      commit: () => {
        store.remove(place)
        return undefined
      },
    }
  }
  return {
    ...NO_STEPS,
    recall: (answer) => {
      const kept = store.get(place)
      if (method !== 'POST') {
        return kept === undefined
          ? { answer, origin: 'example' }
          : { answer: { ...answer, body: kept.body }, origin: 'stored' }
      }
      const changed = kept && updateKept(kept.body, body, { operation, now })
      return { answer: changed === undefined ? answer : { ...answer, body: changed }, origin: 'stored' }
    },
    commit: (answer) => {
      const changed = asObject(answer.body)
      if (method === 'POST' && changed !== undefined) {
        store.insert(place, changed, { created: now })
      }
      return undefined
    },
  }
}
