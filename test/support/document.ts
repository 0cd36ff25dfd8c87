import { resolve } from 'node:path'
import { readFileSync } from 'node:fs'
import { fetchDocument, DocumentNotFound } from '../../compiler/source/fetch-document.ts'
import { Diagnostics } from '../../compiler/diagnostics.ts'
import { type OpenApiDocument, parseOpenApi } from '../../compiler/document/document.ts'
import { readLock } from '../../compiler/source/lock.ts'
import { allowExampleNulls } from '../../compiler/examples/null-examples.ts'
import { readOverlays } from '../../compiler/document/overlay/read-overlays.ts'
import { normalize } from '../../compiler/document/normalize.ts'
import { applyOverlay } from '../../compiler/document/overlay/overlay.ts'
import { chooseSource, type BuildSource } from '../../compiler/source/choose-source.ts'
import { catalogue } from '../../src/generated/catalogue.js'

const projectFolder = resolve(import.meta.dirname, '../..')

/** @returns the text of the document that the generated modules were compiled from, before the overlay */
export function servedDocumentText(): string {
  return readFileSync(resolve(projectFolder, 'src/generated/openapi.yaml'), 'utf8')
}

/** @returns the served document, before the overlay */
export function servedDocument(): OpenApiDocument {
  return parseOpenApi(servedDocumentText(), 'src/generated/openapi.yaml')
}

/** @returns the pinned document, or undefined if no copy is available */
export async function pinnedDocument(): Promise<OpenApiDocument | undefined> {
  try {
    const { text, origin } = await fetchDocument(readLock(), { projectFolder })
    return parseOpenApi(text, origin)
  } catch (error) {
    if (error instanceof DocumentNotFound) {
      return undefined
    }
    throw error
  }
}

/** @returns the source that the build would choose in this environment */
export function servedSource(): Promise<BuildSource> {
  return chooseSource(readLock(), {
    specSource: process.env['SPEC_SOURCE'] ?? (catalogue.document.kind === 'sdk' ? 'sdk' : ''),
    override: process.env['OPENAI_SPEC'],
    projectFolder,
  })
}

/** @returns the served document with the overlays applied: what the service sends, where recordings disagree with it */
export function correctedDocument(): OpenApiDocument {
  return applyOverlay(servedDocument(), readOverlays(), { diagnostics: new Diagnostics(), unmatched: 'info' })
}

/** @returns the served document with the overlays applied, normalized to JSON Schema */
export function normalizedDocument(): OpenApiDocument {
  const overlay = readOverlays()
  const diagnostics = new Diagnostics()
  const corrected = applyOverlay(servedDocument(), overlay, {
    diagnostics,
    unmatched: 'info',
  })
  return normalize(allowExampleNulls(corrected), diagnostics)
}
