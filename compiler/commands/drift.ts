import { resolve } from 'node:path'
import { fetchDocument } from '../source/fetch-document.ts'
import { parseOpenApi } from '../document/document.ts'
import { readLock } from '../source/lock.ts'
import { deriveSdkDocument } from '../sdk/derive.ts'
import { renderDrift } from '../sdk/drift-report.ts'
import { findDifferences } from '../sdk/compare/differences.ts'
import { runCommand } from './run-command.ts'

/** `npm run spec:drift`: prints the differences between the pinned document and the installed SDK as Markdown. */
async function printDrift(): Promise<void> {
  const lock = readLock()
  const { text, origin } = await fetchDocument(lock, { projectFolder: resolve(import.meta.dirname, '../..') })
  const sdk = deriveSdkDocument()
  const { differences } = findDifferences(parseOpenApi(text, origin), sdk.document)
  const document = `${lock.repository}@${lock.commit.slice(0, 7)}`
  process.stdout.write(renderDrift(differences, { document, date: lock.date, sdk: sdk.source }))
}

if (import.meta.main) {
  await runCommand(printDrift)
}
