import { resolve } from 'node:path'
import { readFileSync } from 'node:fs'
import { acquire } from '../../spec/acquire.ts'
import { Diagnostics } from '../../spec/diagnostics.ts'
import { type OpenApiDocument, parseOpenApi, parseYaml } from '../../spec/document.ts'
import { readLock } from '../../spec/lock.ts'
import { normalise } from '../../spec/normalise.ts'
import { applyOverlay } from '../../spec/overlay.ts'

const projectFolder = resolve(import.meta.dirname, '../..')

/** @returns OpenAI's document as it is */
export async function originalDocument(): Promise<OpenApiDocument> {
  const { text, origin } = await acquire(readLock(), { projectFolder })
  return parseOpenApi(text, origin)
}

/** @returns OpenAI's document with the overlay, in plain JSON Schema */
export async function correctedDocument(): Promise<OpenApiDocument> {
  const overlay = parseYaml(readFileSync(resolve(projectFolder, 'spec/overlay.yaml'), 'utf8'), 'overlay')
  const diagnostics = new Diagnostics()
  const corrected = applyOverlay(await originalDocument(), overlay, diagnostics)
  return normalise(corrected, diagnostics)
}
