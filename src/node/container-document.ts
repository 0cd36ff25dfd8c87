import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { type AcquiredDocument, acquireOther, sha256 } from '../../spec/acquire.ts'
import { BuildError } from '../../spec/diagnostics.ts'
import type { Baseline, RecompiledDocument } from '../../spec/recompile.ts'
import type { CompiledDocument } from '../catalogue/types.ts'
import { errorMessage } from '../error-message.ts'
import { catalogue as baked } from '../generated/catalogue.js'
import { requestValidators } from '../generated/request-validators.js'

/** Where a container's document may come from. */
export interface DocumentPlaces {
  /** Path or URL of another document, or ''. */
  other: string
  /** The copy of the bundled document that start-up scripts may have edited. */
  bundledCopy: string
}

/**
 * @returns the compiled document, or undefined when it is the one that was baked. Ends the process with a message when
 *   the document cannot be read or compiled.
 */
export async function documentToServe(places: DocumentPlaces): Promise<CompiledDocument | undefined> {
  try {
    const acquired = await acquireFrom(places)
    return acquired.sha256 === bundledSum() ? undefined : await compileAnew(acquired)
  } catch (error) {
    if (!(error instanceof BuildError)) {
      throw error
    }
    console.error(`openai-edge-mock cannot start: ${error.message}`)
    return process.exit(1)
  }
}

/** The sum of the document that was baked, which lies beside the program; what only the SDK has is in it. */
function bundledSum(): string {
  return sha256(readFileSync(resolve(import.meta.dirname, '../openapi.yaml'), 'utf8'))
}

async function acquireFrom({ other, bundledCopy }: DocumentPlaces): Promise<AcquiredDocument> {
  const copy = readCopy(bundledCopy)
  if (other === '' || other === bundledCopy) {
    return copy
  }
  if (copy.sha256 !== bundledSum()) {
    console.error(`OPENAI_SPEC names ${other}: what was changed in ${bundledCopy} is not served`)
  }
  return acquireOther(other, { projectFolder: process.cwd() })
}

function readCopy(path: string): AcquiredDocument {
  try {
    const text = readFileSync(path, 'utf8')
    return { text, sha256: sha256(text), origin: path, pinned: false }
  } catch (error) {
    throw new BuildError(`the document cannot be read: ${errorMessage(error)}`)
  }
}

async function compileAnew(acquired: AcquiredDocument): Promise<CompiledDocument> {
  const started = performance.now()
  const { recompile } = await import('../../spec/recompile.ts')
  const baseline: Baseline = JSON.parse(readFileSync(resolve(import.meta.dirname, 'baseline.json'), 'utf8'))
  const compiled = await recompile(acquired, { catalogue: baked, validators: requestValidators, baseline })
  report(compiled, acquired.origin, performance.now() - started)
  return compiled
}

function report(
  { catalogue, changes, warnings }: RecompiledDocument,
  origin: string,
  milliseconds: number,
): void {
  if (warnings !== '') {
    console.error(warnings)
  }
  const seconds = (milliseconds / 1000).toFixed(1)
  console.log(
    `${origin}: of ${catalogue.routes.length} operations, ${changes.operations.size} are new or changed and were ` +
      `compiled in ${seconds} s; ${changes.removed} of the bundled document are gone`,
  )
}
