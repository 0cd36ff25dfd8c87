import { resolve } from 'node:path'
import { fetchDocument } from '../source/fetch-document.ts'
import { BuildError } from '../diagnostics.ts'
import { parseOpenApi } from '../document/document.ts'
import { readLock } from '../source/lock.ts'
import { deriveSdkDocument } from '../sdk/derive.ts'
import { documentFactsOf, writeDocumentFacts } from '../sdk/document-facts.ts'

/** `npm run spec:facts`: extracts from the pinned document the facts that the SDK's declarations cannot express. */
try {
  const { text, origin } = await fetchDocument(readLock(), {
    projectFolder: resolve(import.meta.dirname, '../..'),
  })
  writeDocumentFacts(documentFactsOf(parseOpenApi(text, origin), deriveSdkDocument().document))
} catch (error) {
  if (!(error instanceof BuildError)) {
    throw error
  }
  console.error(error.message)
  process.exitCode = 1
}
