import type { StateDocument } from '../state/document.ts'
import { errorMessage } from '../web/error-message.ts'
import type { Store } from '../state/store.ts'
import type { Seeds } from './incoming.ts'
import type { Services } from './services.ts'
import { loadState } from './state-document.ts'

/** Reads the seed of a namespace; undefined if it has none. */
export type ReadSeed = (namespace: string) => Promise<StateDocument | undefined> | StateDocument | undefined

/** @param services used to complete the items of a seed */
export function createSeeds(read: ReadSeed, services: () => Services): Seeds {
  const planted = new WeakMap<Store, Promise<string[]>>()
  const plant = async (store: Store, namespace: string): Promise<string[]> => {
    let document: StateDocument | undefined
    try {
      document = await read(namespace)
    } catch (error) {
      return [`the seed of ${namespace} could not be read: ${errorMessage(error)}`]
    }
    if (document === undefined) {
      return []
    }
    const issues = await loadState(store, document, services(), { replace: true })
    return issues.map(({ pointer, message }) => `the seed of ${namespace}: ${pointer} ${message}`)
  }
  return {
    plant,
    plantIfUnused: (store, namespace) => {
      const known = planted.get(store)
      if (known !== undefined) {
        return known
      }
      const planting = store.reader() === undefined ? plant(store, namespace) : Promise.resolve([])
      planted.set(store, planting)
      return planting
    },
  }
}
