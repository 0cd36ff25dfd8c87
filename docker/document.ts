import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { type FetchedDocument, fetchOtherDocument, sha256 } from '../compiler/source/fetch-document.ts'
import { BuildError } from '../compiler/diagnostics.ts'
import type { Baseline, RecompiledDocument } from '../compiler/recompile.ts'
import type { CompiledDocument } from '../src/catalogue/contract.ts'
import { errorMessage } from '../src/web/error-message.ts'
import { catalogue as baked } from '../src/generated/catalogue.js'
import { requestValidators } from '../src/generated/request-validators.js'

/** Locations of the document that a container serves. */
export interface DocumentLocations {
  /** Path or URL of a custom document, or ''. */
  customDocument: string
  /** Path of the copy of the bundled document, which startup scripts may have edited. */
  bundledCopy: string
}

/**
 * Loads the document and compiles it if it differs from the bundled one. Exits with a message if that fails.
 *
 * @returns the compiled document, or undefined for the bundled one
 */
export async function documentToServe(locations: DocumentLocations): Promise<CompiledDocument | undefined> {
  try {
    const acquired = await loadDocument(locations)
    return acquired.sha256 === bundledSha256() ? undefined : await recompileDocument(acquired)
  } catch (error) {
    if (!(error instanceof BuildError)) {
      throw error
    }
    console.error(`openai-edge-mock cannot start: ${error.message}`)
    return process.exit(1)
  }
}

/** Hash of the bundled document, including the operations added from the SDK. It is next to the program. */
function bundledSha256(): string {
  return sha256(readFileSync(resolve(import.meta.dirname, '../openapi.yaml'), 'utf8'))
}

async function loadDocument({ customDocument, bundledCopy }: DocumentLocations): Promise<FetchedDocument> {
  const copy = readCopy(bundledCopy)
  if (customDocument === '' || customDocument === bundledCopy) {
    return copy
  }
  if (copy.sha256 !== bundledSha256()) {
    console.error(`OPENAI_SPEC is ${customDocument}: the changes to ${bundledCopy} are ignored`)
  }
  return fetchOtherDocument(customDocument, { projectFolder: process.cwd() })
}

function readCopy(path: string): FetchedDocument {
  try {
    const text = readFileSync(path, 'utf8')
    return { text, sha256: sha256(text), origin: path, pinned: false }
  } catch (error) {
    throw new BuildError(`cannot read the document: ${errorMessage(error)}`)
  }
}

async function recompileDocument(acquired: FetchedDocument): Promise<CompiledDocument> {
  const started = performance.now()
  const { recompile } = await import('../compiler/recompile.ts')
  const baseline: Baseline = JSON.parse(readFileSync(resolve(import.meta.dirname, 'baseline.json'), 'utf8'))
  const compiled = await recompile(acquired, { catalogue: baked, validators: requestValidators, baseline })
  logCompilation(compiled, acquired.origin, performance.now() - started)
  return compiled
}

function logCompilation(
  { catalogue, changes, warnings }: RecompiledDocument,
  origin: string,
  milliseconds: number,
): void {
  if (warnings !== '') {
    console.error(warnings)
  }
  const seconds = (milliseconds / 1000).toFixed(1)
  console.log(
    `${origin}: compiled ${changes.operations.size} new or changed of ${catalogue.routes.length} operations ` +
      `in ${seconds} s; ${changes.removed} operations of the bundled document were removed`,
  )
}
