import { readFileSync, writeFileSync } from 'node:fs'

/** The pin of OpenAI's document: which bytes, and where to look for them. */
export interface Lock {
  /** GitHub `owner/name`. */
  repository: string
  /** Full commit hash of the document's version. */
  commit: string
  /** Day of that commit, `YYYY-MM-DD`. */
  date: string
  /** Path of the document inside the repository. */
  file: string
  /** SHA-256 of the file, in hex. */
  sha256: string
  /** Files (relative to the project) and URLs to try in order; `{repository}`, `{commit}` and `{file}` are filled in. */
  places: string[]
}

const lockFile = new URL('openai.lock.json', import.meta.url)

/** @returns the pin in `spec/openai.lock.json` */
export function readLock(): Lock {
  return JSON.parse(readFileSync(lockFile, 'utf8')) as Lock
}

/** @param lock the pin to write to `spec/openai.lock.json` */
export function writeLock(lock: Lock): void {
  writeFileSync(lockFile, `${JSON.stringify(lock, null, 2)}\n`)
}

/**
 * @param lock the pin
 * @returns its places with the variables filled in, in the order to try them
 */
export function placesOf(lock: Lock): string[] {
  return lock.places.map((place) =>
    place
      .replace('{repository}', lock.repository)
      .replace('{commit}', lock.commit)
      .replace('{file}', lock.file),
  )
}
