import { readFileSync } from 'node:fs'
import { errorMessage } from '../src/error-message.ts'
import { isUrl, sha256 } from './acquire.ts'
import { type OpenApiDocument, parseOpenApi } from './document.ts'
import { type Lock, placesOf, readLock, writeLock } from './lock.ts'
import { deriveSdkDocument } from './sdk/derive.ts'
import { documentFactsOf, writeDocumentFacts } from './sdk/document-facts.ts'

const TIMEOUT_MS = 60_000
const USAGE = `Moves the pin of OpenAI's document to another commit of its repository.

  npm run spec:update -- COMMIT          downloads the document and asks GitHub for the commit's day
  npm run spec:update -- COMMIT FILE     takes the document from a file, and today for the day
`

/**
 * @param lock the pin as it is
 * @param commit full commit hash
 * @param file a copy of the document at that commit, where it cannot be downloaded
 * @param fetch how to download
 * @returns the new pin, and the document that it pins
 */
export async function movedLock(
  lock: Lock,
  commit: string,
  { file, fetch }: { file?: string | undefined; fetch: typeof globalThis.fetch },
): Promise<{ lock: Lock; document: OpenApiDocument }> {
  const moved = { ...lock, commit }
  const url = placesOf(moved).find(isUrl) ?? ''
  const text = file === undefined ? await download(url, fetch) : readFileSync(file, 'utf8')
  // Whatever was found, it has to be a document before the pin moves to it.
  const document = parseOpenApi(text, file ?? url)
  const date = file === undefined ? await dayOf(moved, fetch) : new Date().toISOString().slice(0, 10)
  return { lock: { ...moved, date, sha256: sha256(text) }, document }
}

async function download(url: string, fetch: typeof globalThis.fetch): Promise<string> {
  const response = await fetch(url, { signal: AbortSignal.timeout(TIMEOUT_MS) })
  if (!response.ok) {
    throw new Error(`${url} answered with status ${response.status}; is the commit right?`)
  }
  return response.text()
}

async function dayOf({ repository, commit }: Lock, fetch: typeof globalThis.fetch): Promise<string> {
  const text = await download(`https://api.github.com/repos/${repository}/commits/${commit}`, fetch)
  const { commit: details }: { commit: { committer: { date: string } } } = JSON.parse(text)
  return details.committer.date.slice(0, 10)
}

if (import.meta.main) {
  const [commit, file] = process.argv.slice(2)
  if (commit === undefined || !/^[0-9a-f]{40}$/.test(commit)) {
    console.error(`${commit === undefined ? '' : `"${commit}" is no full commit hash.\n\n`}${USAGE}`)
    process.exit(1)
  }
  try {
    const before = readLock()
    const { lock: after, document } = await movedLock(before, commit, { file, fetch })
    writeLock(after)
    writeDocumentFacts(documentFactsOf(document, deriveSdkDocument().document))
    console.error(`Moved the pin from ${before.commit} (${before.date}) to ${after.commit} (${after.date}).`)
    console.error('Remove an older copy at spec/openapi.yaml, then run `npm run spec` and the tests.')
  } catch (error) {
    console.error(`The pin stays where it was: ${errorMessage(error)}`)
    process.exit(1)
  }
}
