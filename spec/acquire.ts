import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { BuildError } from './diagnostics.ts'
import { type Lock, placesOf } from './lock.ts'

/** A document's text and where it came from. */
export interface AcquiredDocument {
  text: string
  /** SHA-256 of the text, in hex. */
  sha256: string
  /** The file or URL that it was read from, as given. */
  origin: string
  /** True when the text is the one that the lock file pins. */
  pinned: boolean
}

/** What {@link acquire} may use; the defaults are the project's own. */
export interface AcquireOptions {
  /** A file or URL to use in place of the pinned document: the variable `OPENAI_SPEC`. */
  override?: string | undefined
  /** Folder that relative places start from. */
  projectFolder: string
  fetch?: typeof globalThis.fetch
}

/** Raised when no place has a copy of the pinned document. */
export class DocumentNotFound extends BuildError {
  override name = 'DocumentNotFound'
}

/** A network that swallows packets is as good as none. */
const ANSWER_TIMEOUT_MS = 10_000

const DOWNLOAD_TIMEOUT_MS = 60_000

/** @returns SHA-256 of the text, in hex */
export function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}

/** @returns true for a place that has to be downloaded */
export function isUrl(place: string): boolean {
  return /^https?:\/\//.test(place)
}

/** @returns true when one of the lock's files is there, so that the network is not needed */
export function hasCopy(lock: Lock, projectFolder: string): boolean {
  return placesOf(lock).some((place) => !isUrl(place) && existsSync(resolve(projectFolder, place)))
}

/**
 * Reads the document from the first place that has it and holds it against the pin. A copy is kept at the lock's first
 * place (git-ignored), so that the next build needs no network, nor one that sees this folder only, as Docker's does.
 *
 * @param lock the pin
 * @throws {DocumentNotFound} when no place has the document
 * @throws {BuildError} when what was found is not what the lock pins
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
        `${place} is not the document that spec/openai.lock.json pins.\n` +
          `  pinned sha256: ${lock.sha256}\n  found sha256:  ${sum}\n` +
          `Remove that copy, or put the file of ${lock.repository} at commit ${lock.commit} there;\n` +
          'to use another version on purpose, run `npm run spec:update -- COMMIT` or set OPENAI_SPEC.',
      )
    }
    const copy = places.find((candidate) => !isUrl(candidate))
    if (copy !== undefined && place !== copy) {
      writeFileSync(resolve(options.projectFolder, copy), text)
    }
    return { text, sha256: sum, origin: place, pinned: true }
  }
  throw new DocumentNotFound(
    "OpenAI's API document was found nowhere. Tried, in this order:\n" +
      `${tried.join('\n')}\n` +
      `Put ${lock.file} of ${lock.repository} at commit ${lock.commit} at ${places[0]},\n` +
      'or set OPENAI_SPEC to the path or URL of the document to mock.',
  )
}

/**
 * @param place the file or URL of another document than the pinned one, as the variable `OPENAI_SPEC` names it
 * @throws {BuildError} when it cannot be read
 */
export async function acquireOther(place: string, options: AcquireOptions): Promise<AcquiredDocument> {
  const text = await read(place, options).catch((error: unknown) => {
    throw new BuildError(
      `OPENAI_SPEC names ${place}, which cannot be read: ${reasonOf(error)}.\n` +
        'Give the path or URL of an OpenAPI 3.x document in YAML or JSON, or unset OPENAI_SPEC.',
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
    () => unreachable.abort(new Error(`no answer within ${ANSWER_TIMEOUT_MS / 1000} s`)),
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
