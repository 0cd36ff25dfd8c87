import { readFileSync } from 'node:fs'
import type { LoadedDocument } from '../compile-document.ts'
import { sha256 } from './fetch-document.ts'
import type { Diagnostics } from '../diagnostics.ts'
import { parseOpenApi, parseYaml } from '../document/document.ts'
import { applyOverlay } from '../document/overlay/overlay.ts'
import { deriveSdkDocument } from '../sdk/derive.ts'
import { readDocumentFacts, withDocumentFacts } from '../sdk/document-facts.ts'
import { addFromSdk } from '../sdk/merge.ts'
import type { BuildSource } from './choose-source.ts'

const SDK_OVERLAY = new URL('../../spec/sdk-overlay.yaml', import.meta.url)

/**
 * @param source the sources to build from
 * @param pinnedSource name of the pinned document
 * @param diagnostics gets a note for each addition from the SDK
 * @throws {BuildError} if the document does not parse
 */
export function loadSource(
  { document: acquired, sdk: version }: BuildSource,
  pinnedSource: string,
  diagnostics: Diagnostics,
): LoadedDocument {
  const sdk = version === undefined ? undefined : deriveSdkDocument()
  if (acquired === undefined) {
    if (sdk === undefined) {
      throw new Error('a source needs a document, the SDK, or both')
    }
    const { title, version: infoVersion } = sdk.document.info
    const info = { title, version: infoVersion, source: sdk.source, kind: 'sdk' as const, pinned: false }
    const overlay = parseYaml(readFileSync(SDK_OVERLAY, 'utf8'), 'spec/sdk-overlay.yaml')
    const document = applyOverlay(withDocumentFacts(sdk.document, readDocumentFacts()), overlay, {
      diagnostics,
      unmatched: 'warning',
    })
    return { document, info: { ...info, sha256: sha256(JSON.stringify(document)) } }
  }
  const parsed = parseOpenApi(acquired.text, acquired.origin)
  const { pinned } = acquired
  return {
    document: sdk === undefined ? parsed : addFromSdk(parsed, sdk, diagnostics),
    info: {
      title: parsed.info.title,
      version: parsed.info.version,
      source: pinned ? pinnedSource : acquired.origin,
      kind: pinned ? (sdk === undefined ? 'document' : 'document and sdk') : 'other document',
      ...(sdk && { additions: sdk.source }),
      pinned,
      sha256: acquired.sha256,
    },
  }
}
