import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { BuildError } from '../diagnostics.ts'
import { type Lock, placesOf } from './lock.ts'

/** A document's text and its origin. */
export interface AcquiredDocument {
  text: string
  /** SHA-256 of the text, in hex. */
  sha256: string
  /** The file or URL that it was read from, as configured. */
  origin: string
  /** True if the text matches the lock file. */
  pinned: boolean
}

/** Options of {@link acquire}. */
export interface AcquireOptions {
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
const ANSWER_TIMEOUT_MS = 10_000

const DOWNLOAD_TIMEOUT_MS = 60_000

/** @returns SHA-256 of the text, in hex */
export function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}

/** @returns true for a URL, false for a file */
export function isUrl(place: string): boolean {
  return /^https?:\/\//.test(place)
}

/** @returns true if one of the lock's files exists, so that the network is not needed */
export function hasCopy(lock: Lock, projectFolder: string): boolean {
  return placesOf(lock).some((place) => !isUrl(place) && existsSync(resolve(projectFolder, place)))
}

/**
 * Reads the document from the first location that has it and verifies its checksum. A copy is saved at the lock's first
 * file (git-ignored) for builds without network access and for Docker, which only sees this folder.
 *
 * @param lock the pin
 * @throws {DocumentNotFound} if no location has the document
 * @throws {BuildError} if the checksum does not match
 */
export async function acquire(lock: Lock, options: AcquireOptions): Promise<AcquiredDocument> {
  if (options.override !== undefined && options.override !== '') {
    return acquireOther(options.override, options)
  }

  const places = placesOf(lock)
  const tried: string[] = []
  for (const place of places) {
    let text: string
    try {
      text = await read(place, options)
    } catch (error) {
      tried.push(`  ${place}: ${reasonOf(error)}`)
      continue
    }
    const sum = sha256(text)
    if (sum !== lock.sha256) {
      throw new BuildError(
        `${place} is not the document pinned in spec/openai.lock.json.\n` +
          `  pinned sha256: ${lock.sha256}\n  found sha256:  ${sum}\n` +
          `Delete it or replace it with ${lock.repository} at commit ${lock.commit};\n` +
          'to use another version, run `npm run spec:update -- COMMIT` or set OPENAI_SPEC.',
      )
    }
    const copy = places.find((candidate) => !isUrl(candidate))
    if (copy !== undefined && place !== copy) {
      writeFileSync(resolve(options.projectFolder, copy), text)
    }
    return { text, sha256: sum, origin: place, pinned: true }
  }
  throw new DocumentNotFound(
    "Cannot find OpenAI's API document. Tried, in order:\n" +
      `${tried.join('\n')}\n` +
      `Put ${lock.file} of ${lock.repository} at commit ${lock.commit} at ${places[0]},\n` +
      'or set OPENAI_SPEC to the path or URL of the document to mock.',
  )
}

/**
 * Reads another document than the pinned one.
 *
 * @param place file or URL, as in the variable `OPENAI_SPEC`
 * @throws {BuildError} if it cannot be read
 */
export async function acquireOther(place: string, options: AcquireOptions): Promise<AcquiredDocument> {
  const text = await read(place, options).catch((error: unknown) => {
    throw new BuildError(
      `cannot read OPENAI_SPEC (${place}): ${reasonOf(error)}.\n` +
        'Set it to the path or URL of an OpenAPI 3.x document in YAML or JSON, or unset it.',
    )
  })
  return { text, sha256: sha256(text), origin: place, pinned: false }
}

async function read(place: string, options: AcquireOptions): Promise<string> {
  if (!isUrl(place)) {
    return readFileSync(resolve(options.projectFolder, place), 'utf8')
  }
  const fetch = options.fetch ?? globalThis.fetch
  const unreachable = new AbortController()
  const giveUp = setTimeout(
    () => unreachable.abort(new Error(`no response within ${ANSWER_TIMEOUT_MS / 1000} s`)),
    ANSWER_TIMEOUT_MS,
  )
  const signal = AbortSignal.any([unreachable.signal, AbortSignal.timeout(DOWNLOAD_TIMEOUT_MS)])
  const response = await fetch(place, { signal }).finally(() => clearTimeout(giveUp))
  if (!response.ok) {
    throw new Error(`HTTP ${response.status}`)
  }
  return response.text()
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) {
    return String(error)
  }
  if ('code' in error && error.code === 'ENOENT') {
    return 'no such file'
  }
  return error.cause instanceof Error ? `${error.message} (${error.cause.message})` : error.message
}
