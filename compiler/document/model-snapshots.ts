import { isObject, type OpenApiDocument } from './document.ts'
import { modelIds } from './model-list.ts'

/** Our extension of `components`, set by an overlay: recorded snapshots by alias. */
const SNAPSHOTS_EXTENSION = 'x-mock-snapshots'

const DATE = /-(?:20\d\d-\d\d-\d\d)$/

/**
 * Returns the snapshot that answers for each alias: the recorded one, or else the newest dated one among the models that
 * document and SDK name.
 *
 * @param document a normalized document, with the additions of the SDK
 */
export function modelSnapshots(document: OpenApiDocument): Record<string, string> {
  const ids = modelIds(document)
  const snapshots: Record<string, string> = {}
  for (const id of ids.toSorted()) {
    const alias = id.replace(DATE, '')
    if (alias !== id && ids.includes(alias)) {
      snapshots[alias] = id
    }
  }
  const recorded = document.components?.[SNAPSHOTS_EXTENSION]
  for (const [alias, snapshot] of Object.entries(isObject(recorded) ? recorded : {})) {
    if (typeof snapshot === 'string') {
      snapshots[alias] = snapshot
    }
  }
  return snapshots
}
