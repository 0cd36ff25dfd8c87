import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { BuildError } from '../diagnostics.ts'
import { type Lock, locationsOf } from './lock.ts'

/** A document's text and its origin. */
export interface FetchedDocument {
  text: string
  /** SHA-256 of the text, in hex. */
  sha256: string
  /** The file or URL that it was read from, as configured. */
  origin: string
  /** True if the text matches the lock file. */
  pinned: boolean
}

/** Options of {@link fetchDocument}. */
export interface FetchOptions {
  /** A file or URL to use instead of the pinned document: the variable `OPENAI_SPEC`. */
  override?: string | undefined
  /** Base folder of relative paths. */
  projectFolder: string
  fetch?: typeof globalThis.fetch
}

/** Thrown if no location has the pinned document. */
export class DocumentNotFound extends BuildError {
  override name = 'DocumentNotFound'
}

/** Short, since a network that drops packets is as good as offline. */
const RESPONSE_TIMEOUT_MS = 10_000

const DOWNLOAD_TIMEOUT_MS = 60_000

/** @returns SHA-256 of the text, in hex */
export function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}

/** @returns true for a URL, false for a file */
export function isUrl(location: string): boolean {
  return /^https?:\/\//.test(location)
}

/** @returns true if one of the lock's files exists, so that the network is not needed */
export function hasCopy(lock: Lock, projectFolder: string): boolean {
  return locationsOf(lock).some(
    (location) => !isUrl(location) && existsSync(resolve(projectFolder, location)),
  )
}

/**
 * Reads the document from the first location that has it and verifies its checksum. A copy is saved at the lock's first
 * file (git-ignored) for builds without network access and for Docker, which only sees this folder.
 *
 * @param lock the pin
 * @throws {DocumentNotFound} if no location has the document
 * @throws {BuildError} if the checksum does not match
 */
export async function fetchDocument(lock: Lock, options: FetchOptions): Promise<FetchedDocument> {
  if (options.override !== undefined && options.override !== '') {
    return fetchOtherDocument(options.override, options)
  }

  const locations = locationsOf(lock)
  const failures: string[] = []
  for (const location of locations) {
    let text: string
    try {
      text = await readLocation(location, options)
    } catch (error) {
      failures.push(`  ${location}: ${describeError(error)}`)
      continue
    }
    const sum = sha256(text)
    if (sum !== lock.sha256) {
      throw new BuildError(
        `${location} is not the document pinned in spec/openai.lock.json.\n` +
          `  pinned sha256: ${lock.sha256}\n  found sha256:  ${sum}\n` +
          `Delete it or replace it with ${lock.repository} at commit ${lock.commit};\n` +
          'to use another version, run `npm run spec:update -- COMMIT` or set OPENAI_SPEC.',
      )
    }
    const copy = locations.find((candidate) => !isUrl(candidate))
    if (copy !== undefined && location !== copy) {
      writeFileSync(resolve(options.projectFolder, copy), text)
    }
    return { text, sha256: sum, origin: location, pinned: true }
  }
  throw new DocumentNotFound(
    "Cannot find OpenAI's API document. Tried, in order:\n" +
      `${failures.join('\n')}\n` +
      `Put ${lock.file} of ${lock.repository} at commit ${lock.commit} at ${locations[0]},\n` +
      'or set OPENAI_SPEC to the path or URL of the document to mock.',
  )
}

/**
 * Reads another document than the pinned one.
 *
 * @param location file or URL, as in the variable `OPENAI_SPEC`
 * @throws {BuildError} if it cannot be read
 */
export async function fetchOtherDocument(location: string, options: FetchOptions): Promise<FetchedDocument> {
  const text = await readLocation(location, options).catch((error: unknown) => {
    throw new BuildError(
      `cannot read OPENAI_SPEC (${location}): ${describeError(error)}.\n` +
        'Set it to the path or URL of an OpenAPI 3.x document in YAML or JSON, or unset it.',
    )
  })
  return { text, sha256: sha256(text), origin: location, pinned: false }
}

async function readLocation(location: string, options: FetchOptions): Promise<string> {
  if (!isUrl(location)) {
    return readFileSync(resolve(options.projectFolder, location), 'utf8')
  }
  const fetch = options.fetch ?? globalThis.fetch
  const controller = new AbortController()
  const timer = setTimeout(
    () => controller.abort(new Error(`no response within ${RESPONSE_TIMEOUT_MS / 1000} s`)),
    RESPONSE_TIMEOUT_MS,
  )
  const signal = AbortSignal.any([controller.signal, AbortSignal.timeout(DOWNLOAD_TIMEOUT_MS)])
  const response = await fetch(location, { signal }).finally(() => clearTimeout(timer))
  if (!response.ok) {
    throw new Error(`HTTP ${response.status}`)
  }
  return response.text()
}

function describeError(error: unknown): string {
  if (!(error instanceof Error)) {
    return String(error)
  }
  if ('code' in error && error.code === 'ENOENT') {
    return 'no such file'
  }
  return error.cause instanceof Error ? `${error.message} (${error.cause.message})` : error.message
}
