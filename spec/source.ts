import { type AcquiredDocument, acquire, type AcquireOptions, DocumentNotFound } from './acquire.ts'
import { BuildError } from './diagnostics.ts'
import type { Lock } from './lock.ts'
import { sdkVersion } from './sdk/version.ts'

/** What a build describes the API by: a document, the SDK, or the one with what only the other has. */
export interface Source {
  /** Undefined when the SDK alone has to do. */
  document?: AcquiredDocument
  /** Version of the `openai` package that is read, too; undefined for a document that is to be served as it is. */
  sdk?: string
  /** What someone should be told about it, once. */
  notice?: string
}

/** What {@link chooseSource} goes by. */
export interface SourceOptions extends AcquireOptions {
  /** The variable `SPEC_SOURCE`. */
  wanted?: string | undefined
}

const WANTED = ['', 'document', 'sdk']

/**
 * Decides what to build from: the pinned document and what only the SDK has; the SDK alone when `SPEC_SOURCE` says so or
 * no copy of the document can be had; the document as it is when `SPEC_SOURCE` or `OPENAI_SPEC` says so.
 *
 * @throws {BuildError} when `SPEC_SOURCE` is not one of its values, when a document was asked for by name and cannot be
 *   had, or when a copy is not the pinned one
 */
export async function chooseSource(lock: Lock, options: SourceOptions): Promise<Source> {
  const { wanted = '', override = '' } = options
  if (!WANTED.includes(wanted)) {
    throw new BuildError(
      `SPEC_SOURCE is "${wanted}"; expected "sdk" (the openai package alone), "document" (the document alone) ` +
        'or nothing (the document, and what only the package has)',
    )
  }
  if (wanted === 'sdk') {
    return {
      sdk: sdkVersion(),
      notice: `SPEC_SOURCE: mocking what openai-node@${sdkVersion()} says of the API`,
    }
  }
  if (override !== '') {
    const document = await acquire(lock, options)
    const notice = `OPENAI_SPEC: mocking ${document.origin}, which is not the document that the lock file pins`
    return { document, notice }
  }
  try {
    const document = await acquire(lock, options)
    return wanted === 'document' ? { document } : { document, sdk: sdkVersion() }
  } catch (error) {
    if (wanted === 'document' || !(error instanceof DocumentNotFound)) {
      throw error
    }
    return { sdk: sdkVersion(), notice: `${error.message}\n${WITHOUT_DOCUMENT}` }
  }
}

const WITHOUT_DOCUMENT =
  'Going on without it: what is mocked is read from the openai package, which has the same operations and fields, but\n' +
  'not the examples. Once the document can be had, `npm run spec` takes it.'
