import { resolve } from 'node:path'
import { fetchDocument } from '../source/fetch-document.ts'
import { parseOpenApi } from '../document/document.ts'
import { readLock } from '../source/lock.ts'
import { deriveSdkDocument } from '../sdk/derive.ts'
import { documentFactsOf, writeDocumentFacts } from '../sdk/document-facts.ts'
import { runCommand } from './run-command.ts'

/** `npm run spec:facts`: extracts from the pinned document the facts that the SDK's declarations cannot express. */
async function updateFacts(): Promise<void> {
  const { text, origin } = await fetchDocument(readLock(), {
    projectFolder: resolve(import.meta.dirname, '../..'),
  })
  writeDocumentFacts(documentFactsOf(parseOpenApi(text, origin), deriveSdkDocument().document))
}

if (import.meta.main) {
  await runCommand(updateFacts)
}
