import { readFileSync } from 'node:fs'
import { errorMessage } from '../../src/web/error-message.ts'
import { BuildError } from '../diagnostics.ts'
import { isUrl, sha256 } from '../source/fetch-document.ts'
import { type OpenApiDocument, parseOpenApi } from '../document/document.ts'
import { type Lock, locationsOf, readLock, writeLock } from '../source/lock.ts'
import { deriveSdkDocument } from '../sdk/derive.ts'
import { documentFactsOf, writeDocumentFacts } from '../sdk/document-facts.ts'
import { runCommand } from './run-command.ts'

const TIMEOUT_MS = 60_000
const USAGE = `Pins OpenAI's document to another commit of its repository.

  npm run spec:update -- COMMIT          downloads the document and gets the commit date from GitHub
  npm run spec:update -- COMMIT FILE     reads the document from a file and uses today's date
`

/**
 * @param lock the current pin
 * @param commit full commit hash
 * @param file a copy of the document at that commit, if it cannot be downloaded
 * @returns the new pin and its document
 */
export async function updateLock(
  lock: Lock,
  commit: string,
  { file, fetch }: { file?: string | undefined; fetch: typeof globalThis.fetch },
): Promise<{ lock: Lock; document: OpenApiDocument }> {
  const updated = { ...lock, commit }
  const url = locationsOf(updated).find(isUrl) ?? ''
  const text = file === undefined ? await download(url, fetch) : readFileSync(file, 'utf8')
  // Validate the text before the pin is updated.
  const document = parseOpenApi(text, file ?? url)
  const date = file === undefined ? await commitDate(updated, fetch) : new Date().toISOString().slice(0, 10)
  return { lock: { ...updated, date, sha256: sha256(text) }, document }
}

async function download(url: string, fetch: typeof globalThis.fetch): Promise<string> {
  const response = await fetch(url, { signal: AbortSignal.timeout(TIMEOUT_MS) })
  if (!response.ok) {
    throw new Error(`${url} returned status ${response.status}; check the commit hash`)
  }
  return response.text()
}

async function commitDate({ repository, commit }: Lock, fetch: typeof globalThis.fetch): Promise<string> {
  const text = await download(`https://api.github.com/repos/${repository}/commits/${commit}`, fetch)
  const { commit: details }: { commit: { committer: { date: string } } } = JSON.parse(text)
  return details.committer.date.slice(0, 10)
}

/** `npm run spec:update`: writes the new pin, and the facts of its document. */
async function updatePin([commit, file]: readonly string[]): Promise<void> {
  if (commit === undefined || !/^[0-9a-f]{40}$/.test(commit)) {
    const issue = commit === undefined ? '' : `"${commit}" is not a full commit hash.\n\n`
    throw new BuildError(issue + USAGE)
  }
  const before = readLock()
  const { lock: after, document } = await updateLock(before, commit, { file, fetch }).catch(
    (error: unknown) => {
      throw new BuildError(`The pin was not changed: ${errorMessage(error)}`)
    },
  )
  const facts = documentFactsOf(document, deriveSdkDocument().document)
  writeLock(after)
  writeDocumentFacts(facts)
  console.error(`Updated the pin from ${before.commit} (${before.date}) to ${after.commit} (${after.date}).`)
  console.error('Delete spec/openapi.yaml if it is an older copy, then run `npm run spec` and the tests.')
}

if (import.meta.main) {
  await runCommand(() => updatePin(process.argv.slice(2)))
}
