import { resolve } from 'node:path'
import { readFileSync } from 'node:fs'
import { acquire } from '../../spec/acquire.ts'
import { Diagnostics } from '../../spec/diagnostics.ts'
import { type OpenApiDocument, parseOpenApi, parseYaml } from '../../spec/document.ts'
import { readLock } from '../../spec/lock.ts'
import { normalise } from '../../spec/normalise.ts'
import { applyOverlay } from '../../spec/overlay.ts'

const projectFolder = resolve(import.meta.dirname, '../..')

/** @returns the text of OpenAI's pinned document */
export async function originalText(): Promise<string> {
  const { text } = await acquire(readLock(), { projectFolder })
  return text
}

/** @returns OpenAI's document as it is */
export async function originalDocument(): Promise<OpenApiDocument> {
  return parseOpenApi(await originalText(), 'the pinned document')
}

/** @returns OpenAI's document with the overlay, in plain JSON Schema */
export async function correctedDocument(): Promise<OpenApiDocument> {
  const overlay = parseYaml(readFileSync(resolve(projectFolder, 'spec/overlay.yaml'), 'utf8'), 'overlay')
  const diagnostics = new Diagnostics()
  const corrected = applyOverlay(await originalDocument(), overlay, {
    diagnostics,
    unmatched: 'warning',
  })
  return normalise(corrected, diagnostics)
}
