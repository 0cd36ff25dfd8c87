import { type FetchedDocument, fetchDocument, type FetchOptions, DocumentNotFound } from './fetch-document.ts'
import { BuildError } from '../diagnostics.ts'
import type { Lock } from './lock.ts'
import { sdkVersion } from '../sdk/version.ts'

/** The inputs of a build: a document, the SDK, or both. */
export interface BuildSource {
  /** Undefined if only the SDK is used. */
  document?: FetchedDocument
  /** Version of the `openai` package; undefined if the document is served unchanged. */
  sdk?: string
  /** A message to print once. */
  notice?: string
}

/** Options of {@link chooseSource}. */
export interface SourceOptions extends FetchOptions {
  /** The variable `SPEC_SOURCE`. */
  specSource?: string | undefined
}

const SPEC_SOURCES = ['', 'document', 'sdk']

/**
 * Chooses the inputs of a build. Defaults to the pinned document plus the parts that only the SDK has, or to the SDK
 * alone if the document is not available. `SPEC_SOURCE=sdk` uses the SDK alone; `SPEC_SOURCE=document` and
 * `OPENAI_SPEC` use a document alone.
 *
 * @throws {BuildError} if `SPEC_SOURCE` is invalid, if a document was requested and is not available, or if a copy does
 *   not match the pin
 */
export async function chooseSource(lock: Lock, options: SourceOptions): Promise<BuildSource> {
  const { specSource = '', override = '' } = options
  if (!SPEC_SOURCES.includes(specSource)) {
    throw new BuildError(
      `SPEC_SOURCE is "${specSource}"; expected "sdk" (only the openai package), "document" (only OpenAI's document), ` +
        'or unset (both)',
    )
  }
  if (specSource === 'sdk') {
    return {
      sdk: sdkVersion(),
      notice: `SPEC_SOURCE=sdk: building from openai-node@${sdkVersion()} only`,
    }
  }
  if (override !== '') {
    const document = await fetchDocument(lock, options)
    const notice = `OPENAI_SPEC: building from ${document.origin} instead of the pinned document`
    return { document, notice }
  }
  try {
    const document = await fetchDocument(lock, options)
    return specSource === 'document' ? { document } : { document, sdk: sdkVersion() }
  } catch (error) {
    if (specSource === 'document' || !(error instanceof DocumentNotFound)) {
      throw error
    }
    return { sdk: sdkVersion(), notice: `${error.message}\n${FALLBACK_NOTICE}` }
  }
}

const FALLBACK_NOTICE =
  'Building from the openai package instead, which has the same operations and fields, but no examples.\n' +
  'Run `npm run spec` once the document is available.'
