import { readFileSync } from 'node:fs'
import { isObject, type Json, parseYaml } from '../document.ts'

/** Overlays of OpenAI's document, in the order in which they apply. */
export const OVERLAY_FILES = ['spec/overlay.yaml', 'spec/service-overlay.yaml']

/**
 * Reads the overlays and joins their actions to one overlay.
 *
 * @throws {BuildError} if a file is not valid YAML
 */
export function readOverlays(): Json {
  const overlays = OVERLAY_FILES.map((name) =>
    parseYaml(readFileSync(new URL(`../../../${name}`, import.meta.url), 'utf8'), name),
  )
  const actions = overlays.flatMap((overlay) =>
    isObject(overlay) && Array.isArray(overlay['actions']) ? overlay['actions'] : [],
  )
  const [first] = overlays
  return isObject(first) ? { ...first, actions } : (first ?? null)
}
