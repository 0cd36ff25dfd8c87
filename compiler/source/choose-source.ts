import { type AcquiredDocument, acquire, type AcquireOptions, DocumentNotFound } from './fetch-document.ts'
import { BuildError } from '../diagnostics.ts'
import type { Lock } from './lock.ts'
import { sdkVersion } from '../sdk/version.ts'

/** The inputs of a build: a document, the SDK, or both. */
export interface Source {
  /** Undefined if only the SDK is used. */
  document?: AcquiredDocument
  /** Version of the `openai` package; undefined if the document is served unchanged. */
  sdk?: string
  /** A message to print once. */
  notice?: string
}

/** Options of {@link chooseSource}. */
export interface SourceOptions extends AcquireOptions {
  /** The variable `SPEC_SOURCE`. */
  wanted?: string | undefined
}

const WANTED = ['', 'document', 'sdk']

/**
 * Chooses the inputs of a build. Defaults to the pinned document plus the parts that only the SDK has, or to the SDK
 * alone if the document is not available. `SPEC_SOURCE=sdk` uses the SDK alone; `SPEC_SOURCE=document` and
 * `OPENAI_SPEC` use a document alone.
 *
 * @throws {BuildError} if `SPEC_SOURCE` is invalid, if a document was requested and is not available, or if a copy does
 *   not match the pin
 */
export async function chooseSource(lock: Lock, options: SourceOptions): Promise<Source> {
  const { wanted = '', override = '' } = options
  if (!WANTED.includes(wanted)) {
    throw new BuildError(
      `SPEC_SOURCE is "${wanted}"; expected "sdk" (only the openai package), "document" (only OpenAI's document), ` +
        'or unset (both)',
    )
  }
  if (wanted === 'sdk') {
    return {
      sdk: sdkVersion(),
      notice: `SPEC_SOURCE=sdk: building from openai-node@${sdkVersion()} only`,
    }
  }
  if (override !== '') {
    const document = await acquire(lock, options)
    const notice = `OPENAI_SPEC: building from ${document.origin} instead of the pinned document`
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
  'Building from the openai package instead, which has the same operations and fields, but no examples.\n' +
  'Run `npm run spec` once the document is available.'
