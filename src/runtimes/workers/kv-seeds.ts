import type { KeyValueStore } from '../../patches/sources/kv-store.ts'
import type { StateDocument } from '../../state/document.ts'
import { asObject } from '../../web/json/narrow.ts'

/** @returns a function that reads the initial objects of a namespace from the KV key `state/{namespace}` */
export function kvSeeds(
  kv: Pick<KeyValueStore, 'get'>,
): (namespace: string) => Promise<StateDocument | undefined> {
  return async (namespace) => {
    const text = await kv.get(`state/${namespace}`)
    const document = text === null ? undefined : asObject(JSON.parse(text))
    if (text !== null && document === undefined) {
      throw new Error(`state/${namespace} is not an object of collections, such as {"assistants": [...]}`)
    }
    return document
  }
}
